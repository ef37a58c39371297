#include "service/server/config_loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "service/server/option_table.h"
#include "service/server/option_value.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using testing::IsOk;

// A value that is neither the default nor that of another `which` (0, 1, 2); as text and as JSON has it.
std::string ValueFor(const Option& option, int which) {
  const std::string default_text = TextOf(GetOption(option, ServerConfig()));
  if (TakesNumber(option)) {
    const int64_t number = option.range.min + which;
    return absl::StrCat(absl::StrCat(number) == default_text ? option.range.max : number);
  }
  if (option.type == OptionType::kSwitch) return (default_text == "true") == (which % 2 == 0) ? "false" : "true";
  if (option.type == OptionType::kChoice) return option.choices[which % option.choices.size()];
  return absl::StrCat("value", which);
}
std::string JsonValueFor(const Option& option, int which) {
  return TakesText(option) ? absl::StrCat("\"", ValueFor(option, which), "\"") : ValueFor(option, which);
}

struct Places {
  bool file = false;
  bool variable = false;
  bool flag = false;
};

// The option in force where the places say 0 (file), 1 (environment), 2 (flag); as "value, origin".
std::string InForce(const Option& option, const Places& places, const OptionTable& options) {
  const TemporaryFolder folder;
  const std::string json = absl::StrCat("{\"", option.name, "\": ", JsonValueFor(option, 0), "}");
  const std::string path = folder.Write("a.json", places.file ? json : "{}");
  std::vector<std::string> variables = {absl::StrCat("ISNAD_CONFIG=", path)};
  std::vector<std::string> arguments;
  if (places.variable) variables.push_back(absl::StrCat(VariableOf(option), "=", ValueFor(option, 1)));
  if (places.flag) arguments.push_back(absl::StrCat(FlagOf(option), "=", ValueFor(option, 2)));
  const auto loaded = LoadConfig(ReadCommandLine(arguments, options), variables, options);
  EXPECT_THAT(loaded, IsOk());
  if (!loaded.ok()) return "";
  std::string origin = loaded->origins.at(option.name);
  if (origin == absl::StrCat("file ", path, ":1")) origin = "file";
  return absl::StrCat(TextOf(GetOption(option, loaded->config)), ", ", origin);
}

TEST(ConfigLoaderTest, FlagsWinOverVariablesOverTheFileOverTheDefault) {
  const OptionTable options = ServerOptions();
  for (const Option& option : options) {
    SCOPED_TRACE(option.name);
    const std::string default_text = TextOf(GetOption(option, ServerConfig()));
    const std::string of_file = absl::StrCat(ValueFor(option, 0), ", file");
    const std::string of_variable = absl::StrCat(ValueFor(option, 1), ", environment ", VariableOf(option));
    const std::string of_flag = absl::StrCat(ValueFor(option, 2), ", flag ", FlagOf(option));
    EXPECT_EQ(InForce(option, {}, options), default_text + ", default");
    EXPECT_EQ(InForce(option, {.file = true}, options), of_file);
    EXPECT_EQ(InForce(option, {.variable = true}, options), of_variable);
    EXPECT_EQ(InForce(option, {.flag = true}, options), of_flag);
    EXPECT_EQ(InForce(option, {.file = true, .variable = true}, options), of_variable);
    EXPECT_EQ(InForce(option, {.file = true, .flag = true}, options), of_flag);
    EXPECT_EQ(InForce(option, {.variable = true, .flag = true}, options), of_flag);
    EXPECT_EQ(InForce(option, {.file = true, .variable = true, .flag = true}, options), of_flag);
  }
}

TEST(ConfigLoaderTest, NamesTheFileByFlagOrVariable) {
  const OptionTable options = ServerOptions();
  const TemporaryFolder folder;
  const std::string two = folder.Write("two.json", "{\"workers\": 2}");
  const std::string three = folder.Write("three.json", "{\"workers\": 3}");
  const auto by_both = LoadConfig(ReadCommandLine({"--config", two}, options), {"ISNAD_CONFIG=" + three}, options);
  ASSERT_THAT(by_both, IsOk());
  EXPECT_EQ(by_both->config.workers, 2) << "the flag wins";
  const auto by_none = LoadConfig(ReadCommandLine({}, options), {}, options);
  ASSERT_THAT(by_none, IsOk());
  EXPECT_EQ(by_none->config.workers, 0);
}

TEST(ConfigLoaderTest, NothingEmptySwitchesAFileOff) {
  const OptionTable options = ServerOptions();
  const TemporaryFolder folder;
  const std::string file = folder.Write("a.json", R"({"tokens_file": "tokens", "policy_file": "policy"})");
  const auto load = [&](const std::vector<std::string>& arguments, const std::vector<std::string>& variables) {
    return std::string(LoadConfig(ReadCommandLine(arguments, options), variables, options).status().message());
  };
  const std::string named = "ISNAD_CONFIG=" + file;
  EXPECT_EQ(load({}, {named}), "");
  const std::string empty = ": is empty; name a path, or leave it out where there is none";
  EXPECT_EQ(load({}, {named, "ISNAD_TOKENS_FILE=", "ISNAD_POLICY_FILE="}),
            absl::StrCat("ISNAD_TOKENS_FILE", empty, "\nISNAD_POLICY_FILE", empty));
  EXPECT_EQ(load({"--policy-file="}, {named}), absl::StrCat("--policy-file", empty));
  EXPECT_EQ(load({"--config", ""}, {}), absl::StrCat("--config", empty));
  EXPECT_EQ(load({"--config", ""}, {named}), absl::StrCat("--config", empty));
  EXPECT_EQ(load({}, {"ISNAD_CONFIG="}), absl::StrCat("ISNAD_CONFIG", empty));
  EXPECT_EQ(load({"--config", file}, {"ISNAD_CONFIG="}), absl::StrCat("ISNAD_CONFIG", empty));
}

TEST(ConfigLoaderTest, TellsTheProblemsOfAllThree) {
  const OptionTable options = ServerOptions();
  const TemporaryFolder folder;
  const std::string file = folder.Write("a.json", "{\"workers\": -1,\n\"lisen\": \"\"}");
  const CommandLine line = ReadCommandLine({"--drain-ms", "soon", "--config", file}, options);
  EXPECT_EQ(LoadConfig(line, {"ISNAD_WROKERS=3"}, options).status(),
            absl::InvalidArgumentError(
                absl::StrCat("--drain-ms: \"soon\" is not a whole number from 0 to 3600000 (milliseconds)\n"
                             "\"ISNAD_WROKERS\": no option has this variable; did you mean ISNAD_WORKERS?\n",
                             file, ":1: workers: -1 is not a whole number from 0 to 1024\n", file,
                             ":2: unknown option \"lisen\"; did you mean \"listen\"?")));
}

}  // namespace
}  // namespace isnad
