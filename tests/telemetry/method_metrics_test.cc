#include "service/telemetry/method_metrics.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/telemetry/metric_value.h"

namespace isnad {
namespace {

using testing::MetricValue;

constexpr char kLabels[] = "grpc_method=\"Stream\",grpc_service=\"a.Service\",grpc_type=\"bidi_stream\"";

TEST(MethodMetrics, CountCallsAndMessages) {
  MetricRegistry registry;
  MethodMetrics metrics({"a.Service", "Stream", MethodKind::kBidiStream}, &registry);
  metrics.Started();
  metrics.Started();
  for (int i = 0; i < 3; ++i) metrics.MessageReceived();
  metrics.MessageSent();
  metrics.Handled(absl::StatusCode::kOk, absl::Milliseconds(3));
  EXPECT_EQ(MetricValue(registry, absl::StrCat("grpc_server_started_total{", kLabels, "}")), 2);
  EXPECT_EQ(MetricValue(registry, absl::StrCat("grpc_server_msg_received_total{", kLabels, "}")), 3);
  EXPECT_EQ(MetricValue(registry, absl::StrCat("grpc_server_msg_sent_total{", kLabels, "}")), 1);
  EXPECT_EQ(MetricValue(registry, absl::StrCat("grpc_server_handling_seconds_count{", kLabels, "}")), 1);
  EXPECT_EQ(MetricValue(registry, absl::StrCat("grpc_server_handling_seconds_sum{", kLabels, "}")), 0.003);
  EXPECT_EQ(MetricValue(registry, absl::StrCat("grpc_server_handling_seconds_bucket{", kLabels, ",le=\"0.0025\"}")), 0);
  EXPECT_EQ(MetricValue(registry, absl::StrCat("grpc_server_handling_seconds_bucket{", kLabels, ",le=\"0.005\"}")), 1);
}

TEST(MethodMetrics, NameEachCodeAsGoDoes) {
  struct Row {
    absl::StatusCode code;
    const char* name;
  };
  const Row rows[] = {
      {absl::StatusCode::kOk, "OK"},
      {absl::StatusCode::kCancelled, "Canceled"},
      {absl::StatusCode::kUnknown, "Unknown"},
      {absl::StatusCode::kInvalidArgument, "InvalidArgument"},
      {absl::StatusCode::kDeadlineExceeded, "DeadlineExceeded"},
      {absl::StatusCode::kNotFound, "NotFound"},
      {absl::StatusCode::kAlreadyExists, "AlreadyExists"},
      {absl::StatusCode::kPermissionDenied, "PermissionDenied"},
      {absl::StatusCode::kResourceExhausted, "ResourceExhausted"},
      {absl::StatusCode::kFailedPrecondition, "FailedPrecondition"},
      {absl::StatusCode::kAborted, "Aborted"},
      {absl::StatusCode::kOutOfRange, "OutOfRange"},
      {absl::StatusCode::kUnimplemented, "Unimplemented"},
      {absl::StatusCode::kInternal, "Internal"},
      {absl::StatusCode::kUnavailable, "Unavailable"},
      {absl::StatusCode::kDataLoss, "DataLoss"},
      {absl::StatusCode::kUnauthenticated, "Unauthenticated"},
  };
  MetricRegistry registry;
  MethodMetrics metrics({"a.Service", "Stream", MethodKind::kBidiStream}, &registry);
  for (const Row& row : rows) {
    const std::string series = absl::StrCat("grpc_server_handled_total{grpc_code=\"", row.name, "\",", kLabels, "}");
    EXPECT_EQ(MetricValue(registry, series), 0) << row.name;
    metrics.Handled(row.code, absl::ZeroDuration());
    EXPECT_EQ(MetricValue(registry, series), 1) << row.name;
  }
}

TEST(MethodMetrics, CountACodeOutsideTheRangeAsUnknown) {
  MetricRegistry registry;
  MethodMetrics metrics({"a.Service", "Stream", MethodKind::kBidiStream}, &registry);
  for (int code : {-1, 17, 1000}) metrics.Handled(static_cast<absl::StatusCode>(code), absl::ZeroDuration());
  EXPECT_EQ(MetricValue(registry, absl::StrCat("grpc_server_handled_total{grpc_code=\"Unknown\",", kLabels, "}")), 3);
}

TEST(MethodMetrics, NameEachKind) {
  struct Row {
    MethodKind kind;
    const char* name;
  };
  const Row rows[] = {{MethodKind::kUnary, "unary"},
                      {MethodKind::kServerStream, "server_stream"},
                      {MethodKind::kClientStream, "client_stream"},
                      {MethodKind::kBidiStream, "bidi_stream"}};
  for (const Row& row : rows) {
    MetricRegistry registry;
    MethodMetrics metrics({"a.Service", "M", row.kind}, &registry);
    metrics.Started();
    EXPECT_EQ(
        MetricValue(registry, absl::StrCat("grpc_server_started_total{grpc_method=\"M\",grpc_service=\"a.Service\","
                                           "grpc_type=\"",
                                           row.name, "\"}")),
        1);
  }
}

}  // namespace
}  // namespace isnad
