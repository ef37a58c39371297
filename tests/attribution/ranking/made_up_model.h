// Models with made-up weights, for tests that need one and do not care what it has learned.
#ifndef ISNAD_TESTS_ATTRIBUTION_RANKING_MADE_UP_MODEL_H_
#define ISNAD_TESTS_ATTRIBUTION_RANKING_MADE_UP_MODEL_H_

#include <cstdint>
#include <random>

#include "service/attribution/ranking/ranker.h"

namespace isnad {

// 2^bits linear weights for each decision, all in [-range, range], and no network.
inline Model RandomModel(uint64_t seed, int bits, int range, float scale) {
  std::mt19937_64 random(seed);
  Model model;
  for (DecisionWeights& decision : model.decisions) {
    decision.scale = scale;
    for (int i = 0; i < 1 << bits; ++i) {
      decision.weights.push_back(static_cast<int8_t>(static_cast<int>(random() % (2 * range + 1)) - range));
    }
  }
  return model;
}

inline WordVectors8 RandomVectors(uint64_t seed, int words) {
  std::mt19937_64 random(seed);
  WordVectors8 vectors;
  vectors.scale = 0.01f;
  vectors.rows.assign(kVectorSize, 0);
  for (int i = kVectorSize; i < words * kVectorSize; ++i) vectors.rows.push_back(static_cast<int8_t>(random()));
  return vectors;
}

inline Network RandomNetwork(uint64_t seed) {
  std::mt19937_64 random(seed);
  Network network;
  network.unit = 0.0005f;
  network.output_unit = 0.0005f;
  for (int i = 0; i < kSlotCount * kVectorSize * kHiddenSize; ++i) {
    network.words.push_back(static_cast<int8_t>(random()));
  }
  for (int i = 0; i < kSlotCount * kSlotClasses * kHiddenSize; ++i) {
    network.classes.push_back(static_cast<int32_t>(random() % 20001) - 10000);
  }
  for (int i = 0; i < kHiddenSize; ++i) {
    network.bias.push_back(static_cast<int32_t>(random() % 20001) - 10000);
    network.output.push_back(static_cast<int16_t>(static_cast<int>(random() % 2001) - 1000));
  }
  return network;
}

}  // namespace isnad

#endif  // ISNAD_TESTS_ATTRIBUTION_RANKING_MADE_UP_MODEL_H_
