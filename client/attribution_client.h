// The C++ client of the attribution service: one object for one server.
//
// Every call blocks, has a deadline, and fails at once with Unavailable where the server cannot be reached (after the
// short retries of kRetryPolicy). Errors keep gRPC's code and message; ErrorReason gives the service's stable reason.
// Safe to use from several threads: calls share one HTTP/2 connection.
#ifndef ISNAD_CLIENT_ATTRIBUTION_CLIENT_H_
#define ISNAD_CLIENT_ATTRIBUTION_CLIENT_H_

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "isnad/v1/attribution_service.grpc.pb.h"

namespace isnad {

struct ClientOptions {
  std::chrono::milliseconds deadline = std::chrono::seconds(30);  // of one call
  int message_bytes_max = 16 << 20;  // of one answer; the service's own default keeps it below 4 MiB
};

class AttributionClient {
 public:
  // Calls the server at `target` ("localhost:50051", any gRPC name) in clear text. Does not wait for the connection.
  static AttributionClient Connect(absl::string_view target, const ClientOptions& options = {});
  // Calls through a channel of the caller's own making: TLS, credentials, a server in the same process.
  explicit AttributionClient(const std::shared_ptr<grpc::Channel>& channel, const ClientOptions& options = {});

  absl::StatusOr<v1::ExtractAttributionsResponse> Extract(const v1::ExtractAttributionsRequest& request) const;
  absl::StatusOr<v1::GetServerInfoResponse> GetServerInfo() const;
  // The health of the server as a whole.
  absl::StatusOr<grpc::health::v1::HealthCheckResponse::ServingStatus> Health() const;

 private:
  std::unique_ptr<grpc::ClientContext> NewContext() const;

  ClientOptions options_;
  std::unique_ptr<v1::AttributionService::Stub> service_;
  std::unique_ptr<grpc::health::v1::Health::Stub> health_;
};

// The reason that the service's ErrorInfo names ("TEXT_EMPTY"; the table in attribution_service.proto); empty where the
// error is not the service's own.
std::string ErrorReason(const absl::Status& error);

}  // namespace isnad

#endif  // ISNAD_CLIENT_ATTRIBUTION_CLIENT_H_
