// Thin calls over the generated stubs: deadline, token and language go along, gRPC's status comes back as Abseil's.
// Covered by tests/client/attribution_client_test.cc, service_config_test.cc and secure_client_test.cc.
#include "client/attribution_client.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/service_config.h"
#include "grpc/grpc.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/support/channel_arguments.h"
#include "grpcpp/support/status.h"

namespace isnad {
namespace {

// gRPC keeps this much of a request to repeat it; larger ones would silently not be repeated. Its own 256 KiB are less
// than an article may have; no request is larger than the service's limit for a message.
constexpr int kRepeatableBytesMax = 4 << 20;

// A connection whose other end is gone without a word is noticed after some 80 s; the service allows a ping every 10 s.
constexpr int kKeepaliveMs = 60000;
constexpr int kKeepaliveTimeoutMs = 20000;
// Newer versions of gRPC wait so long (one minute by default) for the answer to any ping, keepalive's too.
constexpr char kPingTimeoutMs[] = "grpc.http2.ping_timeout_ms";

grpc::ChannelArguments Arguments(absl::string_view target, const ClientOptions& options) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(options.message_bytes_max);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  arguments.SetInt(kPingTimeoutMs, kKeepaliveTimeoutMs);
  if (!options.tls.server_name.empty()) arguments.SetSslTargetNameOverride(options.tls.server_name);
  // What is meant for this machine goes to no proxy, whatever the environment says.
  if (IsLoopback(target)) arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return arguments;
}

// Header values are visible ASCII and blanks; gRPC ends the program over others.
bool IsLanguage(absl::string_view language) {
  return std::all_of(language.begin(), language.end(),
                     [](unsigned char c) { return absl::ascii_isgraph(c) || c == ' '; });
}

// The token as it is now, for what can be read but once; empty where the file can be read for each call, or is none.
absl::StatusOr<std::string> TokenToKeep(absl::string_view target, const ClientOptions& options) {
  if (options.token_file.empty()) return "";
  if (!options.tls.on() && !IsLoopback(target)) {
    return absl::InvalidArgumentError("a token is sent over TLS, or in clear text to this machine itself alone");
  }
  absl::StatusOr<std::string> token = ReadToken(options.token_file);
  std::error_code ignored;
  if (token.ok() && std::filesystem::is_regular_file(options.token_file, ignored)) return "";
  return token;
}

// Waits for the call's end and gives its answer or its error. `call` takes a context and a response.
template <typename Response, typename Call>
absl::StatusOr<Response> Finished(const absl::StatusOr<std::unique_ptr<grpc::ClientContext>>& context, Call call) {
  if (!context.ok()) return context.status();
  Response response;
  absl::Status status = ToAbslStatus(call(context->get(), &response));
  if (!status.ok()) return status;
  return response;
}

}  // namespace

absl::StatusOr<AttributionClient> AttributionClient::Connect(absl::string_view target, const ClientOptions& options) {
  std::string service_config(options.service_config.empty() ? std::string(DefaultServiceConfig())
                                                            : options.service_config);
  if (absl::Status status = CheckServiceConfig(service_config); !status.ok()) return status;
  absl::StatusOr<std::string> token = TokenToKeep(target, options);
  if (!token.ok()) return token.status();
  absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> credentials = LoadCredentials(options.tls);
  if (!credentials.ok()) return credentials.status();
  grpc::ChannelArguments arguments = Arguments(target, options);
  // The first of its servers that can be reached, serving or not: to ask for its health is to learn which.
  auto health_channel = grpc::CreateCustomChannel(std::string(target), *credentials, arguments);
  arguments.SetServiceConfigJSON(service_config);
  arguments.SetInt(GRPC_ARG_PER_RPC_RETRY_BUFFER_SIZE, kRepeatableBytesMax);
  AttributionClient client(grpc::CreateCustomChannel(std::string(target), *credentials, arguments), health_channel,
                           options);
  client.kept_token_ = *std::move(token);
  return client;
}

AttributionClient::AttributionClient(const std::shared_ptr<grpc::Channel>& channel, const ClientOptions& options)
    : AttributionClient(channel, channel, options) {
  options_.token_file.clear();  // whether the channel may carry a secret is not known
}

AttributionClient::AttributionClient(const std::shared_ptr<grpc::Channel>& channel,
                                     const std::shared_ptr<grpc::Channel>& health_channel, const ClientOptions& options)
    : options_(options),
      service_(v1::AttributionService::NewStub(channel)),
      health_(grpc::health::v1::Health::NewStub(health_channel)) {}

absl::StatusOr<v1::ExtractAttributionsResponse> AttributionClient::Extract(
    const v1::ExtractAttributionsRequest& request) const {
  return Finished<v1::ExtractAttributionsResponse>(NewContextWithDeadline(), [&](auto* context, auto* response) {
    return service_->ExtractAttributions(context, request, response);
  });
}

absl::StatusOr<v1::BatchExtractAttributionsResponse> AttributionClient::ExtractBatch(
    const v1::BatchExtractAttributionsRequest& request) const {
  return Finished<v1::BatchExtractAttributionsResponse>(NewContextWithDeadline(), [&](auto* context, auto* response) {
    return service_->BatchExtractAttributions(context, request, response);
  });
}

absl::StatusOr<AttributionStream> AttributionClient::Stream() const {
  absl::StatusOr<std::unique_ptr<grpc::ClientContext>> context = NewContext();
  if (!context.ok()) return context.status();
  return AttributionStream(*service_, *std::move(context), options_.stream_idle);
}

absl::StatusOr<v1::GetServerInfoResponse> AttributionClient::GetServerInfo() const {
  return Finished<v1::GetServerInfoResponse>(NewContextWithDeadline(), [&](auto* context, auto* response) {
    return service_->GetServerInfo(context, {}, response);
  });
}

absl::StatusOr<grpc::health::v1::HealthCheckResponse::ServingStatus> AttributionClient::Health() const {
  auto response = Finished<grpc::health::v1::HealthCheckResponse>(
      NewContextWithDeadline(), [&](auto* context, auto* answer) { return health_->Check(context, {}, answer); });
  if (!response.ok()) return response.status();
  return response->status();
}

absl::StatusOr<std::unique_ptr<grpc::ClientContext>> AttributionClient::NewContext() const {
  auto context = std::make_unique<grpc::ClientContext>();
  if (!IsLanguage(options_.language)) return absl::InvalidArgumentError("language: not a value for accept-language");
  if (!options_.language.empty()) context->AddMetadata("accept-language", options_.language);
  if (options_.token_file.empty()) return context;
  absl::StatusOr<std::string> token =
      kept_token_.empty() ? ReadToken(options_.token_file) : absl::StatusOr<std::string>(kept_token_);
  if (!token.ok()) return token.status();
  context->AddMetadata("authorization", absl::StrCat("Bearer ", *token));
  return context;
}

absl::StatusOr<std::unique_ptr<grpc::ClientContext>> AttributionClient::NewContextWithDeadline() const {
  absl::StatusOr<std::unique_ptr<grpc::ClientContext>> context = NewContext();
  if (context.ok()) (*context)->set_deadline(std::chrono::system_clock::now() + options_.deadline);
  return context;
}

}  // namespace isnad
