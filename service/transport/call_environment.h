// What every call meets, whatever its method: the counters, the log, and who may call. Made once by the server; all of
// it outlives the calls. Any thread.
#ifndef ISNAD_SERVICE_TRANSPORT_CALL_ENVIRONMENT_H_
#define ISNAD_SERVICE_TRANSPORT_CALL_ENVIRONMENT_H_

#include <string>

#include "service/access/reloadable_access.h"
#include "service/telemetry/event_log.h"
#include "service/telemetry/server_metrics.h"
#include "service/telemetry/trace_ids.h"

namespace isnad {

struct CallEnvironment {
  ServerMetrics* metrics = nullptr;
  EventLog* log = nullptr;
  TraceIds* trace_ids = nullptr;
  const ReloadableAccess* access = nullptr;
};

// A method that the server registers, made once.
struct CallMethod {
  CallMethod(const CallEnvironment* call_environment, const MethodName& name);

  const CallEnvironment* environment;
  MethodMetrics* metrics;
  std::string path;  // "/package.Service/Method"
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_CALL_ENVIRONMENT_H_
