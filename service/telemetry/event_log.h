// The server's log: one JSON object a line, for programs first and for people with a JSON viewer:
//
//   {"time":"2026-03-01T09:30:00.000123Z","level":"info","event":"serving","address":"127.0.0.1:50051","port":50051}
//
// `event` is a short stable name (lower snake case); fields have types. Writing never blocks and never fails a call
// (line_writer.h); warnings and errors are limited by event (storm_limit.h), and a line behind a storm has "dropped"
// with the number left out. Never an article's text nor a secret goes in. Instances are passed by reference. Any
// thread.
#ifndef ISNAD_SERVICE_TELEMETRY_EVENT_LOG_H_
#define ISNAD_SERVICE_TELEMETRY_EVENT_LOG_H_

#include <atomic>
#include <cstdint>
#include <functional>

#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "service/telemetry/line_writer.h"
#include "service/telemetry/log_field.h"
#include "service/telemetry/log_level.h"
#include "service/telemetry/storm_limit.h"

namespace isnad {

class EventLog {
 public:
  using Fields = absl::Span<const LogField>;

  // Writes to `descriptor` (2: standard error), which must stay open as long as this.
  explicit EventLog(int descriptor, LogLevel level = LogLevel::kInfo, std::function<absl::Time()> clock = absl::Now);

  // Whether a line of the level would be written: ask first where making the fields costs something.
  bool Enabled(LogLevel level) const { return level >= level_.load(std::memory_order_relaxed); }

  void Debug(absl::string_view event, Fields fields = {}) { Log(LogLevel::kDebug, event, fields); }
  void Info(absl::string_view event, Fields fields = {}) { Log(LogLevel::kInfo, event, fields); }
  void Warning(absl::string_view event, Fields fields = {}) { Log(LogLevel::kWarning, event, fields); }
  void Error(absl::string_view event, Fields fields = {}) { Log(LogLevel::kError, event, fields); }
  // `level` is not kOff.
  void Log(LogLevel level, absl::string_view event, Fields fields = {}) {
    if (Enabled(level)) Write(level, event, fields);
  }

  LogLevel level() const { return level_.load(std::memory_order_relaxed); }
  void set_level(LogLevel level) { level_.store(level, std::memory_order_relaxed); }

  // Lines that could not be written, and lines left out because too many were alike.
  uint64_t lines_lost() const { return writer_.lines_lost(); }
  uint64_t lines_dropped() const { return storms_.lines_dropped(); }

 private:
  void Write(LogLevel level, absl::string_view event, Fields fields);

  const std::function<absl::Time()> clock_;
  std::atomic<LogLevel> level_;
  StormLimit storms_;
  LineWriter writer_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_EVENT_LOG_H_
