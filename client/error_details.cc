// Covered by tests/client/error_details_test.cc.
#include "client/error_details.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/cord.h"
#include "google/rpc/error_details.pb.h"

namespace isnad {
namespace {

constexpr int64_t kSecondsMax = int64_t{2} * 24 * 60 * 60;  // above kRetryDelayMax
constexpr char kDetailsPayload[] = "type.googleapis.com/google.rpc.Status";

// gRPC and Abseil number the canonical codes alike.
absl::Status WithDetails(int code, const std::string& message, const std::string& details) {
  if (code == 0) return absl::OkStatus();
  absl::Status status(static_cast<absl::StatusCode>(code), message);
  if (!details.empty()) status.SetPayload(kDetailsPayload, absl::Cord(details));
  return status;
}

// The first detail of the type `Detail`.
template <typename Detail>
std::optional<Detail> Find(const absl::Status& error) {
  auto payload = error.GetPayload(kDetailsPayload);
  google::rpc::Status details;
  if (!payload.has_value() || !details.ParseFromString(std::string(*payload))) return std::nullopt;
  for (const google::protobuf::Any& any : details.details()) {
    Detail detail;
    if (any.UnpackTo(&detail)) return detail;
  }
  return std::nullopt;
}

}  // namespace

absl::Status ToAbslStatus(const grpc::Status& status) {
  return WithDetails(status.error_code(), status.error_message(), status.error_details());
}

absl::Status ToAbslStatus(const google::rpc::Status& status) {
  return WithDetails(status.code(), status.message(), status.SerializeAsString());
}

std::string ErrorReason(const absl::Status& error) {
  std::optional<google::rpc::ErrorInfo> info = Find<google::rpc::ErrorInfo>(error);
  return info.has_value() ? info->reason() : "";
}

std::string LocalizedMessage(const absl::Status& error) {
  std::optional<google::rpc::LocalizedMessage> localized = Find<google::rpc::LocalizedMessage>(error);
  return localized.has_value() ? localized->message() : "";
}

std::optional<std::chrono::milliseconds> RetryDelay(const absl::Status& error) {
  std::optional<google::rpc::RetryInfo> retry = Find<google::rpc::RetryInfo>(error);
  if (!retry.has_value()) return std::nullopt;
  // Bounded before they are added: nanoseconds do not hold all seconds that the message does.
  const auto seconds = std::clamp<int64_t>(retry->retry_delay().seconds(), -kSecondsMax, kSecondsMax);
  std::chrono::nanoseconds delay =
      std::chrono::seconds(seconds) + std::chrono::nanoseconds(retry->retry_delay().nanos());
  return std::clamp(std::chrono::ceil<std::chrono::milliseconds>(delay), kRetryDelayMin, kRetryDelayMax);
}

}  // namespace isnad
