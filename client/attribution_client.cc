// Thin calls over the generated stubs: a deadline on each, gRPC's status turned into Abseil's. The details that travel
// beside a gRPC status become a payload of the Abseil one, so that no information is lost on the way.
#include "client/attribution_client.h"

#include <utility>

#include "absl/strings/cord.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"
#include "grpcpp/support/status.h"

namespace isnad {
namespace {

constexpr char kDetailsPayload[] = "type.googleapis.com/google.rpc.Status";

// A server that drains or has just been replaced answers UNAVAILABLE; a second try half a second later mostly succeeds.
constexpr char kRetryPolicy[] = R"({"methodConfig": [{"name": [{}], "retryPolicy": {
    "maxAttempts": 4, "initialBackoff": "0.1s", "maxBackoff": "1s", "backoffMultiplier": 2,
    "retryableStatusCodes": ["UNAVAILABLE"]}}]})";

absl::Status ToAbslStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  // Both libraries number the canonical codes alike.
  absl::Status converted(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  if (!status.error_details().empty()) converted.SetPayload(kDetailsPayload, absl::Cord(status.error_details()));
  return converted;
}

}  // namespace

AttributionClient AttributionClient::Connect(absl::string_view target, const ClientOptions& options) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(options.message_bytes_max);
  arguments.SetServiceConfigJSON(kRetryPolicy);
  return AttributionClient(
      grpc::CreateCustomChannel(std::string(target), grpc::InsecureChannelCredentials(), arguments), options);
}

AttributionClient::AttributionClient(const std::shared_ptr<grpc::Channel>& channel, const ClientOptions& options)
    : options_(options),
      service_(v1::AttributionService::NewStub(channel)),
      health_(grpc::health::v1::Health::NewStub(channel)) {}

absl::StatusOr<v1::ExtractAttributionsResponse> AttributionClient::Extract(
    const v1::ExtractAttributionsRequest& request) const {
  v1::ExtractAttributionsResponse response;
  absl::Status status = ToAbslStatus(service_->ExtractAttributions(NewContext().get(), request, &response));
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::GetServerInfoResponse> AttributionClient::GetServerInfo() const {
  v1::GetServerInfoResponse response;
  absl::Status status = ToAbslStatus(service_->GetServerInfo(NewContext().get(), {}, &response));
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<grpc::health::v1::HealthCheckResponse::ServingStatus> AttributionClient::Health() const {
  grpc::health::v1::HealthCheckResponse response;
  absl::Status status = ToAbslStatus(health_->Check(NewContext().get(), {}, &response));
  if (!status.ok()) return status;
  return response.status();
}

std::unique_ptr<grpc::ClientContext> AttributionClient::NewContext() const {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() + options_.deadline);
  return context;
}

std::string ErrorReason(const absl::Status& error) {
  absl::optional<absl::Cord> payload = error.GetPayload(kDetailsPayload);
  google::rpc::Status details;
  if (!payload.has_value() || !details.ParseFromString(std::string(*payload))) return "";
  for (const google::protobuf::Any& detail : details.details()) {
    google::rpc::ErrorInfo info;
    if (detail.UnpackTo(&info)) return info.reason();
  }
  return "";
}

}  // namespace isnad
