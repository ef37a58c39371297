// Turns candidates into probabilities: features for each, the linear score, and the network's score for the few that
// the linear score leaves in the race.
#ifndef ISNAD_SERVICE_ATTRIBUTION_RANKING_CANDIDATE_RANKING_H_
#define ISNAD_SERVICE_ATTRIBUTION_RANKING_CANDIDATE_RANKING_H_

#include <vector>

#include "absl/types/span.h"
#include "service/attribution/ranking/ranker.h"

namespace isnad {

// Candidates that the network looks at; the others keep their linear score less a penalty that takes them out of the
// race. Measured over ten folds: more of them change no figure by more than noise.
inline constexpr int kNetworkCandidatesMax = 8;

class CandidateRanking {
 public:
  explicit CandidateRanking(const Ranker& ranker) : ranker_(ranker) {}

  // `add(candidate, features)` writes the features of one candidate. Probabilities in the candidates' order.
  template <typename Candidates, typename Add>
  std::vector<float> Probabilities(Decision decision, const Candidates& candidates, const Add& add) {
    scores_.clear();
    slots_.clear();
    for (const auto& candidate : candidates) {
      features_.Clear();
      add(candidate, &features_);
      scores_.push_back(ranker_.LinearScore(decision, features_));
      slots_.insert(slots_.end(), features_.slots().begin(), features_.slots().end());
    }
    const bool complete = slots_.size() == scores_.size() * kSlotCount;
    if (ranker_.HasNetwork(decision) && complete) AddNetworkScores(decision);
    return Softmax(scores_);
  }

  // The probability of a yes-or-no decision.
  template <typename Add>
  float Probability(Decision decision, const Add& add) {
    features_.Clear();
    add(&features_);
    return Sigmoid(ranker_.Score(decision, features_, &scratch_));
  }

 private:
  void AddNetworkScores(Decision decision);

  const Ranker& ranker_;
  RankingScratch scratch_;
  FeatureVector features_;
  std::vector<float> scores_;
  std::vector<Slot> slots_;  // kSlotCount for each candidate
};

// Beginnings of a source or claim that are followed to their ends.
inline constexpr int kBeam = 3;

// Indexes of the `count` highest, highest first; equal ones in order.
std::vector<int> BestFew(absl::Span<const float> scores, int count);

// The value, 0 to count - 1, with the highest linear score; `add(value, features)` writes the features of one.
template <typename Add>
int BestValue(const Ranker& ranker, Decision decision, int count, const Add& add) {
  FeatureVector features;
  std::vector<float> scores;
  for (int value = 0; value < count; ++value) {
    features.Clear();
    add(value, &features);
    scores.push_back(ranker.LinearScore(decision, features));
  }
  return Best(scores);
}

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_RANKING_CANDIDATE_RANKING_H_
