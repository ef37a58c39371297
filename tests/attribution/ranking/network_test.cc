// The network's score against the same sums written out, and that what a scratch keeps never changes an answer.
#include "service/attribution/ranking/network.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "tests/attribution/ranking/made_up_model.h"

namespace isnad {
namespace {

constexpr int kWords = 300;

// The definition: hidden = bias + classes + vectors times words, then the rectified units times the output.
float PlainScore(const Network& network, const WordVectors8& vectors, const std::vector<Slot>& slots) {
  double score = 0;
  for (int j = 0; j < kHiddenSize; ++j) {
    int64_t hidden = network.bias[j];
    for (int s = 0; s < kSlotCount; ++s) {
      hidden += network.classes[(s * kSlotClasses + slots[s].word_class % kSlotClasses) * kHiddenSize + j];
      if (slots[s].word >= vectors.size()) continue;
      for (int d = 0; d < kVectorSize; ++d) {
        hidden +=
            vectors.rows[slots[s].word * kVectorSize + d] * network.words[(s * kVectorSize + d) * kHiddenSize + j];
      }
    }
    score += static_cast<double>(std::max<int64_t>(hidden, 0)) * network.output[j];
  }
  return static_cast<float>(score * network.unit * network.output_unit);
}

std::vector<Slot> RandomSlots(std::mt19937_64* random) {
  std::vector<Slot> slots;
  for (int s = 0; s < kSlotCount; ++s) {
    // Some words lie beyond the vectors.
    slots.push_back({static_cast<uint16_t>((*random)() % (kWords + 20)), static_cast<uint16_t>((*random)() % 60)});
  }
  return slots;
}

TEST(NetworkTest, ScoresAsDefined) {
  constexpr uint64_t kSeed = 17;
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::mt19937_64 random(kSeed);
  const Network network = RandomNetwork(5);
  const WordVectors8 vectors = RandomVectors(6, kWords);
  const NetworkEvaluator evaluator(network);
  NetworkScratch scratch;
  for (int round = 0; round < 2000; ++round) {
    const std::vector<Slot> slots = RandomSlots(&random);
    ASSERT_FLOAT_EQ(evaluator.Score(vectors, slots.data(), &scratch), PlainScore(network, vectors, slots));
  }
}

TEST(NetworkTest, AScratchNeverChangesAnAnswer) {
  constexpr uint64_t kSeed = 23;
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::mt19937_64 random(kSeed);
  const WordVectors8 vectors = RandomVectors(6, kWords);
  const NetworkEvaluator evaluator(RandomNetwork(5));
  NetworkScratch used;
  for (int round = 0; round < 500; ++round) {
    const std::vector<Slot> slots = RandomSlots(&random);
    NetworkScratch fresh;
    ASSERT_EQ(evaluator.Score(vectors, slots.data(), &used), evaluator.Score(vectors, slots.data(), &fresh));
  }
}

TEST(NetworkTest, StandsTheLargestWeights) {
  Network network = RandomNetwork(5);
  std::fill(network.words.begin(), network.words.end(), int8_t{-128});
  std::fill(network.output.begin(), network.output.end(), int16_t{32767});
  WordVectors8 vectors = RandomVectors(6, 2);
  std::fill(vectors.rows.begin() + kVectorSize, vectors.rows.end(), int8_t{-128});
  const std::vector<Slot> slots(kSlotCount, Slot{1, 1});
  NetworkScratch scratch;
  EXPECT_FLOAT_EQ(NetworkEvaluator(network).Score(vectors, slots.data(), &scratch),
                  PlainScore(network, vectors, slots));
}

TEST(NetworkTest, TheUnknownWordAddsNothing) {
  const WordVectors8 vectors = RandomVectors(6, kWords);
  const NetworkEvaluator evaluator(RandomNetwork(5));
  NetworkScratch scratch;
  const std::vector<Slot> unknown(kSlotCount, Slot{0, 3}), beyond(kSlotCount, Slot{kWords, 3}),
      last(kSlotCount, Slot{1, 3});
  EXPECT_EQ(evaluator.Score(vectors, unknown.data(), &scratch), evaluator.Score(vectors, beyond.data(), &scratch));
  EXPECT_NE(evaluator.Score(vectors, unknown.data(), &scratch), evaluator.Score(vectors, last.data(), &scratch));
}

TEST(NetworkTest, NoNetworkIsEmpty) {
  EXPECT_TRUE(NetworkEvaluator().empty());
  EXPECT_FALSE(NetworkEvaluator(RandomNetwork(1)).empty());
}

}  // namespace
}  // namespace isnad
