// The linear trainer on toys whose answer is known.
#include "service/training/linear_trainer.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Ne;

constexpr uint32_t kGood = 1, kBad = 2, kNoise = 3;
const TrainingOptions kSmall = {.bits = 12, .epochs = 6};

// Candidates with a good mark are right whatever noise they carry.
std::vector<Instance> Separable(int count) {
  std::mt19937_64 random(3);
  std::vector<Instance> instances;
  for (int i = 0; i < count; ++i) {
    Instance instance;
    instance.gold = static_cast<int>(random() % 4);
    for (int c = 0; c < 4; ++c) {
      FeatureVector features;
      features.Add(c == instance.gold ? kGood : kBad);
      features.Add(kNoise, static_cast<uint32_t>(random() % 50));
      instance.AddCandidate(features);
    }
    instances.push_back(std::move(instance));
  }
  return instances;
}

// The candidate with the highest sum of weights.
int Choice(const Instance& instance, const std::vector<float>& weights) {
  std::vector<float> scores;
  uint32_t begin = 0;
  for (const uint32_t end : instance.ends) {
    float score = 0;
    for (; begin < end; ++begin) score += weights[instance.features[begin] & (weights.size() - 1)];
    scores.push_back(score);
  }
  return Best(scores);
}

TEST(LinearTrainerTest, LearnsASeparableToy) {
  const std::vector<Instance> instances = Separable(200);
  const std::vector<float> weights = TrainLinear(instances, kSmall);
  ASSERT_EQ(weights.size(), size_t{1} << kSmall.bits);
  for (const Instance& instance : instances) EXPECT_EQ(Choice(instance, weights), instance.gold);
}

TEST(LinearTrainerTest, LearnsYesAndNo) {
  std::vector<Instance> instances;
  for (int i = 0; i < 100; ++i) {
    FeatureVector features;
    features.Add(i % 3 == 0 ? kGood : kBad);
    Instance instance;
    instance.AddCandidate(features);
    instance.AddCandidate(FeatureVector());
    instance.gold = i % 3 == 0 ? 0 : 1;
    instances.push_back(std::move(instance));
  }
  const std::vector<float> weights = TrainLinear(instances, kSmall);
  for (const Instance& instance : instances) EXPECT_EQ(Choice(instance, weights), instance.gold);
}

TEST(LinearTrainerTest, LearnsOnlyWhatTheOffsetsDoNotSay) {
  Instance instance;
  FeatureVector first, second;
  first.Add(kGood);
  second.Add(kBad);
  instance.AddCandidate(first);
  instance.AddCandidate(second);
  instance.offsets = {20, 0};
  EXPECT_THAT(TrainLinear({instance}, kSmall), Each(0.0f));
  instance.gold = 1;
  const std::vector<float> weights = TrainLinear({instance}, kSmall);
  EXPECT_GT(weights[second.features()[0] & (weights.size() - 1)], 0.0f);
}

TEST(LinearTrainerTest, EqualInputGivesEqualWeights) {
  EXPECT_EQ(TrainLinear(Separable(50), kSmall), TrainLinear(Separable(50), kSmall));
}

// The weight of one of a hundred wrong candidates that were seen once.
float WeightOfUnlikelyCandidate(float first_square) {
  Instance instance;
  for (uint32_t c = 0; c <= 100; ++c) {
    FeatureVector features;
    features.Add(c == 0 ? kGood : kBad, c);
    instance.AddCandidate(features);
  }
  const std::vector<float> weights = TrainLinear({instance}, {.bits = 18, .epochs = 1, .first_square = first_square});
  return weights[instance.features.back() & (weights.size() - 1)];
}

TEST(LinearTrainerTest, AFirstStepIsAsSmallAsItsGradient) {
  EXPECT_NEAR(WeightOfUnlikelyCandidate(0), -TrainingOptions().learning_rate, 1e-3f);
  EXPECT_GT(WeightOfUnlikelyCandidate(0.03f), -TrainingOptions().learning_rate / 10);
}

TEST(LinearTrainerTest, AnotherSeedIsAnotherOrder) {
  TrainingOptions other = kSmall;
  other.seed = 2;
  EXPECT_NE(TrainLinear(Separable(50), kSmall), TrainLinear(Separable(50), other));
}

// The largest difference between the weights of two seeds.
float Disagreement(TrainingOptions options) {
  const std::vector<float> one = TrainLinear(Separable(50), options);
  options.seed = 2;
  const std::vector<float> other = TrainLinear(Separable(50), options);
  float largest = 0;
  for (size_t i = 0; i < one.size(); ++i) largest = std::max(largest, std::fabs(one[i] - other[i]));
  return largest;
}

TEST(LinearTrainerTest, TheOrderMattersLessToSeveralRuns) {
  TrainingOptions one = kSmall, several = kSmall;
  one.members = 1;
  several.members = 16;
  EXPECT_LT(Disagreement(several), Disagreement(one) / 2);
}

TEST(LinearTrainerTest, WithoutInstancesEveryWeightIsZero) { EXPECT_THAT(TrainLinear({}, kSmall), Each(0.0f)); }

TEST(InstanceTest, KeepsCandidatesApart) {
  FeatureVector first, second;
  first.Add(1);
  first.Add(2);
  first.AddSlot({3, 4});
  second.Add(5);
  Instance instance;
  instance.AddCandidate(first);
  instance.AddCandidate(second);
  EXPECT_THAT(instance.ends, ElementsAre(2u, 3u));
  EXPECT_THAT(instance.features, ElementsAre(first.features()[0], first.features()[1], second.features()[0]));
  EXPECT_EQ(instance.slots.size(), 1u);
}

TEST(QuantizeToBytesTest, TheLargestNumberFillsTheRange) {
  const Bytes bytes = QuantizeToBytes({0.5f, -1.0f, 0.0f, 0.1f});
  EXPECT_FLOAT_EQ(bytes.scale, 1.0f / 127);
  EXPECT_THAT(bytes.values, ElementsAre(64, -127, 0, 13));
}

TEST(QuantizeToBytesTest, ErrsByHalfAStepAtMost) {
  std::mt19937_64 random(4);
  std::vector<float> numbers;
  for (int i = 0; i < 1000; ++i) numbers.push_back(static_cast<float>(random() % 20001) / 10000 - 1);
  const Bytes bytes = QuantizeToBytes(numbers);
  ASSERT_EQ(bytes.values.size(), numbers.size());
  for (size_t i = 0; i < numbers.size(); ++i) {
    EXPECT_NEAR(static_cast<float>(bytes.values[i]) * bytes.scale, numbers[i], bytes.scale * 0.5001f);
  }
}

TEST(QuantizeToBytesTest, ZerosStayZerosWithAScaleThatTheModelFileTakes) {
  const Bytes bytes = QuantizeToBytes({0.0f, 0.0f});
  EXPECT_THAT(bytes.values, ElementsAre(0, 0));
  EXPECT_GT(bytes.scale, 0);
}

}  // namespace
}  // namespace isnad
