// Hashed features of one candidate. A feature is a template's number crossed with up to four values; equal crossings give
// equal features on every machine. Reused as a buffer: Clear() keeps its memory.
#ifndef ISNAD_SERVICE_ATTRIBUTION_RANKING_FEATURES_H_
#define ISNAD_SERVICE_ATTRIBUTION_RANKING_FEATURES_H_

#include <cstdint>
#include <vector>

#include "service/attribution/text/text_hash.h"

namespace isnad {

using Feature = uint32_t;

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
