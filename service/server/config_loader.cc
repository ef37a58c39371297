// Covered by tests/server/config_loader_test.cc.
#include "service/server/config_loader.h"

#include "service/server/config_environment.h"
#include "service/server/config_file.h"
#include "service/server/option_value.h"

namespace isnad {
namespace {

void Apply(const std::vector<Setting>& settings, LoadedConfig* loaded) {
  for (const Setting& setting : settings) {
    SetOption(*setting.option, setting.value, &loaded->config);
    loaded->origins[setting.option->name] = setting.origin;
  }
}

}  // namespace

absl::StatusOr<LoadedConfig> LoadConfig(const CommandLine& command_line, const std::vector<std::string>& variables,
                                        const OptionTable& options) {
  const Environment environment = ReadEnvironment(variables, options);
  std::vector<std::string> problems = command_line.problems;
  problems.insert(problems.end(), environment.problems.begin(), environment.problems.end());
  const std::string& file = command_line.config_file.empty() ? environment.config_file : command_line.config_file;
  std::vector<Setting> of_file;
  if (!file.empty()) {
    absl::StatusOr<std::vector<Setting>> settings = ReadConfigFile(file, options);
    if (settings.ok()) {
      of_file = *std::move(settings);
    } else {
      problems.emplace_back(settings.status().message());
    }
  }
  if (absl::Status status = ProblemsToStatus(problems); !status.ok()) return status;
  LoadedConfig loaded;
  for (const Option& option : options) loaded.origins[option.name] = "default";
  Apply(of_file, &loaded);
  Apply(environment.settings, &loaded);
  Apply(command_line.settings, &loaded);
  return loaded;
}

}  // namespace isnad
