// The second piece of a claim that its own attribution interrupts: "X, according to the minister, Y". Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_SECOND_PIECE_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_SECOND_PIECE_H_

#include "service/attribution/span/claim_span.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// Token indexes; -1 for a begin where the claim has one piece, and for an end that is still to be chosen.
struct SecondPiece {
  int begin = -1;
  int end = -1;
};

SecondPiece FindSecondPiece(const ClaimContext& context, TokenRange first);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_SECOND_PIECE_H_
