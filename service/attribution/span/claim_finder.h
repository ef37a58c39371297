// Chooses where the claim of a cue begins and ends. Pure; bounded look-ahead.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_FINDER_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_FINDER_H_

#include <vector>

#include "service/attribution/ranking/candidate_ranking.h"
#include "service/attribution/span/claim_span.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// The pieces of a claim in text order; none where there is nothing to choose from.
struct FoundClaim {
  std::vector<TokenRange> pieces;
  float probability = 0;
};

FoundClaim FindClaim(const ClaimContext& context, CandidateRanking* ranking);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_FINDER_H_
