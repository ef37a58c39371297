// Options from environment variables: ISNAD_DRAIN_MS for drain_ms, and ISNAD_CONFIG for the file. Any other variable
// that begins with ISNAD_ is a problem, for it is most likely a slip, except those that container platforms set for a
// service of that name (ISNAD_SERVICE_HOST, ISNAD_PORT=tcp://... and their like). Pure; any thread.
#ifndef ISNAD_SERVICE_SERVER_CONFIG_ENVIRONMENT_H_
#define ISNAD_SERVICE_SERVER_CONFIG_ENVIRONMENT_H_

#include <string>
#include <vector>

#include "service/server/option.h"

namespace isnad {

struct Environment {
  std::vector<Setting> settings;
  std::string config_file;            // empty: none named
  std::vector<std::string> problems;  // "ISNAD_DRAIN_MS: problem"
};

// `variables` as the process has them: "NAME=VALUE".
Environment ReadEnvironment(const std::vector<std::string>& variables, const OptionTable& options);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_CONFIG_ENVIRONMENT_H_
