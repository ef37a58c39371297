#include "service/server/config_flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "service/server/option_table.h"
#include "service/server/option_value.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// The settings as "option=value".
std::vector<std::string> SettingsOf(const CommandLine& line) {
  std::vector<std::string> settings;
  for (const Setting& setting : line.settings) settings.push_back(setting.option->name + "=" + TextOf(setting.value));
  return settings;
}

TEST(ConfigFlagsTest, ReadsAFlagForEachOption) {
  const OptionTable options = ServerOptions();
  for (const Option& option : options) {
    const OptionValue value = TakesPath(option) ? OptionValue("/a") : GetOption(option, ServerConfig());
    const CommandLine line = ReadCommandLine({FlagOf(option) + "=" + TextOf(value)}, options);
    EXPECT_THAT(line.problems, IsEmpty());
    ASSERT_EQ(line.settings.size(), 1u) << option.name;
    EXPECT_EQ(line.settings[0].option, &option);
    EXPECT_EQ(line.settings[0].value, value);
    EXPECT_EQ(line.settings[0].origin, "flag " + FlagOf(option));
    EXPECT_EQ(line.action, ServerAction::kServe);
  }
}

TEST(ConfigFlagsTest, ReadsValuesInEveryForm) {
  const OptionTable options = ServerOptions();
  struct Row {
    std::vector<std::string> arguments;
    std::vector<std::string> settings;
  };
  const std::vector<Row> rows = {
      {{"--drain-ms", "5"}, {"drain_ms=5"}},
      {{"--drain-ms=5", "--workers", "2"}, {"workers=2", "drain_ms=5"}},
      {{"--listen", ""}, {"listen="}},
      {{"--listen=", "--workers", "2"}, {"listen=", "workers=2"}},
      {{"--listen", "[::1]"}, {"listen=[::1]"}},
      {{"--model", "[a,b]"}, {"model=[a,b]"}},
      {{"--model", "a=b"}, {"model=a=b"}},
      {{"--model=--x"}, {"model=--x"}},
      {{"--reflection"}, {"reflection=true"}},
      {{"--reflection=false", "--insecure-plaintext-on-network"},
       {"insecure_plaintext_on_network=true", "reflection=false"}},
      {{}, {}},
  };
  for (const Row& row : rows) {
    const CommandLine line = ReadCommandLine(row.arguments, options);
    EXPECT_EQ(SettingsOf(line), row.settings) << ::testing::PrintToString(row.arguments);
    EXPECT_THAT(line.problems, IsEmpty());
  }
}

TEST(ConfigFlagsTest, ReadsTheNameOfTheFile) {
  EXPECT_EQ(ReadCommandLine({"--config", "/etc/isnad.json"}, ServerOptions()).config_file, "/etc/isnad.json");
  EXPECT_EQ(ReadCommandLine({"--config=a.json"}, ServerOptions()).config_file, "a.json");
  EXPECT_EQ(ReadCommandLine({}, ServerOptions()).config_file, "");
  const std::string empty = ": is empty; name a path, or leave it out where there is none";
  EXPECT_THAT(ReadCommandLine({"--config="}, ServerOptions()).problems, ElementsAre("--config" + empty));
  EXPECT_THAT(ReadCommandLine({"--tokens-file", ""}, ServerOptions()).problems, ElementsAre("--tokens-file" + empty));
}

TEST(ConfigFlagsTest, KnowsWhatToDo) {
  const std::vector<std::pair<std::vector<std::string>, ServerAction>> rows = {
      {{"--help"}, ServerAction::kHelp},
      {{"-h"}, ServerAction::kHelp},
      {{"--version"}, ServerAction::kVersion},
      {{"--help-man"}, ServerAction::kManPage},
      {{"--help-schema"}, ServerAction::kSchema},
      {{"--help-markdown"}, ServerAction::kMarkdown},
      {{"--check-config", "--drain-ms", "5"}, ServerAction::kCheckConfig},
      {{"--print-config"}, ServerAction::kPrintConfig},
      {{"--print-config", "--drain-ms", "5"}, ServerAction::kPrintConfig},
      {{"--print-config=origins"}, ServerAction::kPrintConfigOrigins},
      {{"--print-config", "--check-config"}, ServerAction::kCheckConfig},
      {{"--check-config", "--help"}, ServerAction::kHelp},
      {{"--health", "--admin-address", "127.0.0.1:9464"}, ServerAction::kHealth},
  };
  for (const auto& [arguments, action] : rows) {
    const CommandLine line = ReadCommandLine(arguments, ServerOptions());
    EXPECT_EQ(line.action, action) << ::testing::PrintToString(arguments);
    EXPECT_THAT(line.problems, IsEmpty());
  }
}

struct FlagProblemRow {
  std::vector<std::string> arguments;
  std::vector<std::string> problems;
};

TEST(ConfigFlagsTest, TellsWhatIsWrong) {
  const std::string ms = " is not a whole number from 0 to 3600000 (milliseconds)";
  const std::vector<FlagProblemRow> rows = {
      {{"--port", "50051"}, {"\"--port\": unknown flag"}},
      {{"--port=50051", "there"}, {"\"--port\": unknown flag", "\"there\": belongs to no flag"}},
      {{"--listn", "x:1", "--drain_ms", "5"},
       {"\"--listn\": unknown flag; did you mean --listen?", "\"--drain_ms\": unknown flag; did you mean --drain-ms?"}},
      {{"--chek-config"}, {"\"--chek-config\": unknown flag; did you mean --check-config?"}},
      {{"-x"}, {"\"-x\": unknown flag"}},
      {{"there", "and", "back"},
       {"\"there\": belongs to no flag", "\"and\": belongs to no flag", "\"back\": belongs to no flag"}},
      {{"--drain-ms", "soon"}, {"--drain-ms: \"soon\"" + ms}},
      {{"--drain-ms", "-1"}, {"--drain-ms: -1" + ms}},
      {{"--drain-ms=", "--workers", "2"}, {"--drain-ms: \"\"" + ms}},
      {{"--reflection=no"}, {"--reflection: \"no\" is not true or false"}},
      {{"--reflection", "false"}, {"\"false\": belongs to no flag"}},
      {{"--drain-ms", "1", "--drain-ms", "1"}, {"--drain-ms: is given twice"}},
      {{"--reflection", "--reflection=false"}, {"--reflection: is given twice"}},
      {{"--config", "a", "--config", "b"}, {"--config: is given twice"}},
      {{"--config"}, {"--config: 1 required FILE missing"}},
      {{"--drain-ms"}, {"--drain-ms: 1 required MS missing"}},
      {{"--print-config=all"}, {"--print-config: takes no value \"all\", only =origins"}},
      {{"--check-config=origins"}, {"--check-config: takes no value \"origins\""}},
      {{"--port", "1", "--workers", "x", "--reflection=1"},
       {"\"--port\": unknown flag", "--reflection: \"1\" is not true or false",
        "--workers: \"x\" is not a whole number from 0 to 1024"}},
  };
  for (const FlagProblemRow& row : rows) {
    EXPECT_EQ(ReadCommandLine(row.arguments, ServerOptions()).problems, row.problems)
        << ::testing::PrintToString(row.arguments);
  }
}

TEST(ConfigFlagsTest, DescribesEachFlagThatIsNoOption) {
  std::vector<std::string> names;
  for (const ActionFlag& flag : ActionFlags()) names.push_back(flag.flag.substr(0, flag.flag.find_first_of(" ,[")));
  EXPECT_THAT(names, UnorderedElementsAre("--config", "--help", "--version", "--check-config", "--health", "--print-config",
                                          "--help-man", "--help-schema", "--help-markdown"));
}

}  // namespace
}  // namespace isnad
