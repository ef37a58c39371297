// Everything that a server counts, in one place, and its text for Prometheus. Every family and every set of labels is
// there from the start, so that the number of series is fixed: the sets are closed enums, the methods are those that
// the server registers, and no caller, article or address is ever a label. deploy/observability/README.md describes
// each family.
//
// Recording takes no lock; reading (Text) takes some and asks the sampler. Any thread.
#ifndef ISNAD_SERVICE_TELEMETRY_SERVER_METRICS_H_
#define ISNAD_SERVICE_TELEMETRY_SERVER_METRICS_H_

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "service/telemetry/answer_metrics.h"
#include "service/telemetry/load_metrics.h"
#include "service/telemetry/method_metrics.h"
#include "service/telemetry/metric_registry.h"
#include "service/telemetry/operation_metrics.h"
#include "service/telemetry/process_metrics.h"

namespace isnad {

// The most methods that are counted each for itself; those behind share one set of series, named "other". The API,
// health and reflection together have about ten.
inline constexpr size_t kMethodsMax = 32;

class ServerMetrics {
 public:
  ServerMetrics();
  ServerMetrics(const ServerMetrics&) = delete;
  ServerMetrics& operator=(const ServerMetrics&) = delete;

  // The metrics of a method, made at the first call: register at start, keep the pointer. It stays good as long as
  // this.
  MethodMetrics* Method(const MethodName& name);

  AnswerMetrics& answers() { return answers_; }
  LoadMetrics& load() { return load_; }
  OperationMetrics& operation() { return operation_; }

  // All families with their values of this moment, by name.
  std::vector<prometheus::MetricFamily> Collect();
  // The same in Prometheus' text format, kMetricsContentType.
  std::string Text();

 private:
  MetricRegistry registry_;
  AnswerMetrics answers_;
  LoadMetrics load_;
  OperationMetrics operation_;
  ProcessMetrics process_;
  std::mutex mutex_;  // guards what is below
  // By service and method.
  std::map<std::pair<std::string, std::string>, std::unique_ptr<MethodMetrics>> methods_;
};

inline constexpr char kMetricsContentType[] = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_SERVER_METRICS_H_
