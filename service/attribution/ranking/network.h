// The network beside the linear score: eight words around a candidate, each by its vector and its class, feed one
// hidden layer of rectified units. Its arithmetic is in integers, so that it is equal on every machine and instruction
// set. What a word adds to the hidden layer does not depend on the candidate, so that a scratch keeps it for the next
// one.
//
// A network is immutable and shared by all threads; a scratch belongs to one call.
#ifndef ISNAD_SERVICE_ATTRIBUTION_RANKING_NETWORK_H_
#define ISNAD_SERVICE_ATTRIBUTION_RANKING_NETWORK_H_

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "service/attribution/ranking/features.h"

namespace isnad {

inline constexpr int kSlotCount = 8;
inline constexpr int kVectorSize = 64;
inline constexpr int kHiddenSize = 128;
inline constexpr int kSlotClasses = 64;  // more than there are coarse classes of words

using HiddenRow = std::array<int32_t, kHiddenSize>;

// Word vectors of signed bytes; row 0, of zeros, stands for unknown words.
struct WordVectors8 {
  float scale = 0;
  std::vector<int8_t> rows;  // kVectorSize for each word

  int size() const { return static_cast<int>(rows.size() / kVectorSize); }
};

struct Network {
  float unit = 0;                // what one step of a hidden value is worth
  float output_unit = 0;         // what one step of an output weight is worth
  std::vector<int8_t> words;     // [slot][vector component][hidden unit], in units of `unit` over the vectors' scale
  std::vector<int32_t> classes;  // [slot][word class][hidden unit], in units of `unit`
  std::vector<int32_t> bias;     // [hidden unit], the same
  std::vector<int16_t> output;   // [hidden unit]

  bool empty() const { return output.empty(); }
};

// Rows computed for one call, by slot and word; a newer one takes the place of an older.
class NetworkScratch {
 public:
  NetworkScratch();

 private:
  friend class NetworkEvaluator;
  static constexpr int kEntries = 1024;
  std::vector<uint32_t> keys_;         // slot and word + 1; 0: empty
  std::unique_ptr<HiddenRow[]> rows_;  // those with a key are filled
};

// `network` prepared for evaluation: the words' weights as pairs of components, as the processor multiplies them.
class NetworkEvaluator {
 public:
  NetworkEvaluator() = default;
  explicit NetworkEvaluator(Network network);

  bool empty() const { return network_.empty(); }
  const Network& network() const { return network_; }

  // The score of a candidate; `slots` has kSlotCount of them. Words beyond the vectors count as unknown.
  float Score(const WordVectors8& vectors, const Slot* slots, NetworkScratch* scratch) const;

 private:
  void WordRow(const int8_t* vector, int slot, HiddenRow* row) const;

  Network network_;
  std::vector<int16_t> pairs_;  // [slot][component / 2][hidden unit][2]
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_RANKING_NETWORK_H_
