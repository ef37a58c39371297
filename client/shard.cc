// Covered by tests/client/shard_test.cc.
#include "client/shard.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace isnad {

std::string Shard::name() const { return absl::StrCat("part-", index, "-of-", count); }

absl::StatusOr<Shard> ParseShard(absl::string_view text) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits('/', 1));
  Shard shard;
  if (!absl::SimpleAtoi(parts.first, &shard.index) || !absl::SimpleAtoi(parts.second, &shard.count) ||
      shard.index < 0 || shard.index >= shard.count || shard.count > kShardsMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("I/N is expected, with I from 0 to N - 1 and N at most ", kShardsMax));
  }
  return shard;
}

}  // namespace isnad
