// Covered by tests/telemetry/method_metrics_test.cc.
#include "service/telemetry/method_metrics.h"

#include <string>
#include <vector>

namespace isnad {
namespace {

constexpr MetricDescription kStarted = {"grpc_server_started_total", "Total number of RPCs started on the server."};
constexpr MetricDescription kHandled = {
    "grpc_server_handled_total", "Total number of RPCs completed on the server, regardless of success or failure."};
constexpr MetricDescription kReceived = {"grpc_server_msg_received_total",
                                         "Total number of RPC messages received on the server."};
constexpr MetricDescription kSent = {"grpc_server_msg_sent_total", "Total number of RPC messages sent by the server."};
constexpr MetricDescription kHandling = {"grpc_server_handling_seconds",
                                         "Seconds from the start of an RPC to its end, as the server sees it."};

constexpr const char* kKindNames[] = {"unary", "server_stream", "client_stream", "bidi_stream"};

// As Go's codes package prints them, by number.
constexpr const char* kCodeNames[kStatusCodeCount] = {
    "OK",       "Canceled",       "Unknown",          "InvalidArgument",   "DeadlineExceeded",
    "NotFound", "AlreadyExists",  "PermissionDenied", "ResourceExhausted", "FailedPrecondition",
    "Aborted",  "OutOfRange",     "Unimplemented",    "Internal",          "Unavailable",
    "DataLoss", "Unauthenticated"};

// An article takes about a millisecond; a batch, a queue or a slow stream much more.
const std::vector<double>& HandlingBounds() {
  static const std::vector<double> bounds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                             0.1,    0.25,  0.5,    1,     2.5,  5,     10};
  return bounds;
}

prometheus::Labels LabelsOf(const MethodName& name) {
  return {{"grpc_type", kKindNames[static_cast<int>(name.kind)]},
          {"grpc_service", std::string(name.service)},
          {"grpc_method", std::string(name.method)}};
}

}  // namespace

MethodMetrics::MethodMetrics(const MethodName& name, MetricRegistry* registry) {
  prometheus::Labels labels = LabelsOf(name);
  started_ = registry->AddCounter(kStarted, labels);
  received_ = registry->AddCounter(kReceived, labels);
  sent_ = registry->AddCounter(kSent, labels);
  handling_seconds_ = registry->AddHistogram(kHandling, HandlingBounds(), labels);
  for (int code = 0; code < kStatusCodeCount; ++code) {
    labels["grpc_code"] = kCodeNames[code];
    handled_[code] = registry->AddCounter(kHandled, labels);
  }
}

void MethodMetrics::Handled(absl::StatusCode code, absl::Duration elapsed) {
  const int number = static_cast<int>(code);
  const bool known = number >= 0 && number < kStatusCodeCount;
  handled_[known ? number : static_cast<int>(absl::StatusCode::kUnknown)]->Increment();
  handling_seconds_->Observe(absl::ToDoubleSeconds(elapsed));
}

}  // namespace isnad
