// Words that tell who is meant: closed classes, times and single letters aside; where each stands in the article, and
// how many of them two phrases share. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SOURCE_TELLING_WORDS_H_
#define ISNAD_SERVICE_ATTRIBUTION_SOURCE_TELLING_WORDS_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/cancellation.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

bool IsTelling(const Word& word);

// For each stem of a telling word, the first 64 tokens where it stands.
using StemIndex = absl::flat_hash_map<uint32_t, std::vector<int>>;
StemIndex IndexStems(const AnalyzedText& text, Cancellation* stop = nullptr);
// The same by base: a plural or accusative stands where its noun does.
StemIndex IndexBases(const AnalyzedText& text, Cancellation* stop = nullptr);

int TellingWords(const AnalyzedText& text, TokenRange phrase);
// Telling words of `a` whose stem stands in `b` too.
int SharedWords(const AnalyzedText& text, TokenRange a, TokenRange b);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SOURCE_TELLING_WORDS_H_
