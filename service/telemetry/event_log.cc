// Covered by tests/telemetry/event_log_test.cc.
#include "service/telemetry/event_log.h"

#include <optional>
#include <string>
#include <utility>

#include "service/telemetry/json_line.h"

namespace isnad {

EventLog::EventLog(int descriptor, LogLevel level, std::function<absl::Time()> clock)
    : clock_(std::move(clock)), level_(level), writer_(descriptor) {}

void EventLog::Write(LogLevel level, absl::string_view event, Fields fields) {
  const absl::Time now = clock_();
  std::optional<uint64_t> dropped = 0;
  if (level >= LogLevel::kWarning) dropped = storms_.Admit(event, now);
  if (!dropped.has_value()) return;

  JsonLine line;
  const std::string time = absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", now, absl::UTCTimeZone());
  line.Add({"time", time});
  line.Add({"level", LogLevelName(level)});
  line.Add({"event", event});
  if (*dropped > 0) line.Add({"dropped", *dropped});
  for (const LogField& field : fields) line.Add(field);
  writer_.Write(line.Finish());
}

}  // namespace isnad
