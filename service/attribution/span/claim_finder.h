// Chooses where the claim of a cue may begin and end: the likeliest few, for a choice among whole readings. Pure;
// bounded look-ahead.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_FINDER_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_FINDER_H_

#include <vector>

#include "service/attribution/ranking/candidate_ranking.h"
#include "service/attribution/span/claim_span.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// One way to read a claim: its pieces in text order, and how probable its beginning and its end are.
struct ClaimReading {
  std::vector<TokenRange> pieces;
  float start_probability = 0;
  float end_probability = 0;

  float probability() const { return start_probability * end_probability; }
};

// At most kClaimReadingsMax, the likeliest first; none where there is nothing to choose from.
inline constexpr int kClaimReadingsMax = 8;
std::vector<ClaimReading> FindClaims(const ClaimContext& context, CandidateRanking* ranking);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_FINDER_H_
