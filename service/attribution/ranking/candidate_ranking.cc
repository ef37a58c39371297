// Covered by candidate_ranking_test.cc.
#include "service/attribution/ranking/candidate_ranking.h"

#include <algorithm>
#include <functional>

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

}  // namespace isnad
