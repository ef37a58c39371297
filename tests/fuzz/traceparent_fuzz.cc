// The trace headers of a call: a line `traceparent` and a line `tracestate`, of any bytes. What the Recommendation's
// grammar allows is read, nothing else is; the context goes on with the caller's trace and a new span, and what it
// would send on can be read again.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "service/telemetry/trace_context.h"
#include "tests/fuzz/fuzz_input.h"

namespace isnad {
namespace {

bool IsHex(absl::string_view text) { return text.find_first_not_of("0123456789abcdef") == text.npos; }
bool IsZero(absl::string_view text) { return text.find_first_not_of('0') == text.npos; }

// version "-" trace-id "-" parent-id "-" trace-flags; of version 00 nothing behind it, of others nothing or "-" and
// whatever follows.
bool FollowsGrammar(absl::string_view header) {
  if (header.size() < 55) return false;
  const absl::string_view version = header.substr(0, 2), trace = header.substr(3, 32), parent = header.substr(36, 16);
  if (header[2] != '-' || header[35] != '-' || header[52] != '-') return false;
  if (!IsHex(version) || !IsHex(trace) || !IsHex(parent) || !IsHex(header.substr(53, 2))) return false;
  if (version == "ff" || IsZero(trace) || IsZero(parent)) return false;
  return header.size() == 55 || (version != "00" && header[55] == '-');
}

void CheckHeaders(absl::string_view parent, absl::string_view state) {
  const std::optional<TraceContext> parsed = ParseTraceparent(parent);
  Require(parsed.has_value() == FollowsGrammar(parent), "what follows the grammar is read, nothing else");
  TraceIds ids(1, 2);
  const TraceContext context = ContinueTrace(parent, state, ids);
  Require(context.span_id != 0 && (context.trace_id_high | context.trace_id_low) != 0, "identifiers are not zero");
  if (parsed.has_value()) {
    Require(context.TraceId() == parent.substr(3, 32), "the caller's trace goes on");
    Require(context.ParentId() == parent.substr(36, 16), "the caller's span is the parent");
    Require(context.sampled == parsed->sampled, "the caller's flag goes on");
  } else {
    Require(context.ParentId().empty(), "a trace that begins here has no parent");
  }
  const bool passed_on = parsed.has_value() && IsTracestate(state);
  Require(context.state == (passed_on ? state : ""), "entries are passed on whole or not at all");
  Require(context.state.size() <= kTraceStateBytesMax, "entries are bounded");
  const std::optional<TraceContext> again = ParseTraceparent(context.Traceparent());
  Require(again.has_value() && again->TraceId() == context.TraceId(), "what is sent on can be read");
  Require(again->parent_id == context.span_id && again->sampled == context.sampled,
          "this span is the next one's parent");
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t line = std::min(input.find('\n'), input.size());
  isnad::CheckHeaders(input.substr(0, line), input.substr(std::min(line + 1, input.size())));
  return 0;
}
