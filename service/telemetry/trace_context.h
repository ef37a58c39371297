// Which trace a call belongs to: W3C Trace Context (Recommendation of November 2021), read from the caller's metadata
// `traceparent` and `tracestate`, or begun here for a call without one. Logs name trace and span, so that a line is
// found from the caller's side. Values and pure functions; any thread.
#ifndef ISNAD_SERVICE_TELEMETRY_TRACE_CONTEXT_H_
#define ISNAD_SERVICE_TELEMETRY_TRACE_CONTEXT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "service/telemetry/trace_ids.h"

namespace isnad {

// The longest list of vendors' entries that is passed on, in bytes and in entries: what the Recommendation asks for.
inline constexpr size_t kTraceStateBytesMax = 512;
inline constexpr size_t kTraceStateEntriesMax = 32;

struct TraceContext {
  uint64_t trace_id_high = 0;  // of the trace's 128 bits, never all 0
  uint64_t trace_id_low = 0;
  uint64_t parent_id = 0;  // the caller's span; 0: the trace begins here
  uint64_t span_id = 0;    // this call
  bool sampled = false;
  std::string state;  // vendors' entries, as they came; empty: none, or malformed

  // 32 and 16 lower-case hex digits, as other tools print them.
  std::string TraceId() const;
  std::string SpanId() const;
  std::string ParentId() const;  // empty where the trace begins here
  // The header for what this call calls in turn, or for its answer: version 00, this span as parent.
  std::string Traceparent() const;
};

// What a caller's header says: trace, parent and flag; without a span of our own. nullopt: malformed, of the forbidden
// version ff, or with an identifier of zeros. Longer headers of later versions are read as far as they are known.
std::optional<TraceContext> ParseTraceparent(absl::string_view header);

// Whether a list of vendors' entries is well formed, within the limits and without a key twice.
bool IsTracestate(absl::string_view header);

// The context of a call that came with these headers (empty: it came without): the caller's trace with a new span, or a
// new trace where the caller's cannot be read.
TraceContext ContinueTrace(absl::string_view traceparent, absl::string_view tracestate, TraceIds& ids);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_TRACE_CONTEXT_H_
