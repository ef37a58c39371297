// The model file: what is refused, and that a saved model scores like the weights it was made of. Bad files are made from a
// good one, a change at a time.
#include "service/attribution/ranking/ranker.h"

#include <array>
#include <cmath>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Decisions = std::array<DecisionWeights, kDecisionCount>;

// Sixteen weights for each decision, all different between decisions, with scales that have short decimals.
Decisions SomeWeights() {
  Decisions decisions;
  for (int d = 0; d < kDecisionCount; ++d) {
    decisions[d].scale = 0.25f * static_cast<float>(d + 1);
    for (int i = 0; i < 16; ++i) decisions[d].weights.push_back(static_cast<int8_t>((i * 31 + d * 17) % 256 - 128));
  }
  return decisions;
}

std::string GoodModel() { return Ranker::Save(SomeWeights(), {"made by a test"}); }

FeatureVector RandomFeatures(std::mt19937_64* random) {
  FeatureVector features;
  for (uint64_t count = (*random)() % 20; count > 0; --count) {
    features.Add(static_cast<uint32_t>((*random)()), static_cast<uint32_t>((*random)()));
  }
  return features;
}

TEST(RankerTest, ASavedModelScoresLikeItsWeights) {
  const Ranker original = Ranker::FromWeights(SomeWeights());
  const absl::StatusOr<Ranker> loaded = Ranker::Load(GoodModel());
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  constexpr uint64_t kSeed = 5;
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 1000; ++round) {
    const FeatureVector features = RandomFeatures(&random);
    for (int d = 0; d < kDecisionCount; ++d) {
      ASSERT_EQ(loaded->Score(static_cast<Decision>(d), features), original.Score(static_cast<Decision>(d), features));
    }
  }
}

TEST(RankerTest, SavingIsStable) { EXPECT_EQ(GoodModel(), GoodModel()); }

TEST(RankerTest, ScoresTheSumOfTheFeaturesWeights) {
  Decisions decisions = SomeWeights();
  FeatureVector features;
  features.Add(1);
  features.Add(2, 7);
  features.Add(3, 7, 9);
  int sum = 0;
  for (const Feature feature : features.features()) sum += decisions[0].weights[feature % 16];
  const float expected = static_cast<float>(sum) * decisions[0].scale;
  EXPECT_EQ(Ranker::FromWeights(decisions).Score(Decision::kCue, features), expected);
  EXPECT_EQ(Ranker::FromWeights(decisions).Score(Decision::kCue, FeatureVector()), 0);
}

// Behind the n-th "\n\n", where the weights begin.
size_t PayloadBegin(const std::string& model) { return model.find("\n\n") + 2; }

std::string Replaced(std::string model, const std::string& from, const std::string& to) {
  const size_t at = model.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return model.replace(at, from.size(), to);
}

struct LoadErrorCase {
  const char* name;
  std::string model;
  const char* problem;
};

TEST(RankerTest, RefusesBadModelFiles) {
  const std::string good = GoodModel();
  const std::string first_row = good.substr(good.find("decision "), good.find('\n', good.find("decision ")) -
                                                                         good.find("decision "));
  const LoadErrorCase kCases[] = {
      {.name = "Empty", .model = "", .problem = "model:1"},
      {.name = "OtherFile", .model = "# a table\n\n", .problem = "model:1"},
      {.name = "OlderFormat", .model = "isnad-model 0\n\n", .problem = "model:1"},
      {.name = "NoEndOfHeader", .model = good.substr(0, PayloadBegin(good) - 1), .problem = "empty line"},
      {.name = "NoWeights", .model = good.substr(0, PayloadBegin(good)), .problem = "cut short"},
      {.name = "CutShort", .model = good.substr(0, good.size() - 1), .problem = "cut short"},
      {.name = "TooLong", .model = good + "x", .problem = "behind"},
      {.name = "UnknownDecision", .model = Replaced(good, "decision cue ", "decision clue "), .problem = "clue"},
      {.name = "UnknownLine", .model = Replaced(good, "decision cue ", "precision cue "), .problem = "decision"},
      {.name = "TooFewFields", .model = Replaced(good, first_row, "decision cue 4"), .problem = "decision"},
      {.name = "BitsNoNumber", .model = Replaced(good, "decision cue 4", "decision cue four"), .problem = "bits"},
      {.name = "NoBits", .model = Replaced(good, "decision cue 4", "decision cue 0"), .problem = "bits"},
      {.name = "TooManyBits", .model = Replaced(good, "decision cue 4", "decision cue 40"), .problem = "bits"},
      {.name = "NegativeBits", .model = Replaced(good, "decision cue 4", "decision cue -4"), .problem = "bits"},
      {.name = "ScaleNoNumber", .model = Replaced(good, "0.25\n", "fast\n"), .problem = "scale"},
      {.name = "ScaleInfinite", .model = Replaced(good, "0.25\n", "inf\n"), .problem = "scale"},
      {.name = "ScaleNan", .model = Replaced(good, "0.25\n", "nan\n"), .problem = "scale"},
      {.name = "DecisionMissing",
       .model = Replaced(good, first_row + "\n", "").erase(PayloadBegin(good) - first_row.size() - 1, 16),
       .problem = "cue"},
  };
  ASSERT_TRUE(Ranker::Load(good).ok());
  for (const LoadErrorCase& test : kCases) {
    const absl::StatusOr<Ranker> loaded = Ranker::Load(test.model);
    EXPECT_EQ(loaded.status().code(), absl::StatusCode::kInvalidArgument) << test.name;
    EXPECT_THAT(std::string(loaded.status().message()), HasSubstr("model")) << test.name;
    EXPECT_THAT(std::string(loaded.status().message()), HasSubstr(test.problem)) << test.name;
  }
}

TEST(RankerTest, DamagedModelFilesNeverBreakTheLoader) {
  constexpr uint64_t kSeed = 9;
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::mt19937_64 random(kSeed);
  const std::string good = GoodModel();
  for (int round = 0; round < 5000; ++round) {
    std::string model = good.substr(0, random() % (good.size() + 1));
    for (uint64_t hits = random() % 4; hits > 0 && !model.empty(); --hits) {
      model[random() % model.size()] = static_cast<char>(random());
    }
    const absl::StatusOr<Ranker> loaded = Ranker::Load(model);
    if (!loaded.ok()) {
      ASSERT_EQ(loaded.status().code(), absl::StatusCode::kInvalidArgument);
    } else {
      loaded->Score(Decision::kClaimEnd, RandomFeatures(&random));
    }
  }
}

TEST(RankerTest, ProvenanceStandsInTheFileAndIsNotRead) {
  const std::string model = Ranker::Save(SomeWeights(), {"first line", "decision cue 4 1"});
  EXPECT_THAT(model, HasSubstr("\n# first line\n# decision cue 4 1\n"));
  EXPECT_TRUE(Ranker::Load(model).ok());
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
  FeatureVector a, b;
  a.Add(4, 5);
  a.Add(4, 5, 6);
  b.Add(4, 5);
  b.Add(4, 5, 6);
  EXPECT_EQ(a.features(), b.features());
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
  FeatureVector features;
  features.Add(1);
  features.Clear();
  EXPECT_THAT(features.features(), IsEmpty());
}

}  // namespace
}  // namespace isnad
