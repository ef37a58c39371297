// A word's row is a product of 64 by 32 numbers of one byte: pairs of components are multiplied and added at once, where the
// processor can eight or four at a time. Sums of integers are exact, so that every path gives the same answer. Covered by
// network_test.cc, which compares with the trainer's own forward pass.
#include "service/attribution/ranking/network.h"

#include <algorithm>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace isnad {
namespace {

constexpr int kPairs = kVectorSize / 2;
constexpr int kRowStep = kHiddenSize * 2;  // int16 values for one pair of components

#if defined(__x86_64__)

__attribute__((target("avx2"))) void MultiplyAvx2(const int8_t* vector, const int16_t* pairs, int32_t* row) {
  __m256i sums[kHiddenSize / 8];
  for (__m256i& sum : sums) sum = _mm256_setzero_si256();
  for (int p = 0; p < kPairs; ++p, pairs += kRowStep) {
    const uint32_t pair = static_cast<uint16_t>(vector[2 * p]) | static_cast<uint32_t>(static_cast<uint16_t>(vector[2 * p + 1])) << 16;
    const __m256i components = _mm256_set1_epi32(static_cast<int32_t>(pair));
    for (int j = 0; j < kHiddenSize / 8; ++j) {
      const __m256i weights = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(pairs + 16 * j));
      sums[j] = _mm256_add_epi32(sums[j], _mm256_madd_epi16(components, weights));
    }
  }
  for (int j = 0; j < kHiddenSize / 8; ++j) _mm256_storeu_si256(reinterpret_cast<__m256i*>(row + 8 * j), sums[j]);
}

void MultiplySse2(const int8_t* vector, const int16_t* pairs, int32_t* row) {
  __m128i sums[kHiddenSize / 4];
  for (__m128i& sum : sums) sum = _mm_setzero_si128();
  for (int p = 0; p < kPairs; ++p, pairs += kRowStep) {
    const uint32_t pair = static_cast<uint16_t>(vector[2 * p]) | static_cast<uint32_t>(static_cast<uint16_t>(vector[2 * p + 1])) << 16;
    const __m128i components = _mm_set1_epi32(static_cast<int32_t>(pair));
    for (int j = 0; j < kHiddenSize / 4; ++j) {
      const __m128i weights = _mm_loadu_si128(reinterpret_cast<const __m128i*>(pairs + 8 * j));
      sums[j] = _mm_add_epi32(sums[j], _mm_madd_epi16(components, weights));
    }
  }
  for (int j = 0; j < kHiddenSize / 4; ++j) _mm_storeu_si128(reinterpret_cast<__m128i*>(row + 4 * j), sums[j]);
}

void Multiply(const int8_t* vector, const int16_t* pairs, int32_t* row) {
  static const bool kAvx2 = __builtin_cpu_supports("avx2");
  kAvx2 ? MultiplyAvx2(vector, pairs, row) : MultiplySse2(vector, pairs, row);
}

#else

void Multiply(const int8_t* vector, const int16_t* pairs, int32_t* row) {
  std::fill(row, row + kHiddenSize, 0);
  for (int p = 0; p < kPairs; ++p, pairs += kRowStep) {
    for (int j = 0; j < kHiddenSize; ++j) row[j] += vector[2 * p] * pairs[2 * j] + vector[2 * p + 1] * pairs[2 * j + 1];
  }
}

#endif

void AddRow(const int32_t* row, HiddenRow* hidden) {
  for (int j = 0; j < kHiddenSize; ++j) (*hidden)[j] += row[j];
}

}  // namespace

NetworkScratch::NetworkScratch() : keys_(kEntries, 0), rows_(std::make_unique_for_overwrite<HiddenRow[]>(kEntries)) {}

NetworkEvaluator::NetworkEvaluator(Network network) : network_(std::move(network)) {
  pairs_.resize(network_.words.size());
  for (int s = 0; s < kSlotCount; ++s) {
    for (int d = 0; d < kVectorSize; ++d) {
      for (int j = 0; j < kHiddenSize; ++j) {
        pairs_[((s * kPairs + d / 2) * kHiddenSize + j) * 2 + d % 2] =
            network_.words[(s * kVectorSize + d) * kHiddenSize + j];
      }
    }
  }
}

void NetworkEvaluator::WordRow(const int8_t* vector, int slot, HiddenRow* row) const {
  Multiply(vector, &pairs_[static_cast<size_t>(slot) * kPairs * kRowStep], row->data());
}

float NetworkEvaluator::Score(const WordVectors8& vectors, const Slot* slots, NetworkScratch* scratch) const {
  HiddenRow hidden;
  std::copy(network_.bias.begin(), network_.bias.end(), hidden.begin());
  for (int s = 0; s < kSlotCount; ++s) {
    const Slot slot = slots[s];
    AddRow(&network_.classes[(s * kSlotClasses + slot.word_class % kSlotClasses) * kHiddenSize], &hidden);
    if (slot.word == 0 || slot.word >= vectors.size()) continue;
    const uint32_t key = (static_cast<uint32_t>(slot.word) << 3 | s) + 1;
    const uint32_t entry = key * 0x9E3779B1u >> 22;  // Fibonacci hashing to ten bits
    if (scratch->keys_[entry] != key) {
      scratch->keys_[entry] = key;
      WordRow(&vectors.rows[static_cast<size_t>(slot.word) * kVectorSize], s, &scratch->rows_[entry]);
    }
    AddRow(scratch->rows_[entry].data(), &hidden);
  }
  int64_t score = 0;
  for (int j = 0; j < kHiddenSize; ++j) score += static_cast<int64_t>(std::max(hidden[j], 0)) * network_.output[j];
  return static_cast<float>(static_cast<double>(score) * network_.unit * network_.output_unit);
}

}  // namespace isnad
