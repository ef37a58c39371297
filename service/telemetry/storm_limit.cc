// Covered by tests/telemetry/storm_limit_test.cc.
#include "service/telemetry/storm_limit.h"

#include <utility>

namespace isnad {
namespace {

constexpr absl::string_view kOtherEvents = "";

}  // namespace

std::optional<uint64_t> StormLimit::Admit(absl::string_view event, absl::Time now) {
  std::lock_guard lock(mutex_);
  auto found = allowances_.find(event);
  if (found == allowances_.end()) {
    const bool room = allowances_.size() < kLimitedEventsMax;
    found = allowances_.try_emplace(std::string(room ? event : kOtherEvents)).first;
  }
  Allowance& allowance = found->second;
  // A clock that was set back begins a new second too.
  if (now >= allowance.second + absl::Seconds(1) || now < allowance.second) {
    allowance.second = now;
    allowance.lines = 0;
  }
  if (allowance.lines >= kEventLinesPerSecondMax) {
    ++allowance.dropped;
    lines_dropped_.fetch_add(1, std::memory_order_relaxed);
    return std::nullopt;
  }
  ++allowance.lines;
  return std::exchange(allowance.dropped, 0);
}

}  // namespace isnad
