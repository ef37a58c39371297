// What a run counts: outcomes by code and reason, latencies of answered and of refused calls, articles, and the same by
// phase of the run, so that a drift shows. Add from any thread.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_OUTCOME_TALLY_H_
#define ISNAD_TESTS_LOAD_GENERATOR_OUTCOME_TALLY_H_

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "tests/load/generator/call_outcome.h"
#include "tests/load/generator/latency_histogram.h"

namespace isnad::load {

struct Phase {
  int64_t ok = 0;
  int64_t failed = 0;
  int64_t not_sent = 0;
  LatencyHistogram latency;  // of the OK ones
};

struct Totals {
  int64_t sent = 0;
  int64_t not_sent = 0;  // the bound on calls in flight was reached
  int64_t warmup = 0;    // made, not counted
  std::map<std::string, int64_t> by_result;
  std::map<std::string, int64_t> by_reason;  // "RESOURCE_EXHAUSTED OVERLOADED"
  int64_t with_retry_info = 0;
  int64_t with_pushback = 0;
  int64_t retry_delay_ms_max = 0;
  int64_t articles_ok = 0;
  std::map<std::string, int64_t> articles_failed;
  int64_t answer_bytes = 0;
  LatencyHistogram ok_latency;
  LatencyHistogram failed_latency;
  LatencyHistogram send_lag;  // from due to sent: what the generator itself was late
  Clock::time_point last_end;
  std::vector<Phase> phases;  // by the time when calls were due
  std::map<std::string, int64_t> streams_by_result;
};

class OutcomeTally {
 public:
  // Calls due before `counted_from` are warm-up. Phases of `phase` each begin there.
  OutcomeTally(Clock::time_point counted_from, std::chrono::nanoseconds phase)
      : counted_from_(counted_from), phase_(phase) {}

  void Add(const CallOutcome& outcome);
  void AddNotSent(Clock::time_point due);
  void AddStreamEnd(const std::string& result);

  Totals Read() const;

 private:
  // With the mutex held.
  Phase& PhaseOf(Clock::time_point due);

  const Clock::time_point counted_from_;
  const std::chrono::nanoseconds phase_;
  mutable std::mutex mutex_;  // guards what is below
  Totals totals_;
};

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_OUTCOME_TALLY_H_
