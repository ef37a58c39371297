// Word vectors by a word's place in the engine's distribution, as the model file holds them.
#ifndef ISNAD_SERVICE_TRAINING_PLACED_VECTORS_H_
#define ISNAD_SERVICE_TRAINING_PLACED_VECTORS_H_

#include "absl/status/statusor.h"
#include "service/attribution/lexicon/distribution.h"
#include "service/attribution/ranking/network.h"
#include "service/training/word_classes.h"

namespace isnad {

// A row of zeros for unknown words first; zeros too for words without a vector. InvalidArgument where the vectors are
// not of kVectorSize numbers, or where none of their words is in the distribution.
absl::StatusOr<WordVectors8> PlaceVectors(const WordVectors& vectors, const Distribution& distribution);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_PLACED_VECTORS_H_
