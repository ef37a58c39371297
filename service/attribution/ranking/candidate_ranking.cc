// Covered by candidate_ranking_test.cc.
#include "service/attribution/ranking/candidate_ranking.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace isnad {
namespace {

constexpr float kOutOfRace = 20;

}  // namespace

void CandidateRanking::AddNetworkScores(Decision decision) {
  float least = 0;
  const bool cut = scores_.size() > static_cast<size_t>(kNetworkCandidatesMax);
  if (cut) {
    std::vector<float> sorted = scores_;
    std::nth_element(sorted.begin(), sorted.begin() + kNetworkCandidatesMax - 1, sorted.end(), std::greater<float>());
    least = sorted[kNetworkCandidatesMax - 1];
  }
  for (size_t i = 0; i < scores_.size(); ++i) {
    if (cut && scores_[i] < least) {
      scores_[i] -= kOutOfRace;
    } else {
      scores_[i] += ranker_.NetworkScore(decision, &slots_[i * kSlotCount], &scratch_);
    }
  }
}

std::vector<int> BestFew(absl::Span<const float> scores, int count) {
  std::vector<int> order(scores.size());
  std::iota(order.begin(), order.end(), 0);
  const size_t keep = std::min(static_cast<size_t>(count), order.size());
  std::partial_sort(order.begin(), order.begin() + keep, order.end(),
                    [&](int a, int b) { return scores[a] != scores[b] ? scores[a] > scores[b] : a < b; });
  order.resize(keep);
  return order;
}

}  // namespace isnad
