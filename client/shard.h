// Which part of a heap of articles a process takes: every article whose place, from 0, leaves `index` over when divided
// by `count`. So the parts are of equal size and the same in each run, whoever runs them.
#ifndef ISNAD_CLIENT_SHARD_H_
#define ISNAD_CLIENT_SHARD_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace isnad {

inline constexpr int kShardsMax = 100000;

struct Shard {
  int index = 0;
  int count = 1;

  bool Has(int64_t place) const { return place % count == index; }
  // "part-3-of-16"
  std::string name() const;
};

// "I/N" with I from 0 and below N, N at most kShardsMax. InvalidArgument: another form.
absl::StatusOr<Shard> ParseShard(absl::string_view text);

}  // namespace isnad

#endif  // ISNAD_CLIENT_SHARD_H_
