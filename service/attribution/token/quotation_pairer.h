// Pairs quotation marks that scraping and typists have damaged: unbalanced, reversed, or the same mark at both ends.
#ifndef ISNAD_SERVICE_ATTRIBUTION_TOKEN_QUOTATION_PAIRER_H_
#define ISNAD_SERVICE_ATTRIBUTION_TOKEN_QUOTATION_PAIRER_H_

#include "service/attribution/text/cancellation.h"
#include "service/attribution/token/token.h"

namespace isnad {

// Whether a mark is one of those that are apostrophes too.
bool IsSingleQuotationMark(char32_t mark);

// Fills `text->quotations` and each token's `quotation`. The tokens must be complete.
void PairQuotations(TokenizedText* text, Cancellation* stop = nullptr);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_TOKEN_QUOTATION_PAIRER_H_
