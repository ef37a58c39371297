// The learned part: for each decision a linear score over hashed features and, where that pays, a network over the
// words around the candidate; trained by service/training and read from one model file. Scores are sums of integers
// times a scale, so that they are equal on every machine. Immutable after Load; shared by all threads.
#ifndef ISNAD_SERVICE_ATTRIBUTION_RANKING_RANKER_H_
#define ISNAD_SERVICE_ATTRIBUTION_RANKING_RANKER_H_

#include <array>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "service/attribution/ranking/features.h"
#include "service/attribution/ranking/network.h"

namespace isnad {

enum class Decision : uint8_t {
  kCue,          // is this candidate a cue
  kSourceStart,  // where the source begins, or that there is none
  kSourceEnd,
  kClaimStart,
  kClaimEnd,
  kAntecedent,  // who the dropped or generic speaker is
  kSourceType,
  kQuoteKind,
  kCueClass,
  kConfidence,  // are source and content right
  kParent,      // whose content reports this attribution, or nobody's
  kReading,     // which source and claim, seen together
};
inline constexpr int kDecisionCount = 12;
// "cue", "source_start", ...
absl::string_view DecisionName(Decision decision);

struct DecisionWeights {
  float scale = 0;
  std::vector<int8_t> weights;  // a power of two of them
  Network network;              // empty: the decision has none
};

struct Model {
  std::array<DecisionWeights, kDecisionCount> decisions;
  WordVectors8 vectors;  // empty where no decision has a network
};

// What one call keeps between candidates: a scratch for each decision, made when first needed.
class RankingScratch {
 private:
  friend class Ranker;
  std::array<std::vector<NetworkScratch>, kDecisionCount> networks_;
};

class Ranker {
 public:
  Ranker() = default;
  explicit Ranker(Model model);

  // The linear score of one candidate.
  float LinearScore(Decision decision, const FeatureVector& features) const;

  bool HasNetwork(Decision decision) const { return !networks_[static_cast<int>(decision)].empty(); }
  // `slots` has kSlotCount of them.
  float NetworkScore(Decision decision, const Slot* slots, RankingScratch* scratch) const;

  // Both; softmax over the candidates' scores gives probabilities.
  float Score(Decision decision, const FeatureVector& features, RankingScratch* scratch) const;

  // The number of words that the model has vectors for, the unknown one included; 0: it has no network.
  int vector_count() const { return vectors_.size(); }

 private:
  struct Linear {
    float scale = 0;
    std::vector<int8_t> weights = {0};  // without a model every score is zero
  };
  std::array<Linear, kDecisionCount> linear_;
  std::array<NetworkEvaluator, kDecisionCount> networks_;
  WordVectors8 vectors_;
};

// Probabilities of candidates by their scores. Empty in, empty out.
std::vector<float> Softmax(absl::Span<const float> scores);
float Sigmoid(float score);
// The index of the highest score, the first of equals; -1 where there is none.
int Best(absl::Span<const float> scores);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_RANKING_RANKER_H_
