// A word's row is a product of its vector with the slot's weights (word_row.h); the rest is sums of rows. Covered by
// network_test.cc, and by tests/training/network_agreement_test.cc, which compares with the trainer's own forward pass.
#include "service/attribution/ranking/network.h"

#include <algorithm>
#include <utility>

#include "service/attribution/ranking/word_row.h"

namespace isnad {
namespace {

constexpr int kPairs = kVectorSize / 2;
constexpr int kRowStep = kHiddenSize * 2;  // int16 values for one pair of components

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
  static const MultiplyWordRow kMultiply = WordRowPaths().front().multiply;
  kMultiply(vector, &pairs_[static_cast<size_t>(slot) * kPairs * kRowStep], row->data());
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
