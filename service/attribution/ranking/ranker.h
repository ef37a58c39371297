// The learned part: a linear score over hashed features for each decision, trained by service/training and read from one
// model file. Scores are sums of small integers times a scale, so that they are equal on every machine. Immutable after
// Load; shared by all threads.
//
// The file: lines of text (`isnad-model 2`, `#` provenance, `decision NAME BITS SCALE` for each decision), an empty line,
// then for each decision 2^BITS weights of one signed byte.
#ifndef ISNAD_SERVICE_ATTRIBUTION_RANKING_RANKER_H_
#define ISNAD_SERVICE_ATTRIBUTION_RANKING_RANKER_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "service/attribution/ranking/features.h"

namespace isnad {

enum class Decision : uint8_t {
  kCue,          // is this candidate a cue
  kSourceStart,  // where the source begins, or that there is none
  kSourceEnd,
  kClaimStart,
  kClaimEnd,
  kAntecedent,   // who the dropped or generic speaker is
  kSourceType,
  kQuoteKind,
  kCueClass,
  kConfidence,   // are source and content right
};
inline constexpr int kDecisionCount = 10;
absl::string_view DecisionName(Decision decision);

struct DecisionWeights {
  float scale = 0;
  std::vector<int8_t> weights;  // a power of two of them
};

class Ranker {
 public:
  static absl::StatusOr<Ranker> Load(absl::string_view model);
  // The file's bytes for these weights; `provenance` lines are written behind `# `.
  static std::string Save(const std::array<DecisionWeights, kDecisionCount>& decisions,
                          absl::Span<const std::string> provenance);
  static Ranker FromWeights(std::array<DecisionWeights, kDecisionCount> decisions);

  // The log-linear score of one candidate; softmax over the candidates' scores gives probabilities.
  float Score(Decision decision, const FeatureVector& features) const;

 private:
  std::array<DecisionWeights, kDecisionCount> decisions_;
};

// Probabilities of candidates by their scores. Empty in, empty out.
std::vector<float> Softmax(absl::Span<const float> scores);
float Sigmoid(float score);
// The index of the highest score, the first of equals; -1 where there is none.
int Best(absl::Span<const float> scores);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_RANKING_RANKER_H_
