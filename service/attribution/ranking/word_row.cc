// Pairs of components are multiplied and added at once, for eight or four hidden units at a time where the processor
// can. Covered by word_row_test.cc.
#include "service/attribution/ranking/word_row.h"

#include <algorithm>

#include "service/attribution/ranking/network.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace isnad {
namespace {

constexpr int kPairs = kVectorSize / 2;
constexpr int kRowStep = kHiddenSize * 2;  // int16 values for one pair of components

void MultiplyPortable(const int8_t* vector, const int16_t* pairs, int32_t* row) {
  std::fill(row, row + kHiddenSize, 0);
  for (int p = 0; p < kPairs; ++p, pairs += kRowStep) {
    for (int j = 0; j < kHiddenSize; ++j) row[j] += vector[2 * p] * pairs[2 * j] + vector[2 * p + 1] * pairs[2 * j + 1];
  }
}

#if defined(__x86_64__)

// Two components as the instructions take them: two signed 16-bit numbers in one of 32 bits.
int32_t PairOfComponents(const int8_t* vector) {
  return static_cast<int32_t>(static_cast<uint16_t>(vector[0]) | static_cast<uint32_t>(static_cast<uint16_t>(vector[1]))
                                                                     << 16);
}

// Sums that fit into the sixteen registers beside what they are made from.
constexpr int kSums = 8;

__attribute__((target("avx2"))) void MultiplyAvx2(const int8_t* vector, const int16_t* pairs, int32_t* row) {
  constexpr int kUnits = 8 * kSums;
  static_assert(kHiddenSize % kUnits == 0);
  for (int first = 0; first < kHiddenSize; first += kUnits) {
    __m256i sums[kSums];
    for (__m256i& sum : sums) sum = _mm256_setzero_si256();
    const int16_t* from = pairs + 2 * first;
    for (int p = 0; p < kPairs; ++p, from += kRowStep) {
      const __m256i components = _mm256_set1_epi32(PairOfComponents(vector + 2 * p));
      for (int j = 0; j < kSums; ++j) {
        const __m256i weights = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + 16 * j));
        sums[j] = _mm256_add_epi32(sums[j], _mm256_madd_epi16(components, weights));
      }
    }
    for (int j = 0; j < kSums; ++j) _mm256_storeu_si256(reinterpret_cast<__m256i*>(row + first + 8 * j), sums[j]);
  }
}

void MultiplySse2(const int8_t* vector, const int16_t* pairs, int32_t* row) {
  constexpr int kUnits = 4 * kSums;
  static_assert(kHiddenSize % kUnits == 0);
  for (int first = 0; first < kHiddenSize; first += kUnits) {
    __m128i sums[kSums];
    for (__m128i& sum : sums) sum = _mm_setzero_si128();
    const int16_t* from = pairs + 2 * first;
    for (int p = 0; p < kPairs; ++p, from += kRowStep) {
      const __m128i components = _mm_set1_epi32(PairOfComponents(vector + 2 * p));
      for (int j = 0; j < kSums; ++j) {
        const __m128i weights = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 8 * j));
        sums[j] = _mm_add_epi32(sums[j], _mm_madd_epi16(components, weights));
      }
    }
    for (int j = 0; j < kSums; ++j) _mm_storeu_si128(reinterpret_cast<__m128i*>(row + first + 4 * j), sums[j]);
  }
}

#endif

}  // namespace

std::vector<WordRowPath> WordRowPaths() {
  std::vector<WordRowPath> paths;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) paths.push_back({"avx2", MultiplyAvx2});
  paths.push_back({"sse2", MultiplySse2});
#endif
  paths.push_back({"portable", MultiplyPortable});
  return paths;
}

}  // namespace isnad
