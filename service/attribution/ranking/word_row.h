// The product behind the network's word rows: a vector's components times one slot's weights. Sums of integers are
// exact, so that every instruction set gives the same row. Pure; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_RANKING_WORD_ROW_H_
#define ISNAD_SERVICE_ATTRIBUTION_RANKING_WORD_ROW_H_

#include <cstdint>
#include <vector>

namespace isnad {

// `vector` has kVectorSize components, `pairs` the slot's weights as [component / 2][hidden unit][2], each in a byte's
// range; writes kHiddenSize sums to `row`.
using MultiplyWordRow = void (*)(const int8_t* vector, const int16_t* pairs, int32_t* row);

struct WordRowPath {
  const char* instruction_set;
  MultiplyWordRow multiply;
};

// The paths that this processor can take, fastest first; the last is plain C++.
std::vector<WordRowPath> WordRowPaths();

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_RANKING_WORD_ROW_H_
