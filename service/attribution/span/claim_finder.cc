// Beginning and end are chosen together from the best few beginnings. Covered by span_finder_test.cc.
#include "service/attribution/span/claim_finder.h"

#include "service/attribution/span/second_piece.h"

namespace isnad {
namespace {

struct Choice {
  int token = -1;
  float probability = -1;
};

Choice ChooseEnd(const ClaimContext& context, int start, CandidateRanking* ranking) {
  const std::vector<int> ends = ClaimEndCandidates(context, start);
  const std::vector<float> probabilities = ranking->Probabilities(
      Decision::kClaimEnd, ends,
      [&](int end, FeatureVector* features) { AddClaimEndFeatures(context, start, end, features); });
  const int best = Best(probabilities);
  return best < 0 ? Choice{} : Choice{ends[best], probabilities[best]};
}

}  // namespace

FoundClaim FindClaim(const ClaimContext& context, CandidateRanking* ranking) {
  const std::vector<int> starts = ClaimStartCandidates(context);
  const std::vector<float> probabilities = ranking->Probabilities(
      Decision::kClaimStart, starts,
      [&](int start, FeatureVector* features) { AddClaimStartFeatures(context, start, features); });
  TokenRange claim;
  float probability = 0;
  for (const int i : BestFew(probabilities, kBeam)) {
    if (probabilities[i] < probability) continue;  // No end can make it the best.
    const Choice end = ChooseEnd(context, starts[i], ranking);
    if (end.token < 0 || probabilities[i] * end.probability <= probability) continue;
    claim = {starts[i], end.token};
    probability = probabilities[i] * end.probability;
  }
  if (claim.empty()) return {};
  FoundClaim found{{claim}, probability};
  const SecondPiece second = FindSecondPiece(context, claim);
  if (second.begin < 0) return found;
  const int end = second.end >= 0 ? second.end : ChooseEnd(context, second.begin, ranking).token;
  if (end > second.begin) found.pieces.push_back({second.begin, end});
  return found;
}

}  // namespace isnad
