// Times on a clock that nobody sets: when work came, what it cost, when it has to end. A wall clock may jump, and would
// then end every call at once, or none. Pure but for the clocks themselves; any thread.
#ifndef ISNAD_SERVICE_SCHEDULING_STEADY_TIME_H_
#define ISNAD_SERVICE_SCHEDULING_STEADY_TIME_H_

#include <chrono>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace isnad {

using SteadyTime = std::chrono::steady_clock::time_point;

// Further than any deadline is off, and near enough for sums not to overflow.
inline constexpr absl::Duration kSteadyForever = absl::Hours(24 * 365 * 50);

inline SteadyTime SteadyNow() { return std::chrono::steady_clock::now(); }

// `time` moved by a duration, which may be negative; SteadyTime::max() where that is never.
inline SteadyTime Moved(SteadyTime time, absl::Duration by) {
  if (by >= kSteadyForever) return SteadyTime::max();
  return time + absl::ToChronoNanoseconds(by < -kSteadyForever ? -kSteadyForever : by);
}

inline absl::Duration Since(SteadyTime begin) { return absl::FromChrono(SteadyNow() - begin); }

// A time of the wall clock, as that clock goes now.
inline SteadyTime OnSteadyClock(absl::Time time) { return Moved(SteadyNow(), time - absl::Now()); }

}  // namespace isnad

#endif  // ISNAD_SERVICE_SCHEDULING_STEADY_TIME_H_
