#include "service/server/config_printer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nlohmann/json.hpp"
#include "service/server/config_file.h"
#include "service/server/option_table.h"
#include "service/server/option_value.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;

// Each option another value than its default.
ServerConfig OtherConfig(const OptionTable& options) {
  ServerConfig config;
  for (const Option& option : options) {
    OptionValue value = GetOption(option, config);
    if (auto* flag = std::get_if<bool>(&value)) *flag = !*flag;
    if (auto* number = std::get_if<int64_t>(&value)) *number += *number < option.range.max ? 1 : -1;
    if (auto* text = std::get_if<std::string>(&value)) {
      *text =
          option.choices.empty() ? "/srv/خبر \"quoted\" \\ back" : option.choices[*text == option.choices[0] ? 1 : 0];
    }
    SetOption(option, value, &config);
  }
  return config;
}

TEST(ConfigPrinterTest, PrintsWhatTheFileReaderTakes) {
  const OptionTable options = ServerOptions();
  for (const ServerConfig& config : {ServerConfig(), OtherConfig(options)}) {
    const auto settings = ReadConfig(PrintConfig(config, options), "printed", options);
    ASSERT_THAT(settings, IsOk());
    ASSERT_EQ(settings->size(), options.size());
    for (size_t i = 0; i < options.size(); ++i) {
      EXPECT_EQ((*settings)[i].option, &options[i]) << "in the order of the table";
      EXPECT_EQ((*settings)[i].value, GetOption(options[i], config)) << options[i].name;
    }
  }
}

TEST(ConfigPrinterTest, PrintsOneOptionALine) {
  const OptionTable options = ServerOptions();
  const std::string text = PrintConfig(ServerConfig(), options);
  EXPECT_THAT(text, HasSubstr("{\n  \"listen\": \"127.0.0.1:50051\",\n"));
  EXPECT_THAT(text, HasSubstr("\n  \"drain_ms\": 25000\n}\n"));
}

TEST(ConfigPrinterTest, LeavesSecretsOut) {
  OptionTable options = ServerOptions();
  for (Option& option : options) option.secret = option.name == "model" || option.name == "lexicon";
  LoadedConfig loaded;
  loaded.config.model_file = "hunter2";
  for (const Option& option : options) loaded.origins[option.name] = "default";
  for (const std::string& text : {PrintConfig(loaded.config, options), PrintConfigOrigins(loaded, options)}) {
    EXPECT_THAT(text, Not(HasSubstr("hunter2")));
    EXPECT_THAT(text, HasSubstr("\"(redacted)\""));
  }
  const auto json = nlohmann::json::parse(PrintConfig(loaded.config, options));
  EXPECT_EQ(json["model"], "(redacted)");
  EXPECT_EQ(json["lexicon"], "") << "a secret that is not set is none";
  EXPECT_EQ(ReadConfig(json.dump(), "a.json", options).status(),
            absl::InvalidArgumentError("a.json:1: model: (redacted) stands for a secret that was left out; give it"));
}

TEST(ConfigPrinterTest, TellsOrigins) {
  const OptionTable options = ServerOptions();
  const auto loaded = LoadConfig(ReadCommandLine({"--drain-ms", "5"}, options), {"ISNAD_REFLECTION=false"}, options);
  ASSERT_THAT(loaded, IsOk());
  const auto json = nlohmann::json::parse(PrintConfigOrigins(*loaded, options));
  EXPECT_EQ(json.size(), options.size());
  EXPECT_EQ(json["drain_ms"], nlohmann::json({{"value", 5}, {"origin", "flag --drain-ms"}}));
  EXPECT_EQ(json["reflection"], nlohmann::json({{"value", false}, {"origin", "environment ISNAD_REFLECTION"}}));
  EXPECT_EQ(json["workers"], nlohmann::json({{"value", 0}, {"origin", "default"}}));
}

}  // namespace
}  // namespace isnad
