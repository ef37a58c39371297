// Whether work for a call should go on: asked by the engine every few milliseconds of work, on the thread that works.
// For bulk work a question is also the moment to make way for interactive work that waits, once it has worked for
// kBulkSlice since it last did. Used by one thread. Covered by tests/rpc/stop_check_test.cc.
#ifndef ISNAD_SERVICE_RPC_STOP_CHECK_H_
#define ISNAD_SERVICE_RPC_STOP_CHECK_H_

#include <algorithm>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "service/rpc/call.h"
#include "service/rpc/service_limits.h"
#include "service/scheduling/steady_time.h"
#include "service/scheduling/worker_pool.h"

namespace isnad {

// When work for a call or an article that came at `arrived` has to end: the caller's deadline or the server's,
// whichever is earlier.
inline SteadyTime DeadlineOf(const TransportCall& call, const ServiceLimits& limits, SteadyTime arrived) {
  return std::min(OnSteadyClock(call.deadline()), Moved(arrived, absl::Milliseconds(limits.call_ms_max)));
}

class StopCheck {
 public:
  // `deadline`: DeadlineOf the work. `make_way`: nullptr for interactive work. All must outlive this object.
  StopCheck(const TransportCall& call, SteadyTime deadline, WorkerPool* make_way)
      : call_(call), deadline_(deadline), make_way_(make_way) {}

  // True: stop.
  bool operator()() const {
    const bool may_make_way = make_way_ != nullptr && SteadyNow() - slice_begin_ >= kBulkSlice;
    if (may_make_way && make_way_->MakeWay()) slice_begin_ = SteadyNow();
    return IsOver();
  }

  // The same question without making way: before work begins, and about work that is queued (WorkerPool::IsOver).
  bool IsOver() const { return IsOver(call_, deadline_); }
  static bool IsOver(const TransportCall& call, SteadyTime deadline) {
    return call.IsCancelled() || SteadyNow() >= deadline;
  }

  // Why: DeadlineExceeded where the time is up, otherwise Cancelled.
  absl::Status status() const {
    return SteadyNow() >= deadline_ ? absl::DeadlineExceededError("the time is up")
                                    : absl::CancelledError("the call was cancelled");
  }

 private:
  const TransportCall& call_;
  const SteadyTime deadline_;
  WorkerPool* const make_way_;
  mutable SteadyTime slice_begin_ = SteadyNow();
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_STOP_CHECK_H_
