// Covered by tests/server/embedded_server_test.cc.
#include "service/server/embedded_server.h"

#include <utility>

#include "service/scheduling/freed_memory.h"
#include "service/server/server.h"

namespace isnad {

EmbeddedServer::EmbeddedServer(std::unique_ptr<Server> server)
    : server_(std::move(server)), channel_(server_->InProcessChannel()) {}
EmbeddedServer::EmbeddedServer(EmbeddedServer&&) noexcept = default;
EmbeddedServer& EmbeddedServer::operator=(EmbeddedServer&&) noexcept = default;
EmbeddedServer::~EmbeddedServer() = default;

absl::StatusOr<EmbeddedServer> EmbeddedServer::Start(absl::string_view lexicon_directory,
                                                     absl::string_view model_file) {
  KeepFreedMemory();
  ServerConfig config;
  config.listen_address.clear();
  config.lexicon_directory = std::string(lexicon_directory);
  config.model_file = std::string(model_file);
  absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(config);
  if (!server.ok()) return server.status();
  if (absl::Status status = (*server)->Load(); !status.ok()) return status;
  return EmbeddedServer(*std::move(server));
}

std::shared_ptr<grpc::Channel> EmbeddedServer::channel() const { return channel_; }

std::vector<std::string> EmbeddedServer::LexiconLines(bool forms) const {
  return server_->extractor()->LexiconLines(forms);
}

}  // namespace isnad
