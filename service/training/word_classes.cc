// Spherical k-means over what distinguishes the vectors from their mean. The first centres are words spread evenly over
// the frequency order, so that no random numbers are needed. Covered by word_classes_test.cc.
#include "service/training/word_classes.h"

#include <cmath>
#include <sstream>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace isnad {
namespace {

constexpr size_t kDimensionsMax = 1024;

float Dot(const std::vector<float>& a, const std::vector<float>& b) {
  float sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

void ScaleToUnit(std::vector<float>* vector) {
  const float length = std::sqrt(Dot(*vector, *vector));
  if (length == 0) return;
  for (float& x : *vector) x /= length;
}

// What all words have in common says nothing of any, and would make every centre look alike.
std::vector<std::vector<float>> WithoutMean(std::vector<std::vector<float>> vectors) {
  std::vector<float> mean(vectors[0].size(), 0.0f);
  for (const std::vector<float>& vector : vectors) {
    for (size_t d = 0; d < mean.size(); ++d) mean[d] += vector[d] / static_cast<float>(vectors.size());
  }
  for (std::vector<float>& vector : vectors) {
    for (size_t d = 0; d < mean.size(); ++d) vector[d] -= mean[d];
    ScaleToUnit(&vector);
  }
  return vectors;
}

int Nearest(const std::vector<float>& vector, const std::vector<std::vector<float>>& centres) {
  int best = 0;
  float best_dot = -2;
  for (size_t c = 0; c < centres.size(); ++c) {
    const float dot = Dot(vector, centres[c]);
    if (dot > best_dot) {
      best_dot = dot;
      best = static_cast<int>(c);
    }
  }
  return best;
}

void MoveCentres(const std::vector<std::vector<float>>& vectors, const std::vector<int>& assigned,
                 std::vector<std::vector<float>>* centres) {
  std::vector<std::vector<float>> sums(centres->size(), std::vector<float>((*centres)[0].size(), 0.0f));
  for (size_t i = 0; i < assigned.size(); ++i) {
    for (size_t d = 0; d < sums[0].size(); ++d) sums[assigned[i]][d] += vectors[i][d];
  }
  for (size_t c = 0; c < sums.size(); ++c) {
    if (Dot(sums[c], sums[c]) == 0) continue;  // an empty class keeps its centre
    ScaleToUnit(&sums[c]);
    (*centres)[c] = sums[c];
  }
}

}  // namespace

absl::StatusOr<WordVectors> ReadWordVectors(std::istream& in) {
  size_t count = 0, dimensions = 0;
  std::string line;
  std::getline(in, line);
  if (!(std::istringstream(line) >> count >> dimensions) || dimensions < 1 || dimensions > kDimensionsMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("vectors:1: expected COUNT DIMENSIONS, up to ", kDimensionsMax, " of them"));
  }
  WordVectors vectors;
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string word, more;
    std::vector<float> vector(dimensions);
    fields >> word;
    for (float& x : vector) fields >> x;
    if (!fields || fields >> more) {
      return absl::InvalidArgumentError(
          absl::StrCat("vectors:", vectors.words.size() + 2, ": expected a word and ", dimensions, " numbers"));
    }
    ScaleToUnit(&vector);
    vectors.words.push_back(std::move(word));
    vectors.vectors.push_back(std::move(vector));
  }
  if (vectors.words.size() != count) {
    return absl::InvalidArgumentError(absl::StrCat("vectors: ", vectors.words.size(), " words, ", count, " expected"));
  }
  return vectors;
}

std::vector<int> ClusterVectors(const WordVectors& words, int classes, int iterations) {
  const size_t count = words.vectors.size();
  std::vector<int> assigned(count, 0);
  if (count == 0) return assigned;
  const std::vector<std::vector<float>> vectors = WithoutMean(words.vectors);
  std::vector<std::vector<float>> centres;
  // Frequent words carry better vectors, so the seeds come from the first half.
  for (int c = 0; c < classes; ++c) centres.push_back(vectors[static_cast<size_t>(c) * (count / 2) / classes]);
  for (int iteration = 0; iteration < iterations; ++iteration) {
    for (size_t i = 0; i < count; ++i) assigned[i] = Nearest(vectors[i], centres);
    MoveCentres(vectors, assigned, &centres);
  }
  return assigned;
}

}  // namespace isnad
