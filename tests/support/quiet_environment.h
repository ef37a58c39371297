// What calls meet in a test of one service: counters of its own, no log, everybody allowed.
#ifndef ISNAD_TESTS_SUPPORT_QUIET_ENVIRONMENT_H_
#define ISNAD_TESTS_SUPPORT_QUIET_ENVIRONMENT_H_

#include "service/telemetry/event_log.h"
#include "service/telemetry/server_metrics.h"
#include "service/telemetry/trace_ids.h"
#include "service/transport/call_environment.h"

namespace isnad::testing {

class QuietEnvironment {
 public:
  ServerMetrics& metrics() { return metrics_; }
  const CallEnvironment* get() const { return &environment_; }

 private:
  ServerMetrics metrics_;
  EventLog log_{/*descriptor=*/-1, LogLevel::kOff};
  TraceIds trace_ids_;
  const CallEnvironment environment_ = {.metrics = &metrics_, .log = &log_, .trace_ids = &trace_ids_};
};

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_QUIET_ENVIRONMENT_H_
