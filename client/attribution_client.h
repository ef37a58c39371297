// The C++ client of the attribution service: one object for one target, which may name several servers.
//
// Every call blocks, has a deadline, and fails soon with Unavailable where no server can be reached (after the short
// repeats of the service config). Errors keep gRPC's code and message; error_details.h gives what the service says
// beside. Safe to use from several threads: calls share one HTTP/2 connection to each server.
#ifndef ISNAD_CLIENT_ATTRIBUTION_CLIENT_H_
#define ISNAD_CLIENT_ATTRIBUTION_CLIENT_H_

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/attribution_stream.h"
#include "client/credentials.h"
#include "client/error_details.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "isnad/v1/attribution_service.grpc.pb.h"

namespace isnad {

struct ClientOptions {
  std::chrono::milliseconds deadline = std::chrono::seconds(30);     // of one call; the service config may set less
  std::chrono::milliseconds stream_idle = std::chrono::seconds(60);  // how long a stream may stand still; above 0
  int message_bytes_max = 16 << 20;  // of one answer; the service's own default keeps it below 4 MiB
  // "ar": errors come with their message in Arabic as well (LocalizedMessage); any accept-language value; empty: none.
  std::string language;
  // The rest is for Connect alone; a channel of the caller's own making has its own.
  TlsOptions tls;
  // Holds the bearer token to send with each call: over TLS, or in clear text to this machine itself. A
  // file is read again for each call, a pipe once.
  std::string token_file;
  std::string service_config;  // JSON; empty: DefaultServiceConfig
};

class AttributionClient {
 public:
  // Calls the servers at `target`: "localhost:50051", "dns:///isnad.example:50051",
  // "ipv4:10.0.0.1:50051,10.0.0.2:50051", any gRPC name. Does not wait for a connection. Fails where a file cannot be
  // read or holds something else, with InvalidArgument where the service config is not one, or the token would leave
  // this machine in clear text.
  static absl::StatusOr<AttributionClient> Connect(absl::string_view target, const ClientOptions& options = {});
  // Calls through a channel of the caller's own making: other credentials, a server in the same process.
  explicit AttributionClient(const std::shared_ptr<grpc::Channel>& channel, const ClientOptions& options = {});

  absl::StatusOr<v1::ExtractAttributionsResponse> Extract(const v1::ExtractAttributionsRequest& request) const;
  // Results in the order of the articles, each with its own error (ToAbslStatus), so that one bad article fails alone.
  absl::StatusOr<v1::BatchExtractAttributionsResponse> ExtractBatch(
      const v1::BatchExtractAttributionsRequest& request) const;
  // Any number of articles. The stream may outlive the client.
  absl::StatusOr<AttributionStream> Stream() const;
  absl::StatusOr<v1::GetServerInfoResponse> GetServerInfo() const;
  // The health of one server as a whole: also one that the service config would pass over.
  absl::StatusOr<grpc::health::v1::HealthCheckResponse::ServingStatus> Health() const;

 private:
  AttributionClient(const std::shared_ptr<grpc::Channel>& channel, const std::shared_ptr<grpc::Channel>& health_channel,
                    const ClientOptions& options);
  // What goes with each call. Fails where the token's file has gone bad.
  absl::StatusOr<std::unique_ptr<grpc::ClientContext>> NewContext() const;
  absl::StatusOr<std::unique_ptr<grpc::ClientContext>> NewContextWithDeadline() const;

  ClientOptions options_;
  std::string kept_token_;  // of a token file that is a pipe; empty: the file is read for each call
  std::unique_ptr<v1::AttributionService::Stub> service_;
  std::unique_ptr<grpc::health::v1::Health::Stub> health_;
};

}  // namespace isnad

#endif  // ISNAD_CLIENT_ATTRIBUTION_CLIENT_H_
