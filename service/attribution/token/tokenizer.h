// Cuts a folded article into tokens, sentences, paragraphs and quotations. Linear in the text; pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_TOKEN_TOKENIZER_H_
#define ISNAD_SERVICE_ATTRIBUTION_TOKEN_TOKENIZER_H_

#include <vector>

#include "service/attribution/text/cancellation.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/token/token.h"

namespace isnad {

TokenizedText Tokenize(const std::vector<FoldedChar>& chars, Cancellation* stop = nullptr);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_TOKEN_TOKENIZER_H_
