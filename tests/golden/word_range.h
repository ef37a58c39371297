// The words of an article as scorers count them: runs of letters, digits, underscores, Arabic vowel signs and tatweel.
// Punctuation and quotation marks are no words, so they never decide whether two ranges are the same. Bytes; pure.
#ifndef ISNAD_TESTS_GOLDEN_WORD_RANGE_H_
#define ISNAD_TESTS_GOLDEN_WORD_RANGE_H_

#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

std::vector<ByteRange> WordRanges(absl::string_view article);

// Neither end of `range` cuts a word.
bool IsWholeWords(absl::string_view article, ByteRange range);

// Indexes into `words` of those that the ranges touch.
std::set<int> WordsTouched(const std::vector<ByteRange>& words, const std::vector<ByteRange>& ranges);

// The words of a name in the spelling in which names are compared: folded, without article and attached particles.
std::set<std::string> NameWords(absl::string_view name);

}  // namespace isnad

#endif  // ISNAD_TESTS_GOLDEN_WORD_RANGE_H_
