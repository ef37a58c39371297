// New identifiers of traces and spans: random to everybody else, never 0, different in every process. Not for secrets.
// Takes no lock; any thread.
#ifndef ISNAD_SERVICE_TELEMETRY_TRACE_IDS_H_
#define ISNAD_SERVICE_TELEMETRY_TRACE_IDS_H_

#include <atomic>
#include <cstdint>

namespace isnad {

class TraceIds {
 public:
  // Seeded by the system.
  TraceIds();
  // The same seeds, the same identifiers: for tests.
  TraceIds(uint64_t first_seed, uint64_t second_seed) : seeds_{first_seed, second_seed} {}
  TraceIds(const TraceIds&) = delete;
  TraceIds& operator=(const TraceIds&) = delete;

  struct Pair {
    uint64_t high = 0;
    uint64_t low = 0;
  };
  // 128 bits for a trace.
  Pair NextTrace();
  // 64 bits for a span.
  uint64_t NextSpan() { return NextTrace().low; }

 private:
  const uint64_t seeds_[2];
  std::atomic<uint64_t> count_{0};
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_TRACE_IDS_H_
