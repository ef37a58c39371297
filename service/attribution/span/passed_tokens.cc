// Covered by passed_tokens_test.cc.
#include "service/attribution/span/passed_tokens.h"

#include <algorithm>

namespace isnad {

uint32_t Few(int count) { return static_cast<uint32_t>(std::min(count, 2)); }

uint32_t PassedTokens::Bits() const {
  return Few(commas) | Few(verbs) << 2 | Few(complementizers) << 4 | Few(prepositions) << 6 | Few(quotes) << 8 |
         Few(brackets) << 10 | Few(relatives) << 12;
}

PassedTokens CountPassed(const AnalyzedText& text, TokenRange range) {
  PassedTokens passed;
  for (int i = range.begin; i < range.end; ++i) {
    switch (text.At(i).coarse) {
      case CoarseClass::kComma:
        ++passed.commas;
        break;
      case CoarseClass::kReportingFinite:
      case CoarseClass::kVerbLike:
        ++passed.verbs;
        break;
      case CoarseClass::kComplementizer:
        ++passed.complementizers;
        break;
      case CoarseClass::kPreposition:
        ++passed.prepositions;
        break;
      case CoarseClass::kQuoteMark:
        ++passed.quotes;
        break;
      case CoarseClass::kBracket:
        ++passed.brackets;
        break;
      case CoarseClass::kRelative:
        ++passed.relatives;
        break;
      case CoarseClass::kTime:
        ++passed.times;
        break;
      default:
        break;
    }
  }
  return passed;
}

}  // namespace isnad
