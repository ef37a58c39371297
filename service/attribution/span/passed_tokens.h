// What lies between two places of a sentence, counted by kind: commas, verbs, prepositions and whatever else tells that
// a phrase does not reach so far. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_PASSED_TOKENS_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_PASSED_TOKENS_H_

#include <cstdint>

#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

struct PassedTokens {
  int commas = 0, verbs = 0, complementizers = 0, prepositions = 0, quotes = 0, brackets = 0, relatives = 0, times = 0;

  // All but the times, each as none, one or more.
  uint32_t Bits() const;
};

PassedTokens CountPassed(const AnalyzedText& text, TokenRange range);

// None, one or more.
uint32_t Few(int count);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_PASSED_TOKENS_H_
