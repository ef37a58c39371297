// Covered by tests/telemetry/log_level_test.cc.
#include "service/telemetry/log_level.h"

#include <iterator>

namespace isnad {
namespace {

constexpr absl::string_view kNames[] = {"debug", "info", "warning", "error", "off"};

}  // namespace

absl::string_view LogLevelName(LogLevel level) { return kNames[static_cast<size_t>(level)]; }

std::optional<LogLevel> ParseLogLevel(absl::string_view name) {
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (kNames[i] == name) return static_cast<LogLevel>(i);
  }
  return std::nullopt;
}

}  // namespace isnad
