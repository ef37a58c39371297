// CLI11 splits the command line; values are read by the table, as those of the environment and the file are, so that
// all problems are told and in the same words. Covered by tests/server/config_flags_test.cc.
#include "service/server/config_flags.h"

#include <optional>
#include <utility>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "service/server/nearest_name.h"
#include "service/server/option_table.h"
#include "service/server/option_value.h"

namespace isnad {
namespace {

constexpr char kOrigins[] = "origins";
constexpr char kPrintConfig[] = "--print-config";

struct ActionRow {
  const char* flag;
  ServerAction action;
  const char* suffix;  // for the documents
  const char* help;
};

// The first one that is given is done.
constexpr ActionRow kActions[] = {
    {"--help", ServerAction::kHelp, ", -h", "print this help"},
    {"--version", ServerAction::kVersion, "", "print the versions of the server and of gRPC"},
    {"--help-man", ServerAction::kManPage, "", "print the manual page in man(7) source"},
    {"--help-schema", ServerAction::kSchema, "", "print the JSON Schema of the configuration file"},
    {"--help-markdown", ServerAction::kMarkdown, "", "print the table of options in Markdown"},
    {"--check-config", ServerAction::kCheckConfig, "",
     "check the configuration and the files it names, print all problems, do not serve"},
    {"--health", ServerAction::kHealth, "",
     "ask the server that this configuration starts, at its admin address, whether it serves; exit status 0 when it does"},
    {kPrintConfig, ServerAction::kPrintConfig, "[=origins]",
     "print the configuration in force as a file that --config takes, without secrets; with =origins, also where "
     "each value comes from"},
};

std::string UnknownFlag(absl::string_view argument, const OptionTable& options) {
  const absl::string_view flag = argument.substr(0, argument.find('='));
  std::vector<std::string> names = {std::string(absl::StripPrefix(kConfigFlag, "--"))};
  for (const ActionRow& row : kActions) names.emplace_back(absl::StripPrefix(row.flag, "--"));
  for (const Option& option : options) names.emplace_back(absl::StripPrefix(FlagOf(option), "--"));
  const std::string nearest = NearestName(absl::StripPrefix(absl::StripPrefix(flag, "-"), "-"), names);
  return absl::StrCat(ShownText(flag), ": unknown flag",
                      nearest.empty() ? "" : absl::StrCat("; did you mean --", nearest, "?"));
}

// What CLI11 had no use for: unknown flags, their values, and words that belong to nothing.
void TellRemaining(const std::vector<std::string>& remaining, const OptionTable& options, CommandLine* line) {
  bool value_of_unknown = false;
  for (const std::string& argument : remaining) {
    const bool is_flag = argument.size() > 1 && argument[0] == '-';
    if (is_flag) {
      line->problems.push_back(UnknownFlag(argument, options));
    } else if (!value_of_unknown) {
      line->problems.push_back(absl::StrCat(ShownText(argument), ": belongs to no flag"));
    }
    value_of_unknown = is_flag && !absl::StrContains(argument, "=");
  }
}

void TakeAction(const ActionRow& row, absl::string_view value, CommandLine* line) {
  const bool first = line->action == ServerAction::kServe;
  if (value == "true") {
    if (first) line->action = row.action;
  } else if (row.action == ServerAction::kPrintConfig && value == kOrigins) {
    if (first) line->action = ServerAction::kPrintConfigOrigins;
  } else {
    line->problems.push_back(absl::StrCat(row.flag, ": takes no value ", ShownText(value),
                                          row.action == ServerAction::kPrintConfig ? ", only =origins" : ""));
  }
}

void TakeOption(const Option& option, absl::string_view text, CommandLine* line) {
  absl::StatusOr<OptionValue> value = ParseGivenOption(option, text);
  if (value.ok()) {
    line->settings.push_back({&option, *std::move(value), absl::StrCat("flag ", FlagOf(option))});
  } else {
    line->problems.push_back(absl::StrCat(FlagOf(option), ": ", value.status().message()));
  }
}

// Takes every value, so that a second one is told in our words.
CLI::Option* AddValueFlag(const std::string& flag, const std::string& placeholder, CLI::App* app) {
  CLI::Option* option = app->add_option(flag);
  option->type_name(placeholder)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(false);
  return option;
}

std::optional<std::string> OnlyValue(const CLI::Option& flag, CommandLine* line) {
  if (flag.results().empty()) return std::nullopt;
  if (flag.results().size() > 1) line->problems.push_back(absl::StrCat(flag.get_name(), ": is given twice"));
  return flag.results().front();
}

// From the last to the first. CLI11 takes the argument behind "--flag=" for the value, which is the empty text.
std::vector<std::string> ForCli11(const std::vector<std::string>& arguments) {
  std::vector<std::string> reversed;
  for (auto argument = arguments.rbegin(); argument != arguments.rend(); ++argument) {
    const bool empty_value = absl::StartsWith(*argument, "--") && argument->find('=') == argument->size() - 1;
    if (empty_value) reversed.emplace_back();
    reversed.push_back(empty_value ? argument->substr(0, argument->size() - 1) : *argument);
  }
  return reversed;
}

}  // namespace

CommandLine ReadCommandLine(const std::vector<std::string>& arguments, const OptionTable& options) {
  CommandLine line;
  CLI::App app;
  app.set_help_flag();  // ours is grouped
  app.allow_extras();
  std::vector<CLI::Option*> actions;
  for (const ActionRow& row : kActions) {
    actions.push_back(app.add_flag(row.action == ServerAction::kHelp ? "-h,--help" : std::string(row.flag)));
  }
  std::vector<CLI::Option*> flags;
  for (const Option& option : options) {
    const std::string flag = FlagOf(option);
    flags.push_back(option.type == OptionType::kSwitch ? app.add_flag(flag)
                                                       : AddValueFlag(flag, option.placeholder, &app));
  }
  CLI::Option* config = AddValueFlag(std::string(kConfigFlag), "FILE", &app);
  try {
    app.parse(ForCli11(arguments));
    TellRemaining(app.remaining(), options, &line);
  } catch (const CLI::ParseError& error) {
    line.problems.emplace_back(error.what());
  }
  for (size_t i = 0; i < actions.size(); ++i) {
    for (const std::string& value : actions[i]->results()) TakeAction(kActions[i], value, &line);
  }
  for (size_t i = 0; i < flags.size(); ++i) {
    if (const auto value = OnlyValue(*flags[i], &line)) TakeOption(options[i], *value, &line);
  }
  if (const auto file = OnlyValue(*config, &line)) {
    line.config_file = *file;
    if (file->empty()) line.problems.push_back(absl::StrCat(kConfigFlag, ": ", kEmptyPath));
  }
  return line;
}

std::vector<ActionFlag> ActionFlags() {
  std::vector<ActionFlag> flags = {
      {absl::StrCat(kConfigFlag, " FILE"),
       absl::StrCat("file with options as a JSON object; environment variable ", kConfigVariable)}};
  for (const ActionRow& row : kActions) flags.push_back({absl::StrCat(row.flag, row.suffix), row.help});
  return flags;
}

}  // namespace isnad
