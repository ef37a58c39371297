// Covered by placed_vectors_test.cc.
#include "service/training/placed_vectors.h"

#include <algorithm>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "service/attribution/text/normalizer.h"
#include "service/training/linear_trainer.h"

namespace isnad {

absl::StatusOr<WordVectors8> PlaceVectors(const WordVectors& vectors, const Distribution& distribution) {
  std::vector<float> placed(static_cast<size_t>(distribution.size() + 1) * kVectorSize, 0.0f);
  bool any = false;
  for (size_t i = 0; i < vectors.words.size(); ++i) {
    if (vectors.vectors[i].size() != kVectorSize) {
      return absl::InvalidArgumentError(absl::StrCat("vectors must have ", kVectorSize, " numbers"));
    }
    const WordDistribution* word = distribution.Find(FoldedSpelling(vectors.words[i]));
    if (word == nullptr) continue;
    any = true;
    std::copy(vectors.vectors[i].begin(), vectors.vectors[i].end(), placed.begin() + word->place * kVectorSize);
  }
  if (!any) return absl::InvalidArgumentError("no word of the vectors is in the distribution");
  const Bytes bytes = QuantizeToBytes(placed);
  return WordVectors8{bytes.scale, bytes.values};
}

}  // namespace isnad
