// Builds the gRPC server. Compression is off: gRPC would inflate a request wholly before its size limit applies. The
// port is not shared: by default gRPC lets two servers listen on one port, and half of the calls go to a forgotten
// process. Covered by tests/server/server_test.cc and tests/end_to_end/.
#include "service/server/server.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace isnad {
namespace {

constexpr absl::string_view kUnixPrefix = "unix:";

// gRPC would take many other forms, and names its own reasons only in its log.
absl::Status CheckAddress(absl::string_view address) {
  if (absl::StartsWith(address, kUnixPrefix) && address.size() > kUnixPrefix.size()) return absl::OkStatus();
  const size_t colon = address.rfind(':');
  int port = -1;
  if (colon == absl::string_view::npos || colon == 0 || !absl::SimpleAtoi(address.substr(colon + 1), &port) ||
      port < 0 || port > 65535) {
    return absl::InvalidArgumentError(absl::StrCat("the address \"", address,
                                                   "\" has not the form HOST:PORT (port 0 to "
                                                   "65535) or unix:PATH"));
  }
  return absl::OkStatus();
}

}  // namespace

Server::Server(const ServerConfig& config)
    : config_(config),
      attribution_(config.limits, config.workers),
      health_({v1::AttributionService::service_full_name()}, config.limits.health_watches_max),
      reflection_({v1::AttributionService::service_full_name(), grpc::health::v1::Health::service_full_name()},
                  config.limits.reflection_requests_max) {}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerConfig& config) {
  if (!config.listen_address.empty()) {
    if (absl::Status status = CheckAddress(config.listen_address); !status.ok()) return status;
  }
  auto server = std::unique_ptr<Server>(new Server(config));
  if (absl::Status status = server->Listen(); !status.ok()) return status;
  return server;
}

absl::Status Server::Listen() {
  grpc::ServerBuilder builder;
  builder.RegisterService(&attribution_);
  builder.RegisterService(&health_);
  if (config_.reflection) reflection_.Register(&builder);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder.SetMaxReceiveMessageSize(config_.limits.message_bytes_max);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, config_.limits.streams_per_connection_max);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  if (!config_.listen_address.empty()) {
    builder.AddListeningPort(config_.listen_address, grpc::InsecureServerCredentials(), &port_);
  }
  grpc_server_ = builder.BuildAndStart();
  if (grpc_server_ == nullptr) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", config_.listen_address,
                                               ": the port is taken, or the address is none of this machine's"));
  }
  if (absl::StartsWith(config_.listen_address, kUnixPrefix)) port_ = 0;
  return absl::OkStatus();
}

Server::~Server() {
  if (grpc_server_ == nullptr) return;
  health_.EndWatches();
  reflection_.EndStreams();
  grpc_server_->Shutdown(std::chrono::system_clock::now());
}

absl::Status Server::Load() {
  absl::StatusOr<AttributionExtractor> extractor =
      AttributionExtractor::Load(config_.lexicon_directory, config_.model_file);
  if (!extractor.ok()) return extractor.status();
  extractor_.emplace(*std::move(extractor));
  Serve({.extract =
             [this](absl::string_view article, const ExtractOptions& options, const std::function<bool()>& cancelled) {
               return extractor_->Extract(article, options, cancelled);
             },
         .lexicon = extractor_->summary()});
  return absl::OkStatus();
}

void Server::Serve(ExtractionEngine engine) {
  attribution_.Serve(std::move(engine));
  health_.SetServing(true);
}

void Server::Stop() {
  health_.SetServing(false);
  std::this_thread::sleep_for(std::chrono::milliseconds(config_.drain_delay_ms));
  health_.EndWatches();
  reflection_.EndStreams();
  attribution_.extraction().Drain();
  grpc_server_->Shutdown(std::chrono::system_clock::now() + std::chrono::milliseconds(config_.drain_ms));
}

std::string Server::address() const {
  if (port_ == 0) return config_.listen_address;
  return absl::StrCat(config_.listen_address.substr(0, config_.listen_address.rfind(':')), ":", port_);
}

std::shared_ptr<grpc::Channel> Server::InProcessChannel() {
  return grpc_server_->InProcessChannel(grpc::ChannelArguments());
}

}  // namespace isnad
