// How much a log says: lines of the level and of those behind it. A value and its names; any thread.
#ifndef ISNAD_SERVICE_TELEMETRY_LOG_LEVEL_H_
#define ISNAD_SERVICE_TELEMETRY_LOG_LEVEL_H_

#include <optional>

#include "absl/strings/string_view.h"

namespace isnad {

enum class LogLevel { kDebug, kInfo, kWarning, kError, kOff };

// "debug", "info", "warning", "error", "off".
absl::string_view LogLevelName(LogLevel level);
std::optional<LogLevel> ParseLogLevel(absl::string_view name);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_LOG_LEVEL_H_
