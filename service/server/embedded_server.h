// The whole service inside the caller's process: for the `isnad` command, which so needs no server, and for tests. No
// socket is opened, and the process keeps what it frees (scheduling/freed_memory.h). Loads like the server; the
// language data takes some ten milliseconds. One thread starts and stops it; the channel may be shared.
#ifndef ISNAD_SERVICE_SERVER_EMBEDDED_SERVER_H_
#define ISNAD_SERVICE_SERVER_EMBEDDED_SERVER_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace isnad {

class Server;

class EmbeddedServer {
 public:
  // Loads the embedded lexicon and model, or those of `lexicon_directory` and `model_file` where not empty.
  // InvalidArgument with file, line and problem for bad data; NotFound for missing files.
  static absl::StatusOr<EmbeddedServer> Start(absl::string_view lexicon_directory = "",
                                              absl::string_view model_file = "");
  EmbeddedServer(EmbeddedServer&&) noexcept;
  EmbeddedServer& operator=(EmbeddedServer&&) noexcept;
  // Cancels calls that are still in flight.
  ~EmbeddedServer();

  // A channel to the service; its calls must end before this object goes.
  std::shared_ptr<grpc::Channel> channel() const;

  // One line for a lemma, or for each generated form ("form<TAB>lemma<TAB>features").
  std::vector<std::string> LexiconLines(bool forms) const;

 private:
  explicit EmbeddedServer(std::unique_ptr<Server> server);

  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_EMBEDDED_SERVER_H_
