// Keeps a storm of equal warnings from drowning the log: of each event, so many lines a second are let through, and the
// first line behind a storm tells how many were left out. Any thread.
#ifndef ISNAD_SERVICE_TELEMETRY_STORM_LIMIT_H_
#define ISNAD_SERVICE_TELEMETRY_STORM_LIMIT_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace isnad {

// Lines of one event in one second: enough to see a pattern in them, too few to fill a disk.
inline constexpr int kEventLinesPerSecondMax = 20;
// Events are named in the program, so there are a few dozen; those beyond this many share one allowance.
inline constexpr size_t kLimitedEventsMax = 256;

class StormLimit {
 public:
  // nullopt: leave this line out. Else how many lines of the event were left out since the last one let through.
  std::optional<uint64_t> Admit(absl::string_view event, absl::Time now);

  uint64_t lines_dropped() const { return lines_dropped_.load(std::memory_order_relaxed); }

 private:
  struct Allowance {
    absl::Time second = absl::InfinitePast();  // when the running second began
    int lines = 0;                             // let through in it
    uint64_t dropped = 0;                      // not yet told
  };

  std::atomic<uint64_t> lines_dropped_{0};
  std::mutex mutex_;  // guards what is below
  absl::flat_hash_map<std::string, Allowance> allowances_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_STORM_LIMIT_H_
