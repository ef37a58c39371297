// The `isnad` command: who says what in Arabic news. Here, and nowhere else in client/, the service itself comes in: as
// the server that answers where --server names none.
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/command.h"
#include "client/command_line.h"
#include "client/exit_status.h"
#include "service/server/embedded_server.h"

namespace isnad {
namespace {

// Starts the embedded server when it is first asked for; --help and --server never do.
class EmbeddedService final : public BuiltIn {
 public:
  explicit EmbeddedService(const CommandLine& line) : line_(line) {}

  absl::StatusOr<std::shared_ptr<grpc::Channel>> Connect() override {
    if (absl::Status status = Start(); !status.ok()) return status;
    return server_->channel();
  }

  absl::StatusOr<std::vector<std::string>> LexiconLines(bool forms) override {
    if (absl::Status status = Start(); !status.ok()) return status;
    return server_->LexiconLines(forms);
  }

 private:
  absl::Status Start() {
    absl::StatusOr<EmbeddedServer> server = EmbeddedServer::Start(line_.lexicon_directory, line_.model_file);
    if (!server.ok()) return server.status();
    server_.emplace(*std::move(server));
    return absl::OkStatus();
  }

  const CommandLine& line_;
  std::optional<EmbeddedServer> server_;
};

int Main(int argc, const char* const* argv) {
  std::variant<CommandLine, ExitStatus> parsed = ParseCommandLine(argc, argv, std::cout, std::cerr);
  if (const ExitStatus* status = std::get_if<ExitStatus>(&parsed)) return static_cast<int>(*status);
  const CommandLine& line = std::get<CommandLine>(parsed);
  EmbeddedService service(line);
  return static_cast<int>(RunCommand(line, service));
}

}  // namespace
}  // namespace isnad

int main(int argc, char** argv) {
  // What goes wrong is said once, by the command; gRPC's own lines are for who asks for them.
  setenv("GRPC_VERBOSITY", "NONE", /*overwrite=*/0);
  return isnad::Main(argc, argv);
}
