// What the `isnad` command does, apart from where its server comes from.
#ifndef ISNAD_CLIENT_COMMAND_H_
#define ISNAD_CLIENT_COMMAND_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/command_line.h"
#include "client/exit_status.h"
#include "grpcpp/channel.h"

namespace isnad {

// The server inside the command's own process. Started by the first call; fails where its language data does not load.
class BuiltIn {
 public:
  virtual ~BuiltIn() = default;
  // A channel that serves as long as this object lives.
  virtual absl::StatusOr<std::shared_ptr<grpc::Channel>> Connect() = 0;
  // The lines of the lexicon: its lemmas, or all their forms.
  virtual absl::StatusOr<std::vector<std::string>> LexiconLines(bool forms) = 0;
};

// Answers go to standard output, one after the other; what failed to standard error.
ExitStatus RunCommand(const CommandLine& line, BuiltIn& built_in);

}  // namespace isnad

#endif  // ISNAD_CLIENT_COMMAND_H_
