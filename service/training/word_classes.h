// Clusters word vectors into coarse and fine classes and writes the engine's distribution file. Not part of the engine.
#ifndef ISNAD_SERVICE_TRAINING_WORD_CLASSES_H_
#define ISNAD_SERVICE_TRAINING_WORD_CLASSES_H_

#include <istream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace isnad {

struct WordVectors {
  std::vector<std::string> words;  // most frequent first
  std::vector<std::vector<float>> vectors;
};

// fastText's text format: a line `COUNT DIMENSIONS`, then a word and its numbers on each line; scaled to unit length.
// InvalidArgument names the line, and a file that ends too early.
absl::StatusOr<WordVectors> ReadWordVectors(std::istream& in);

// Spherical k-means after the vectors' mean is taken off: the class of each vector, 0 to classes - 1. Seeded by the
// data alone: equal input, equal classes.
std::vector<int> ClusterVectors(const WordVectors& words, int classes, int iterations);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_WORD_CLASSES_H_
