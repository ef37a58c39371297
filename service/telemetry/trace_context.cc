// Covered by tests/telemetry/trace_context_test.cc.
#include "service/telemetry/trace_context.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace isnad {
namespace {

// version-trace-parent-flags
constexpr size_t kHeaderBytes = 2 + 1 + 32 + 1 + 16 + 1 + 2;
constexpr size_t kTraceAt = 3;
constexpr size_t kParentAt = kTraceAt + 33;
constexpr size_t kFlagsAt = kParentAt + 17;
constexpr uint8_t kSampledFlag = 1;

// Lower-case hex digits alone, at most 16.
std::optional<uint64_t> ParseHex(absl::string_view digits) {
  uint64_t value = 0;
  for (char c : digits) {
    if (c >= '0' && c <= '9') {
      value = value << 4 | static_cast<uint64_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      value = value << 4 | static_cast<uint64_t>(c - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

std::string Hex64(uint64_t value) { return absl::StrCat(absl::Hex(value, absl::kZeroPad16)); }

bool IsLower(char c) { return absl::ascii_islower(c); }
bool IsLowerOrDigit(char c) { return IsLower(c) || absl::ascii_isdigit(c); }
bool IsKeyChar(char c) { return IsLowerOrDigit(c) || c == '_' || c == '-' || c == '*' || c == '/'; }

// simple-key, or tenant-id "@" system-id.
bool IsKey(absl::string_view key) {
  const size_t at = key.find('@');
  const absl::string_view first = key.substr(0, at);
  if (first.empty() || !std::all_of(first.begin(), first.end(), IsKeyChar)) return false;
  if (at == key.npos) return first.size() <= 256 && IsLower(first[0]);
  const absl::string_view system = key.substr(at + 1);
  return first.size() <= 241 && IsLowerOrDigit(first[0]) && !system.empty() && system.size() <= 14 &&
         IsLower(system[0]) && std::all_of(system.begin(), system.end(), IsKeyChar);
}

bool IsValue(absl::string_view value) {
  return !value.empty() && value.size() <= 256 && value.back() != ' ' &&
         std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c <= '~' && c != ',' && c != '='; });
}

absl::string_view WithoutBlanks(absl::string_view entry) {
  const size_t begin = entry.find_first_not_of(" \t");
  if (begin == entry.npos) return {};
  return entry.substr(begin, entry.find_last_not_of(" \t") + 1 - begin);
}

}  // namespace

std::string TraceContext::TraceId() const { return absl::StrCat(Hex64(trace_id_high), Hex64(trace_id_low)); }
std::string TraceContext::SpanId() const { return Hex64(span_id); }
std::string TraceContext::ParentId() const { return parent_id == 0 ? "" : Hex64(parent_id); }

std::string TraceContext::Traceparent() const {
  return absl::StrCat("00-", TraceId(), "-", SpanId(), sampled ? "-01" : "-00");
}

std::optional<TraceContext> ParseTraceparent(absl::string_view header) {
  if (header.size() < kHeaderBytes) return std::nullopt;
  const std::optional<uint64_t> version = ParseHex(header.substr(0, 2));
  if (!version.has_value() || *version == 0xFF) return std::nullopt;
  // Later versions may add fields behind a hyphen; version 00 has none.
  if (header.size() > kHeaderBytes && (*version == 0 || header[kHeaderBytes] != '-')) return std::nullopt;
  for (size_t hyphen : {kTraceAt - 1, kParentAt - 1, kFlagsAt - 1}) {
    if (header[hyphen] != '-') return std::nullopt;
  }
  const std::optional<uint64_t> high = ParseHex(header.substr(kTraceAt, 16));
  const std::optional<uint64_t> low = ParseHex(header.substr(kTraceAt + 16, 16));
  const std::optional<uint64_t> parent = ParseHex(header.substr(kParentAt, 16));
  const std::optional<uint64_t> flags = ParseHex(header.substr(kFlagsAt, 2));
  if (!high.has_value() || !low.has_value() || !parent.has_value() || !flags.has_value()) return std::nullopt;
  if ((*high | *low) == 0 || *parent == 0) return std::nullopt;
  TraceContext context;
  context.trace_id_high = *high;
  context.trace_id_low = *low;
  context.parent_id = *parent;
  context.sampled = (*flags & kSampledFlag) != 0;
  return context;
}

bool IsTracestate(absl::string_view header) {
  if (header.size() > kTraceStateBytesMax) return false;
  std::vector<absl::string_view> keys;
  for (absl::string_view entry : absl::StrSplit(header, ',')) {
    entry = WithoutBlanks(entry);
    if (entry.empty()) continue;
    const size_t equals = entry.find('=');
    if (equals == entry.npos || !IsKey(entry.substr(0, equals)) || !IsValue(entry.substr(equals + 1))) return false;
    keys.push_back(entry.substr(0, equals));
  }
  if (keys.empty() || keys.size() > kTraceStateEntriesMax) return false;
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
}

TraceContext ContinueTrace(absl::string_view traceparent, absl::string_view tracestate, TraceIds& ids) {
  std::optional<TraceContext> parsed = ParseTraceparent(traceparent);
  TraceContext context;
  if (parsed.has_value()) {
    context = *std::move(parsed);
    if (IsTracestate(tracestate)) context.state = std::string(tracestate);
  } else {
    const TraceIds::Pair trace = ids.NextTrace();
    context.trace_id_high = trace.high;
    context.trace_id_low = trace.low;
  }
  context.span_id = ids.NextSpan();
  return context;
}

}  // namespace isnad
