// The configuration in force: flags over environment variables over the file over the defaults, by one table of
// options. Reads the file; otherwise pure. Any thread.
#ifndef ISNAD_SERVICE_SERVER_CONFIG_LOADER_H_
#define ISNAD_SERVICE_SERVER_CONFIG_LOADER_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/server/config_flags.h"
#include "service/server/option.h"

namespace isnad {

struct LoadedConfig {
  ServerConfig config;
  // By option: "flag --drain-ms", "environment ISNAD_DRAIN_MS", "file FILE:LINE", "default".
  std::map<std::string, std::string> origins;
};

// `variables` as the process has them: "NAME=VALUE". InvalidArgument with all problems of all three, one a line.
absl::StatusOr<LoadedConfig> LoadConfig(const CommandLine& command_line, const std::vector<std::string>& variables,
                                        const OptionTable& options);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_CONFIG_LOADER_H_
