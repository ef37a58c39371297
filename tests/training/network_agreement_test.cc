// The engine's network in integers gives the score that the trainer's own forward pass gives, in real numbers, for the
// weights that the integers stand for.
#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "service/attribution/lexicon/embedded_data.h"
#include "service/attribution/ranking/model_file.h"
#include "service/attribution/ranking/network.h"
#include "service/training/network_trainer.h"
#include "tests/attribution/ranking/made_up_model.h"

namespace isnad {
namespace {

constexpr int kCandidates = 1000;

// Words of a corpus are frequent or rare; here one in four is unknown, and half are among the first twenty, so that the
// scratch is used again.
std::vector<Slot> RandomSlots(int words, std::mt19937_64* random) {
  std::vector<Slot> slots(kSlotCount);
  for (Slot& slot : slots) {
    const int limit = (*random)() % 2 == 0 ? std::min(words, 20) : words;
    slot.word = (*random)() % 4 == 0 ? 0 : static_cast<uint16_t>((*random)() % limit);
    slot.word_class = static_cast<uint16_t>((*random)() % kSlotClasses);
  }
  return slots;
}

void ExpectAgreement(const Network& network, const WordVectors8& vectors, const std::string& name) {
  constexpr uint64_t kSeed = 41;
  SCOPED_TRACE(::testing::Message() << name << ", seed " << kSeed);
  std::mt19937_64 random(kSeed);
  const NetworkWeights weights = Dequantize(network, vectors);
  const NetworkEvaluator evaluator(network);
  NetworkScratch scratch;
  int other_than_zero = 0;
  for (int i = 0; i < kCandidates; ++i) {
    const std::vector<Slot> slots = RandomSlots(vectors.size(), &random);
    const float score = evaluator.Score(vectors, slots.data(), &scratch);
    ASSERT_NEAR(score, ForwardPass(weights, vectors, slots.data()), 1e-4) << "candidate " << i;
    other_than_zero += score != 0;
  }
  EXPECT_GT(other_than_zero, kCandidates / 2) << "scores of zero alone prove nothing";
}

TEST(NetworkAgreementTest, RandomNetworks) {
  for (uint64_t seed = 1; seed <= 3; ++seed) {
    Network network = RandomNetwork(seed);
    network.output_unit = 1e-6f;  // scores of the size that trained networks give
    ExpectAgreement(network, RandomVectors(seed + 10, 500), "random network");
  }
}

TEST(NetworkAgreementTest, EachNetworkOfTheEmbeddedModel) {
  const absl::StatusOr<Model> model = ParseModel(EmbeddedModel());
  ASSERT_TRUE(model.ok()) << model.status();
  int networks = 0;
  for (int d = 0; d < kDecisionCount; ++d) {
    const Network& network = model->decisions[d].network;
    if (network.empty()) continue;
    ++networks;
    ExpectAgreement(network, model->vectors, std::string(DecisionName(static_cast<Decision>(d))));
  }
  EXPECT_GT(networks, 0) << "the embedded model has networks";
}

}  // namespace
}  // namespace isnad
