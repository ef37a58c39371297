// What the ranker knows of one candidate: hashed features, and the words in a few fixed slots around it. A feature is a
// template's number crossed with up to three values; equal crossings give equal features on every machine. Reused as a
// buffer: Clear() keeps its memory.
#ifndef ISNAD_SERVICE_ATTRIBUTION_RANKING_FEATURES_H_
#define ISNAD_SERVICE_ATTRIBUTION_RANKING_FEATURES_H_

#include <cstdint>
#include <vector>

#include "service/attribution/text/text_hash.h"

namespace isnad {

using Feature = uint32_t;

// One word that the network looks at: its row among the word vectors (0: unknown) and its class.
struct Slot {
  uint16_t word = 0;
  uint16_t word_class = 0;
};

class FeatureVector {
 public:
  void Clear() {
    features_.clear();
    slots_.clear();
  }
  void AddSlot(Slot slot) { slots_.push_back(slot); }
  void Add(uint32_t id) { features_.push_back(FinishHash(MixHash(1, id))); }
  void Add(uint32_t id, uint32_t a) { features_.push_back(FinishHash(MixHash(MixHash(2, id), a))); }
  void Add(uint32_t id, uint32_t a, uint32_t b) {
    features_.push_back(FinishHash(MixHash(MixHash(MixHash(3, id), a), b)));
  }
  void Add(uint32_t id, uint32_t a, uint32_t b, uint32_t c) {
    features_.push_back(FinishHash(MixHash(MixHash(MixHash(MixHash(4, id), a), b), c)));
  }
  const std::vector<Feature>& features() const { return features_; }
  // In the order of adding; a decision's candidates all have the same number of them.
  const std::vector<Slot>& slots() const { return slots_; }

 private:
  std::vector<Slot> slots_;
  std::vector<Feature> features_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_RANKING_FEATURES_H_
