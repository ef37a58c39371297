// The metrics of one RPC method, under the names that go-grpc-middleware gave them and that dashboards know:
// grpc_server_started_total, grpc_server_handled_total (by grpc_code), grpc_server_msg_received_total,
// grpc_server_msg_sent_total, grpc_server_handling_seconds; labels grpc_type, grpc_service, grpc_method. Every series
// is there, at 0, from the start. Recording takes no lock; any thread.
#ifndef ISNAD_SERVICE_TELEMETRY_METHOD_METRICS_H_
#define ISNAD_SERVICE_TELEMETRY_METHOD_METRICS_H_

#include <array>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "service/telemetry/metric_registry.h"

namespace isnad {

enum class MethodKind { kUnary, kServerStream, kClientStream, kBidiStream };

// gRPC's codes are 0 (OK) to 16 (UNAUTHENTICATED); absl numbers them alike.
inline constexpr int kStatusCodeCount = 17;

struct MethodName {
  absl::string_view service;  // "isnad.v1.AttributionService"
  absl::string_view method;   // "ExtractAttributions"
  MethodKind kind = MethodKind::kUnary;
};

class MethodMetrics {
 public:
  MethodMetrics(const MethodName& name, MetricRegistry* registry);
  MethodMetrics(const MethodMetrics&) = delete;
  MethodMetrics& operator=(const MethodMetrics&) = delete;

  // A call has come.
  void Started() { started_->Increment(); }
  // It has ended, so long after it came. A code outside gRPC's counts as Unknown.
  void Handled(absl::StatusCode code, absl::Duration elapsed);
  void MessageReceived() { received_->Increment(); }
  void MessageSent() { sent_->Increment(); }

 private:
  prometheus::Counter* started_;
  prometheus::Counter* received_;
  prometheus::Counter* sent_;
  std::array<prometheus::Counter*, kStatusCodeCount> handled_;
  Histogram* handling_seconds_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_METHOD_METRICS_H_
