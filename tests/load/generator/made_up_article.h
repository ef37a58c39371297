// Arabic news that nobody wrote: sentences of our own, half of which say who says what, in a random order. For
// measuring where no articles are at hand.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_MADE_UP_ARTICLE_H_
#define ISNAD_TESTS_LOAD_GENERATOR_MADE_UP_ARTICLE_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace isnad::load {

// Valid UTF-8 of exactly `bytes` bytes: a headline and paragraphs, cut where the size is reached. The same size and
// seed give the same text.
std::string MadeUpArticle(size_t bytes, uint64_t seed);

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_MADE_UP_ARTICLE_H_
