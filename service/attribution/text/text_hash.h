// Stable hashes of words and small numbers: equal on every machine and run, so that learned weights can be looked up by
// them. Not for hash tables of untrusted keys. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_TEXT_TEXT_HASH_H_
#define ISNAD_SERVICE_ATTRIBUTION_TEXT_TEXT_HASH_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace isnad {

// FNV-1a, 32 bits.
inline uint32_t HashText(absl::string_view text) {
  uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

// One round of multiply-rotate mixing, and the closing avalanche (constants of MurmurHash3, public domain).
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

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_TEXT_TEXT_HASH_H_
