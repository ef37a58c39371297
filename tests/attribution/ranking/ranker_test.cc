// Scores of candidates and what is made of them.
#include "service/attribution/ranking/ranker.h"

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/attribution/ranking/made_up_model.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;
using ::testing::IsEmpty;

FeatureVector SomeFeatures() {
  FeatureVector features;
  features.Add(1);
  features.Add(2, 7);
  features.Add(3, 7, 9);
  features.Add(3, 7, 9, 11);
  return features;
}

TEST(RankerTest, ScoresTheSumOfTheFeaturesWeights) {
  const Model model = RandomModel(/*seed=*/4, /*bits=*/4, /*range=*/127, /*scale=*/0.25f);
  const FeatureVector features = SomeFeatures();
  for (const Decision decision : {Decision::kCue, Decision::kClaimEnd}) {
    int sum = 0;
    for (const Feature f : features.features()) sum += model.decisions[static_cast<int>(decision)].weights[f % 16];
    const Ranker ranker(model);
    EXPECT_EQ(ranker.LinearScore(decision, features), static_cast<float>(sum) * 0.25f);
    EXPECT_EQ(ranker.LinearScore(decision, FeatureVector()), 0);
    RankingScratch scratch;
    EXPECT_EQ(ranker.Score(decision, features, &scratch), ranker.LinearScore(decision, features));
    EXPECT_FALSE(ranker.HasNetwork(decision));
  }
}

TEST(RankerTest, AddsTheNetworksScoreWhereThereIsOne) {
  Model model = RandomModel(4, 4, 127, 0.25f);
  model.decisions[static_cast<int>(Decision::kClaimEnd)].network = RandomNetwork(2);
  model.vectors = RandomVectors(3, 5);
  const Ranker ranker(model);
  EXPECT_TRUE(ranker.HasNetwork(Decision::kClaimEnd));
  EXPECT_FALSE(ranker.HasNetwork(Decision::kClaimStart));
  EXPECT_EQ(ranker.vector_count(), 5);
  FeatureVector features = SomeFeatures();
  RankingScratch scratch;
  const float linear = ranker.LinearScore(Decision::kClaimEnd, features);
  EXPECT_EQ(ranker.Score(Decision::kClaimEnd, features, &scratch), linear) << "no slots, no network";
  for (uint16_t i = 0; i < kSlotCount; ++i) features.AddSlot({static_cast<uint16_t>(i % 5), i});
  const float network = ranker.NetworkScore(Decision::kClaimEnd, features.slots().data(), &scratch);
  EXPECT_NE(network, 0);
  EXPECT_EQ(ranker.Score(Decision::kClaimEnd, features, &scratch), linear + network);
}

TEST(RankerTest, WithoutAModelEveryScoreIsZero) {
  const Ranker ranker;
  RankingScratch scratch;
  for (int d = 0; d < kDecisionCount; ++d) {
    EXPECT_EQ(ranker.Score(static_cast<Decision>(d), SomeFeatures(), &scratch), 0) << d;
  }
  EXPECT_EQ(ranker.vector_count(), 0);
}

TEST(RankerTest, DecisionsHaveNamesOfTheirOwn) {
  std::set<std::string> names;
  for (int d = 0; d < kDecisionCount; ++d) names.insert(std::string(DecisionName(static_cast<Decision>(d))));
  EXPECT_EQ(names.size(), static_cast<size_t>(kDecisionCount));
}

TEST(SoftmaxTest, GivesProbabilities) {
  EXPECT_THAT(Softmax({}), IsEmpty());
  EXPECT_THAT(Softmax({3.0f}), ElementsAre(FloatEq(1)));
  EXPECT_THAT(Softmax({1.0f, 1.0f}), ElementsAre(FloatEq(0.5), FloatEq(0.5)));
  const std::vector<float> odds = Softmax({0.0f, std::log(3.0f)});
  EXPECT_THAT(odds, ElementsAre(FloatEq(0.25), FloatEq(0.75)));
}

TEST(SoftmaxTest, StandsLargeScores) {
  EXPECT_THAT(Softmax({10000.0f, 10000.0f}), ElementsAre(FloatEq(0.5), FloatEq(0.5)));
  EXPECT_THAT(Softmax({-10000.0f, 10000.0f}), ElementsAre(FloatEq(0), FloatEq(1)));
}

TEST(SigmoidTest, IsHalfAtZeroAndSymmetric) {
  EXPECT_FLOAT_EQ(Sigmoid(0), 0.5f);
  EXPECT_NEAR(Sigmoid(2) + Sigmoid(-2), 1.0f, 1e-6);
  EXPECT_NEAR(Sigmoid(std::log(3.0f)), 0.75f, 1e-6);
  EXPECT_FLOAT_EQ(Sigmoid(1000), 1.0f);
  EXPECT_FLOAT_EQ(Sigmoid(-1000), 0.0f);
}

TEST(BestTest, IsTheFirstOfTheHighest) {
  EXPECT_EQ(Best({}), -1);
  EXPECT_EQ(Best({-2.0f}), 0);
  EXPECT_EQ(Best({1.0f, 3.0f, 3.0f, 2.0f}), 1);
}

TEST(FeatureVectorTest, EqualCrossingsAreEqualFeatures) {
  EXPECT_EQ(SomeFeatures().features(), SomeFeatures().features());
}

TEST(FeatureVectorTest, OtherTemplatesValuesAndCountsAreOtherFeatures) {
  FeatureVector features;
  features.Add(1);
  features.Add(1, 0);
  features.Add(1, 0, 0);
  features.Add(1, 0, 0, 0);
  features.Add(2, 0);
  features.Add(1, 2);
  features.Add(1, 2, 3);
  features.Add(1, 3, 2);
  const std::set<Feature> different(features.features().begin(), features.features().end());
  EXPECT_EQ(different.size(), features.features().size());
}

TEST(FeatureVectorTest, ClearForgets) {
  FeatureVector features = SomeFeatures();
  features.AddSlot({1, 2});
  features.Clear();
  EXPECT_THAT(features.features(), IsEmpty());
  EXPECT_THAT(features.slots(), IsEmpty());
}

}  // namespace
}  // namespace isnad
