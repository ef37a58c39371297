// The engine's distribution file, made from word vectors and the tokens that they were learned from. Pure; equal input
// gives equal bytes.
#ifndef ISNAD_SERVICE_TRAINING_DISTRIBUTION_WRITER_H_
#define ISNAD_SERVICE_TRAINING_DISTRIBUTION_WRITER_H_

#include <istream>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "service/training/word_classes.h"

namespace isnad {

struct DistributionOptions {
  int coarse = 48;  // classes; the engine's networks tell up to 63 apart
  int fine = 200;
  int iterations = 20;
  int words_max = 24000;                // of the most frequent
  std::vector<std::string> provenance;  // lines for the file's head
};

using WordCounts = absl::flat_hash_map<std::string, int>;

// Occurrences of each word between white space.
WordCounts CountWords(std::istream& tokens);

// The file as Distribution::Load reads it. Words that `counts` lacks are left out, as is fastText's mark of a
// sentence's end.
std::string DistributionFile(WordVectors vectors, const WordCounts& counts, const DistributionOptions& options);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_DISTRIBUTION_WRITER_H_
