// What the `isnad` command does, apart from where its server comes from.
#ifndef ISNAD_CLIENT_COMMAND_H_
#define ISNAD_CLIENT_COMMAND_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/command_line.h"
#include "client/exit_status.h"
#include "grpcpp/channel.h"

namespace isnad {

// The server inside the command's own process. Both are called at most once, and only where they are needed.
struct BuiltIn {
  // A channel to a server that serves as long as the process lives.
  std::function<absl::StatusOr<std::shared_ptr<grpc::Channel>>()> connect;
  // The lines of the lexicon: its lemmas, or all their forms.
  std::function<absl::StatusOr<std::vector<std::string>>(bool forms)> lexicon_lines;
};

// Answers go to standard output, one after the other; what failed to standard error.
ExitStatus RunCommand(const CommandLine& line, const BuiltIn& built_in);

}  // namespace isnad

#endif  // ISNAD_CLIENT_COMMAND_H_
