// Hashed features of one candidate. A feature is a template's number crossed with up to four values; equal crossings give
// equal features on every machine. Reused as a buffer: Clear() keeps its memory.
#ifndef ISNAD_SERVICE_ATTRIBUTION_RANKING_FEATURES_H_
#define ISNAD_SERVICE_ATTRIBUTION_RANKING_FEATURES_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace isnad {

using Feature = uint32_t;

// FNV-1a, 32 bits.
inline uint32_t HashText(absl::string_view text) {
  uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

// One round of multiply-rotate mixing (constants of MurmurHash3, public domain).
inline uint32_t MixHash(uint32_t hash, uint32_t value) {
  value *= 0xCC9E2D51u;
  value = value << 15 | value >> 17;
  hash ^= value * 0x1B873593u;
  hash = hash << 13 | hash >> 19;
  return hash * 5 + 0xE6546B64u;
}

inline uint32_t FinishHash(uint32_t hash) {
  hash ^= hash >> 16;
  hash *= 0x85EBCA6Bu;
  return hash ^ hash >> 13;
}

class FeatureVector {
 public:
  void Clear() { features_.clear(); }
  void Add(uint32_t id) { features_.push_back(FinishHash(MixHash(1, id))); }
  void Add(uint32_t id, uint32_t a) { features_.push_back(FinishHash(MixHash(MixHash(2, id), a))); }
  void Add(uint32_t id, uint32_t a, uint32_t b) {
    features_.push_back(FinishHash(MixHash(MixHash(MixHash(3, id), a), b)));
  }
  void Add(uint32_t id, uint32_t a, uint32_t b, uint32_t c) {
    features_.push_back(FinishHash(MixHash(MixHash(MixHash(MixHash(4, id), a), b), c)));
  }
  const std::vector<Feature>& features() const { return features_; }

 private:
  std::vector<Feature> features_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_RANKING_FEATURES_H_
