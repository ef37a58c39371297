// Covered by ranker_test.cc and network_test.cc.
#include "service/attribution/ranking/ranker.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isnad {

absl::string_view DecisionName(Decision decision) {
  static constexpr absl::string_view kNames[kDecisionCount] = {
      "cue",         "source_start", "source_end", "claim_start", "claim_end", "antecedent",
      "source_type", "quote_kind",   "cue_class",  "confidence",  "parent",      "reading"};
  return kNames[static_cast<int>(decision)];
}

Ranker::Ranker(Model model) : vectors_(std::move(model.vectors)) {
  for (int i = 0; i < kDecisionCount; ++i) {
    DecisionWeights& decision = model.decisions[i];
    linear_[i] = {decision.scale, std::move(decision.weights)};
    if (!decision.network.empty()) networks_[i] = NetworkEvaluator(std::move(decision.network));
  }
}

float Ranker::LinearScore(Decision decision, const FeatureVector& features) const {
  const Linear& linear = linear_[static_cast<int>(decision)];
  const size_t mask = linear.weights.size() - 1;
  int sum = 0;
  for (const Feature feature : features.features()) sum += linear.weights[feature & mask];
  return static_cast<float>(sum) * linear.scale;
}

float Ranker::NetworkScore(Decision decision, const Slot* slots, RankingScratch* scratch) const {
  const int d = static_cast<int>(decision);
  if (scratch->networks_[d].empty()) scratch->networks_[d].resize(1);
  return networks_[d].Score(vectors_, slots, &scratch->networks_[d][0]);
}

float Ranker::Score(Decision decision, const FeatureVector& features, RankingScratch* scratch) const {
  const float linear = LinearScore(decision, features);
  if (!HasNetwork(decision) || features.slots().size() < kSlotCount) return linear;
  return linear + NetworkScore(decision, features.slots().data(), scratch);
}

std::vector<float> Softmax(absl::Span<const float> scores) {
  std::vector<float> probabilities(scores.begin(), scores.end());
  if (probabilities.empty()) return probabilities;
  const float highest = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (float& p : probabilities) sum += p = std::exp(p - highest);
  for (float& p : probabilities) p /= sum;
  return probabilities;
}

float Sigmoid(float score) { return 1 / (1 + std::exp(-score)); }

int Best(absl::Span<const float> scores) {
  if (scores.empty()) return -1;
  return static_cast<int>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

}  // namespace isnad
