// Candidates become probabilities by their features, and the network has its say about the few that are in the race.
#include "service/attribution/ranking/candidate_ranking.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/attribution/ranking/made_up_model.h"

namespace isnad {
namespace {

using ::testing::IsEmpty;

constexpr Decision kWithNetwork = Decision::kClaimEnd;
constexpr Decision kWithout = Decision::kClaimStart;

Model SomeModel() {
  Model model = RandomModel(/*seed=*/8, /*bits=*/10, /*range=*/40, /*scale=*/0.05f);
  model.decisions[static_cast<int>(kWithNetwork)].network = RandomNetwork(2);
  model.decisions[static_cast<int>(kWithNetwork)].network.output_unit = 1e-6f;
  model.vectors = RandomVectors(3, 50);
  return model;
}

void AddSome(int candidate, FeatureVector* features) {
  for (uint32_t id = 1; id < 20; ++id) features->Add(id, static_cast<uint32_t>(candidate));
  for (uint16_t s = 0; s < kSlotCount; ++s) features->AddSlot({static_cast<uint16_t>((candidate * 7 + s) % 50), s});
}

std::vector<int> Candidates(int count) {
  std::vector<int> candidates(count);
  std::iota(candidates.begin(), candidates.end(), 0);
  return candidates;
}

TEST(CandidateRankingTest, IsTheSoftmaxOfTheScores) {
  const Ranker ranker(SomeModel());
  CandidateRanking ranking(ranker);
  for (const Decision decision : {kWithNetwork, kWithout}) {
    const std::vector<int> candidates = Candidates(kNetworkCandidatesMax);
    std::vector<float> scores;
    RankingScratch scratch;
    for (const int candidate : candidates) {
      FeatureVector features;
      AddSome(candidate, &features);
      scores.push_back(ranker.Score(decision, features, &scratch));
    }
    EXPECT_EQ(ranking.Probabilities(decision, candidates, AddSome), Softmax(scores));
  }
}

TEST(CandidateRankingTest, TheNetworkLooksAtTheBestFew) {
  const Ranker ranker(SomeModel());
  CandidateRanking ranking(ranker);
  const std::vector<int> candidates = Candidates(100);
  const std::vector<float> probabilities = ranking.Probabilities(kWithNetwork, candidates, AddSome);
  std::vector<float> linear;
  for (const int candidate : candidates) {
    FeatureVector features;
    AddSome(candidate, &features);
    linear.push_back(ranker.LinearScore(kWithNetwork, features));
  }
  std::vector<float> sorted = linear;
  std::sort(sorted.begin(), sorted.end(), std::greater<float>());
  const int best = Best(probabilities);
  EXPECT_GE(linear[best], sorted[kNetworkCandidatesMax - 1]);
  float sum = 0;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (linear[i] < sorted[kNetworkCandidatesMax - 1]) {
      EXPECT_LT(probabilities[i], 1e-3f) << i;
    }
    sum += probabilities[i];
  }
  EXPECT_NEAR(sum, 1.0f, 1e-5);
}

// Nine candidates whose scores differ by a hair: only the ninth is out.
TEST(CandidateRankingTest, TheNinthIsOutOfTheRaceHoweverNear) {
  Model model = SomeModel();
  DecisionWeights& decision = model.decisions[static_cast<int>(kWithNetwork)];
  decision.scale = 1e-3f;
  decision.network.output_unit = 1e-12f;
  const auto add = [](int candidate, FeatureVector* features) {
    features->Add(1, static_cast<uint32_t>(candidate));
    for (uint16_t s = 0; s < kSlotCount; ++s) features->AddSlot({1, 1});
  };
  const std::vector<int> candidates = Candidates(kNetworkCandidatesMax + 1);
  for (const int candidate : candidates) {
    FeatureVector features;
    add(candidate, &features);
    decision.weights[features.features()[0] % decision.weights.size()] = static_cast<int8_t>(10 - candidate);
  }
  const Ranker ranker(std::move(model));
  const std::vector<float> probabilities = CandidateRanking(ranker).Probabilities(kWithNetwork, candidates, add);
  for (int i = 0; i < kNetworkCandidatesMax; ++i)
    EXPECT_NEAR(probabilities[i], 1.0f / kNetworkCandidatesMax, 1e-3f) << i;
  EXPECT_LT(probabilities.back(), 1e-6f);
}

// All have the same linear score, so none of them is less than the eighth.
TEST(CandidateRankingTest, EqualsStayInTheRaceTogether) {
  const Ranker ranker(SomeModel());
  const auto add_slots = [](int candidate, FeatureVector* features) {
    for (uint16_t s = 0; s < kSlotCount; ++s) features->AddSlot({static_cast<uint16_t>((candidate * 7 + s) % 50), s});
  };
  const std::vector<int> candidates = Candidates(kNetworkCandidatesMax + 5);
  std::vector<float> scores;
  RankingScratch scratch;
  for (const int candidate : candidates) {
    FeatureVector features;
    add_slots(candidate, &features);
    scores.push_back(ranker.NetworkScore(kWithNetwork, features.slots().data(), &scratch));
  }
  EXPECT_EQ(CandidateRanking(ranker).Probabilities(kWithNetwork, candidates, add_slots), Softmax(scores));
}

TEST(CandidateRankingTest, WithoutSlotsTheLinearScoreDecides) {
  const Ranker ranker(SomeModel());
  const auto add = [](int candidate, FeatureVector* features) { features->Add(1, static_cast<uint32_t>(candidate)); };
  std::vector<float> scores;
  for (const int candidate : Candidates(20)) {
    FeatureVector features;
    add(candidate, &features);
    scores.push_back(ranker.LinearScore(kWithNetwork, features));
  }
  EXPECT_EQ(CandidateRanking(ranker).Probabilities(kWithNetwork, Candidates(20), add), Softmax(scores));
}

TEST(CandidateRankingTest, NoCandidatesNoProbabilities) {
  const Ranker ranker(SomeModel());
  EXPECT_THAT(CandidateRanking(ranker).Probabilities(kWithNetwork, std::vector<int>(), AddSome), IsEmpty());
}

TEST(CandidateRankingTest, IsTheSameAfterOtherDecisions) {
  const Ranker ranker(SomeModel());
  CandidateRanking ranking(ranker);
  const std::vector<float> first = ranking.Probabilities(kWithNetwork, Candidates(30), AddSome);
  ranking.Probabilities(kWithout, Candidates(90), AddSome);
  EXPECT_EQ(ranking.Probabilities(kWithNetwork, Candidates(30), AddSome), first);
}

TEST(CandidateRankingTest, AYesOrNoDecisionIsASigmoid) {
  const Ranker ranker(SomeModel());
  FeatureVector features;
  AddSome(4, &features);
  RankingScratch scratch;
  const float expected = Sigmoid(ranker.Score(Decision::kCue, features, &scratch));
  CandidateRanking ranking(ranker);
  EXPECT_EQ(ranking.Probability(Decision::kCue, [](FeatureVector* out) { AddSome(4, out); }), expected);
}

TEST(BestFewTest, AreTheHighestInOrder) {
  EXPECT_EQ(BestFew({0.1f, 0.4f, 0.2f, 0.4f}, 3), (std::vector<int>{1, 3, 2}));
  EXPECT_EQ(BestFew({0.1f}, 3), std::vector<int>{0});
  EXPECT_TRUE(BestFew({}, 3).empty());
}

}  // namespace
}  // namespace isnad
