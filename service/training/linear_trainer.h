// Trains one decision's weights: softmax over candidates, AdaGrad, a fixed number of passes in an order that depends on
// the seed alone. Equal input gives equal bytes.
#ifndef ISNAD_SERVICE_TRAINING_LINEAR_TRAINER_H_
#define ISNAD_SERVICE_TRAINING_LINEAR_TRAINER_H_

#include <cstdint>
#include <vector>

#include "service/attribution/ranking/features.h"
#include "service/attribution/ranking/ranker.h"

namespace isnad {

// One choice: the features of each candidate, one after the other, and which is right.
struct Instance {
  std::vector<Feature> features;
  std::vector<uint32_t> ends;  // end of each candidate's features
  std::vector<Slot> slots;     // kSlotCount for each candidate, or none at all
  std::vector<float> offsets;  // what each candidate's score begins with, or none at all
  int gold = 0;

  void AddCandidate(const FeatureVector& candidate) {
    features.insert(features.end(), candidate.features().begin(), candidate.features().end());
    ends.push_back(static_cast<uint32_t>(features.size()));
    slots.insert(slots.end(), candidate.slots().begin(), candidate.slots().end());
  }
};

struct TrainingOptions {
  int bits = 18;  // 2^bits weights for a decision
  int epochs = 12;
  float learning_rate = 0.05f;
  float decay = 1e-6f;  // pulls touched weights toward zero
  // AdaGrad's sums of squares begin here: from zero, a feature's first gradient is a whole step however small it is,
  // and features seen once weigh as much as those seen often.
  float first_square = 0.03f;
  uint64_t seed = 1;
  int members = 4;  // runs in orders of their own, whose weights are averaged
};

std::vector<float> TrainLinear(const std::vector<Instance>& instances, const TrainingOptions& options);

// Numbers as signed bytes times a scale.
struct Bytes {
  float scale = 1;
  std::vector<int8_t> values;
};
Bytes QuantizeToBytes(const std::vector<float>& numbers);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_LINEAR_TRAINER_H_
