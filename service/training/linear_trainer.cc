// Weights are averaged over the passes after the first third, and over several runs: the order of choices would else
// decide between candidates of much the same score, and one wrong speaker makes the next ones wrong. Covered by
// linear_trainer_test.cc.
#include "service/training/linear_trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace isnad {
namespace {

constexpr uint64_t kSeedStep = 1000003;  // between members

class Trainer {
 public:
  Trainer(const TrainingOptions& options, uint64_t seed)
      : options_(options),
        random_(seed),
        mask_((1u << options.bits) - 1),
        weights_(mask_ + 1, 0.0f),
        squares_(mask_ + 1, options.first_square),
        sums_(mask_ + 1, 0.0f) {}

  std::vector<float> Train(const std::vector<Instance>& instances) {
    std::vector<uint32_t> order(instances.size());
    std::iota(order.begin(), order.end(), 0u);
    int averaged = 0;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      // Not std::shuffle, whose order the standard leaves open.
      for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
      for (const uint32_t i : order) Learn(instances[i]);
      if (epoch < options_.epochs / 3) continue;
      ++averaged;
      for (size_t i = 0; i < sums_.size(); ++i) sums_[i] += weights_[i];
    }
    for (float& sum : sums_) sum /= static_cast<float>(std::max(averaged, 1));
    return std::move(sums_);
  }

 private:
  void Learn(const Instance& instance) {
    scores_.clear();
    uint32_t begin = 0;
    for (const uint32_t end : instance.ends) {
      float score = instance.offsets.empty() ? 0.0f : instance.offsets[scores_.size()];
      for (uint32_t i = begin; i < end; ++i) score += weights_[instance.features[i] & mask_];
      scores_.push_back(score);
      begin = end;
    }
    const std::vector<float> probabilities = Softmax(scores_);
    begin = 0;
    for (size_t c = 0; c < instance.ends.size(); ++c) {
      const float gradient = probabilities[c] - (static_cast<int>(c) == instance.gold ? 1.0f : 0.0f);
      if (std::fabs(gradient) > 1e-4f) {
        for (uint32_t i = begin; i < instance.ends[c]; ++i) Step(instance.features[i] & mask_, gradient);
      }
      begin = instance.ends[c];
    }
  }

  void Step(uint32_t index, float gradient) {
    const float g = gradient + options_.decay * weights_[index];
    squares_[index] += g * g;
    weights_[index] -= options_.learning_rate * g / (std::sqrt(squares_[index]) + 1e-4f);
  }

  const TrainingOptions options_;
  std::mt19937_64 random_;
  const uint32_t mask_;
  std::vector<float> weights_;
  std::vector<float> squares_;
  std::vector<float> sums_;
  std::vector<float> scores_;
};

}  // namespace

std::vector<float> TrainLinear(const std::vector<Instance>& instances, const TrainingOptions& options) {
  std::vector<float> weights = Trainer(options, options.seed).Train(instances);
  for (int member = 1; member < options.members; ++member) {
    const std::vector<float> others = Trainer(options, options.seed + kSeedStep * member).Train(instances);
    for (size_t i = 0; i < weights.size(); ++i) weights[i] += others[i];
  }
  for (float& weight : weights) weight /= static_cast<float>(std::max(options.members, 1));
  return weights;
}

Bytes QuantizeToBytes(const std::vector<float>& numbers) {
  float largest = 0;
  for (const float x : numbers) largest = std::max(largest, std::fabs(x));
  Bytes bytes;
  bytes.scale = largest > 0 ? largest / 127 : 1;
  bytes.values.reserve(numbers.size());
  for (const float x : numbers) bytes.values.push_back(static_cast<int8_t>(std::lround(x / bytes.scale)));
  return bytes;
}

}  // namespace isnad
