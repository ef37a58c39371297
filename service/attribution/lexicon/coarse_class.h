// The one class that stands for a token in the decisions' features. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_COARSE_CLASS_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_COARSE_CLASS_H_

#include "service/attribution/lexicon/word.h"

namespace isnad {

// `word` must be complete but for `coarse`.
CoarseClass CoarseClassOf(const Token& token, const Word& word);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_COARSE_CLASS_H_
