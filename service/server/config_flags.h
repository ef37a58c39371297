// The command line of isnad-server: a flag for each option, --config, and what to do instead of serving. Pure; any
// thread.
#ifndef ISNAD_SERVICE_SERVER_CONFIG_FLAGS_H_
#define ISNAD_SERVICE_SERVER_CONFIG_FLAGS_H_

#include <string>
#include <vector>

#include "service/server/option.h"

namespace isnad {

enum class ServerAction {
  kServe,
  kCheckConfig,
  kHealth,
  kPrintConfig,
  kPrintConfigOrigins,
  // From here on the configuration is not looked at.
  kVersion,
  kHelp,
  kManPage,
  kSchema,
  kMarkdown,
};

struct CommandLine {
  ServerAction action = ServerAction::kServe;
  std::vector<Setting> settings;
  std::string config_file;            // empty: none named
  std::vector<std::string> problems;  // "--drain-ms: problem"
};

// A flag that does something else than setting an option, for the documents.
struct ActionFlag {
  std::string flag;  // "--print-config[=origins]"
  std::string help;
};

// `arguments` without the program's name.
CommandLine ReadCommandLine(const std::vector<std::string>& arguments, const OptionTable& options);

// --config first.
std::vector<ActionFlag> ActionFlags();

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_CONFIG_FLAGS_H_
