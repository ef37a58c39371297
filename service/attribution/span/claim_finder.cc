// Each of the best few beginnings is followed to its best few ends. Covered by claim_finder_test.cc.
#include "service/attribution/span/claim_finder.h"

#include <algorithm>

#include "service/attribution/span/second_piece.h"

namespace isnad {
namespace {

// Ends of one beginning that are worth a look.
constexpr int kEndBeam = 3;
// Beginnings less probable than the likeliest claim by this are not followed.
constexpr float kWorthALook = 0.04f;

struct End {
  int token = -1;
  float probability = -1;
};

std::vector<End> LikeliestEnds(const ClaimContext& context, int start, int count, CandidateRanking* ranking) {
  const std::vector<int> ends = ClaimEndCandidates(context, start);
  const std::vector<float> probabilities = ranking->Probabilities(
      Decision::kClaimEnd, ends,
      [&](int end, FeatureVector* features) { AddClaimEndFeatures(context, start, end, features); });
  std::vector<End> likeliest;
  for (const int i : BestFew(probabilities, count)) likeliest.push_back({ends[i], probabilities[i]});
  return likeliest;
}

void AddSecondPiece(const ClaimContext& context, CandidateRanking* ranking, ClaimReading* reading) {
  SecondPiece second = FindSecondPiece(context, reading->pieces.front());
  if (second.begin < 0) return;
  if (second.end < 0) second.end = LikeliestEnds(context, second.begin, 1, ranking).front().token;
  if (second.end > second.begin) reading->pieces.push_back({second.begin, second.end});
}

}  // namespace

std::vector<ClaimReading> FindClaims(const ClaimContext& context, CandidateRanking* ranking) {
  const std::vector<int> starts = ClaimStartCandidates(context);
  const std::vector<float> probabilities = ranking->Probabilities(
      Decision::kClaimStart, starts,
      [&](int start, FeatureVector* features) { AddClaimStartFeatures(context, start, features); });
  std::vector<ClaimReading> readings;
  float most = 0;
  for (const int i : BestFew(probabilities, kBeam)) {
    if (probabilities[i] < most * kWorthALook) continue;
    for (const End& end : LikeliestEnds(context, starts[i], kEndBeam, ranking)) {
      readings.push_back({{{starts[i], end.token}}, probabilities[i], end.probability});
      most = std::max(most, readings.back().probability());
    }
  }
  std::stable_sort(readings.begin(), readings.end(),
                   [](const ClaimReading& a, const ClaimReading& b) { return a.probability() > b.probability(); });
  if (readings.size() > kClaimReadingsMax) readings.resize(kClaimReadingsMax);
  for (ClaimReading& reading : readings) AddSecondPiece(context, ranking, &reading);
  return readings;
}

}  // namespace isnad
