// The network trainer on a toy that no linear score can learn: whether two words are of one kind.
#include "service/training/network_trainer.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "service/attribution/ranking/ranker.h"

namespace isnad {
namespace {

constexpr int kWords = 40;  // the first is unknown; even ones look one way, odd ones another

WordVectors8 TwoKindsOfWords() {
  std::mt19937_64 random(8);
  WordVectors8 vectors;
  vectors.scale = 0.01f;
  vectors.rows.assign(kVectorSize, 0);
  for (int word = 1; word < kWords; ++word) {
    for (int d = 0; d < kVectorSize; ++d) {
      const int direction = d % 2 == word % 2 ? 18 : -18;
      vectors.rows.push_back(static_cast<int8_t>(direction + static_cast<int>(random() % 9) - 4));
    }
  }
  return vectors;
}

// Two words in the first two slots, and one linear feature for each word, which says nothing of the pair.
void AddPair(int a, int b, Instance* instance) {
  FeatureVector features;
  features.Add(1, static_cast<uint32_t>(a % 2));
  features.Add(2, static_cast<uint32_t>(b % 2));
  features.AddSlot({static_cast<uint16_t>(a), 1});
  features.AddSlot({static_cast<uint16_t>(b), 1});
  for (int s = 2; s < kSlotCount; ++s) features.AddSlot({0, 2});
  instance->AddCandidate(features);
}

// Of two candidates the one whose words are of one kind is right.
std::vector<Instance> OneKind(int count) {
  std::mt19937_64 random(6);
  std::vector<Instance> instances;
  for (int i = 0; i < count; ++i) {
    const int word = 2 + static_cast<int>(random() % (kWords - 4));
    const int same = word % 2 == 0 ? 2 : 3, other = word % 2 == 0 ? 3 : 2;
    Instance instance;
    instance.gold = static_cast<int>(random() % 2);
    for (int c = 0; c < 2; ++c) AddPair(word, c == instance.gold ? same : other, &instance);
    instances.push_back(std::move(instance));
  }
  return instances;
}

float LinearScore(const Instance& instance, size_t c, const std::vector<float>& linear) {
  float score = 0;
  for (uint32_t i = c == 0 ? 0 : instance.ends[c - 1]; i < instance.ends[c]; ++i) {
    score += linear[instance.features[i] & (linear.size() - 1)];
  }
  return score;
}

int RightChoices(const std::vector<Instance>& instances, const WideAndDeep& trained, const WordVectors8& vectors,
                 bool with_network) {
  int right = 0;
  for (const Instance& instance : instances) {
    std::vector<float> scores;
    for (size_t c = 0; c < instance.ends.size(); ++c) {
      float score = LinearScore(instance, c, trained.linear);
      const Slot* slots = &instance.slots[c * kSlotCount];
      if (with_network) score += static_cast<float>(ForwardPass(trained.network, vectors, slots));
      scores.push_back(score);
    }
    right += Best(scores) == instance.gold;
  }
  return right;
}

NetworkOptions Quick() {
  NetworkOptions options;
  options.epochs = 12;
  options.linear_bits = 10;
  return options;
}

TEST(NetworkTrainerTest, LearnsWhatTheLinearPartCannot) {
  const std::vector<Instance> instances = OneKind(400);
  const WordVectors8 vectors = TwoKindsOfWords();
  const WideAndDeep trained = TrainNetwork(instances, vectors, Quick());
  EXPECT_GT(RightChoices(instances, trained, vectors, true), 390);
  EXPECT_LT(RightChoices(instances, trained, vectors, false), 300) << "the toy is no test of the network";
}

TEST(NetworkTrainerTest, EqualInputGivesEqualWeights) {
  const std::vector<Instance> instances = OneKind(60);
  const WordVectors8 vectors = TwoKindsOfWords();
  const WideAndDeep a = TrainNetwork(instances, vectors, Quick()), b = TrainNetwork(instances, vectors, Quick());
  EXPECT_EQ(a.linear, b.linear);
  EXPECT_EQ(a.network.words, b.network.words);
  EXPECT_EQ(a.network.classes, b.network.classes);
  EXPECT_EQ(a.network.bias, b.network.bias);
  EXPECT_EQ(a.network.output, b.network.output);
}

TEST(NetworkTrainerTest, AnotherSeedGivesOtherWeights) {
  NetworkOptions other = Quick();
  other.seed = 2;
  const WordVectors8 vectors = TwoKindsOfWords();
  EXPECT_NE(TrainNetwork(OneKind(20), vectors, Quick()).network.words,
            TrainNetwork(OneKind(20), vectors, other).network.words);
}

TEST(NetworkTrainerTest, EveryPartOfTheNetworkLearns) {
  NetworkOptions still = Quick();
  still.learning_rate = 0;
  const WordVectors8 vectors = TwoKindsOfWords();
  const NetworkWeights first = TrainNetwork(OneKind(60), vectors, still).network;
  const NetworkWeights learned = TrainNetwork(OneKind(60), vectors, Quick()).network;
  EXPECT_NE(learned.words, first.words);
  EXPECT_NE(learned.classes, first.classes);
  EXPECT_NE(learned.bias, first.bias);
  EXPECT_NE(learned.output, first.output);
}

TEST(NetworkTrainerTest, CandidatesWithoutSlotsTrainTheLinearPart) {
  Instance instance;
  FeatureVector right, wrong;
  right.Add(1);
  wrong.Add(2);
  instance.AddCandidate(wrong);
  instance.AddCandidate(right);
  instance.gold = 1;
  const WideAndDeep trained = TrainNetwork(std::vector<Instance>(50, instance), TwoKindsOfWords(), Quick());
  EXPECT_GT(LinearScore(instance, 1, trained.linear), LinearScore(instance, 0, trained.linear));
}

// Half a step of each weight is what quantizing may cost; the sum of some hundred such errors stays small.
TEST(QuantizeNetworkTest, KeepsTheScores) {
  const std::vector<Instance> instances = OneKind(200);
  const WordVectors8 vectors = TwoKindsOfWords();
  const WideAndDeep trained = TrainNetwork(instances, vectors, Quick());
  const Network network = QuantizeNetwork(trained.network, vectors);
  const NetworkEvaluator evaluator(network);
  NetworkScratch scratch;
  for (const Instance& instance : instances) {
    const double real = ForwardPass(trained.network, vectors, instance.slots.data());
    EXPECT_NEAR(evaluator.Score(vectors, instance.slots.data(), &scratch), real, 0.02 * std::max(1.0, std::fabs(real)));
  }
}

TEST(QuantizeNetworkTest, ComesBackFromItsOwnWeights) {
  const WordVectors8 vectors = TwoKindsOfWords();
  const Network network = QuantizeNetwork(TrainNetwork(OneKind(50), vectors, Quick()).network, vectors);
  const Network again = QuantizeNetwork(Dequantize(network, vectors), vectors);
  EXPECT_EQ(again.words, network.words);
  EXPECT_EQ(again.classes, network.classes);
  EXPECT_EQ(again.bias, network.bias);
  EXPECT_EQ(again.output, network.output);
}

TEST(QuantizeNetworkTest, HasTheSizesThatTheModelFileWrites) {
  const WordVectors8 vectors = TwoKindsOfWords();
  const Network network = QuantizeNetwork(TrainNetwork({}, vectors, Quick()).network, vectors);
  EXPECT_EQ(network.words.size(), size_t{kSlotCount} * kVectorSize * kHiddenSize);
  EXPECT_EQ(network.classes.size(), size_t{kSlotCount} * kSlotClasses * kHiddenSize);
  EXPECT_EQ(network.bias.size(), size_t{kHiddenSize});
  EXPECT_EQ(network.output.size(), size_t{kHiddenSize});
}

}  // namespace
}  // namespace isnad
