#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/server/option_table.h"
#include "service/server/option_value.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;

TEST(OptionValueTest, TakesBothEndsOfEachRangeAndNothingBeyond) {
  int numbers = 0;
  for (const Option& option : ServerOptions()) {
    if (!TakesNumber(option)) continue;
    ++numbers;
    SCOPED_TRACE(option.name);
    ServerConfig config;
    for (int64_t number : {option.range.min, option.range.max}) {
      const absl::StatusOr<OptionValue> value = ParseOption(option, absl::StrCat(number));
      ASSERT_THAT(value, IsOk());
      SetOption(option, *value, &config);
      EXPECT_EQ(GetOption(option, config), OptionValue(number));
    }
    for (int64_t number : {option.range.min - 1, option.range.max + 1}) {
      const absl::Status status = ParseOption(option, absl::StrCat(number)).status();
      EXPECT_THAT(status, HasCode(absl::StatusCode::kInvalidArgument));
      EXPECT_THAT(std::string(status.message()), HasSubstr(absl::StrCat(number, " is not a whole number from ",
                                                                        option.range.min, " to ", option.range.max)));
    }
  }
  EXPECT_GT(numbers, 20);
}

TEST(OptionValueTest, TakesTextsUpToTheirLengthAndNoLonger) {
  for (const Option& option : ServerOptions()) {
    if (!TakesText(option) || !option.choices.empty()) continue;
    SCOPED_TRACE(option.name);
    EXPECT_THAT(ParseOption(option, ""), IsOk());
    EXPECT_THAT(ParseOption(option, std::string(kOptionTextBytesMax, 'x')), IsOk());
    EXPECT_THAT(ParseOption(option, std::string(kOptionTextBytesMax + 1, 'x')),
                HasCode(absl::StatusCode::kInvalidArgument));
  }
}

struct RefusedRow {
  std::string option;
  std::string text;
  std::string problem;
};

TEST(OptionValueTest, SaysWhatWouldBeRight) {
  const OptionTable options = ServerOptions();
  const std::string text_wanted = " is not a text in UTF-8 without control characters, of at most 4096 bytes";
  const std::vector<RefusedRow> rows = {
      {"drain_ms", "soon", "\"soon\" is not a whole number from 0 to 3600000 (milliseconds)"},
      {"drain_ms", "", "\"\" is not a whole number from 0 to 3600000 (milliseconds)"},
      {"drain_ms", "1.5", "\"1.5\" is not a whole number from 0 to 3600000 (milliseconds)"},
      {"drain_ms", "5s", "\"5s\" is not a whole number from 0 to 3600000 (milliseconds)"},
      {"drain_ms", "0x10", "\"0x10\" is not a whole number from 0 to 3600000 (milliseconds)"},
      {"drain_ms", "99999999999999999999",
       "\"99999999999999999999\" is not a whole number from 0 to 3600000 "
       "(milliseconds)"},
      {"message_bytes_max", "1", "1 is not a whole number from 1024 to 67108864 (bytes)"},
      {"workers", "-1", "-1 is not a whole number from 0 to 1024"},
      {"reflection", "yes", "\"yes\" is not true or false"},
      {"reflection", "True", "\"True\" is not true or false"},
      {"reflection", "", "\"\" is not true or false"},
      {"log_level", "loud", "\"loud\" is not one of debug, info, warning, error, off"},
      {"tls_client_certificates", "", "\"\" is not one of ignored, optional, required"},
      {"model", "a\nb", "\"a\\nb\"" + text_wanted},
      {"model", std::string("a\0b", 3), "\"a\\000b\"" + text_wanted},
      {"model", "\xff", "\"\xff\"" + text_wanted},
      {"listen", std::string(5000, 'x'), "\"" + std::string(60, 'x') + "...\" (5000 bytes)" + text_wanted},
  };
  for (const RefusedRow& row : rows) {
    const Option* option = FindOption(row.option, options);
    ASSERT_NE(option, nullptr) << row.option;
    EXPECT_EQ(ParseOption(*option, row.text).status(), absl::InvalidArgumentError(row.problem));
  }
}

TEST(OptionValueTest, ReadsEachType) {
  const OptionTable options = ServerOptions();
  struct Row {
    std::string option;
    std::string text;
    OptionValue value;
  };
  const std::vector<Row> rows = {
      {"drain_ms", "0", OptionValue(int64_t{0})},
      {"message_bytes_max", "1024", OptionValue(int64_t{1024})},
      {"workers", "7", OptionValue(int64_t{7})},
      {"reflection", "false", OptionValue(false)},
      {"reflection", "true", OptionValue(true)},
      {"log_level", "off", OptionValue(std::string("off"))},
      {"listen", "unix:/run/isnad.sock", OptionValue(std::string("unix:/run/isnad.sock"))},
      {"lexicon", "/srv/معجم", OptionValue(std::string("/srv/معجم"))},
  };
  for (const Row& row : rows) {
    const absl::StatusOr<OptionValue> value = ParseOption(*FindOption(row.option, options), row.text);
    ASSERT_THAT(value, IsOk()) << row.option;
    EXPECT_EQ(*value, row.value) << row.option;
    EXPECT_EQ(TextOf(*value), row.text);
  }
}

TEST(OptionValueTest, SetsEnumerationsByTheirNames) {
  const OptionTable options = ServerOptions();
  ServerConfig config;
  SetOption(*FindOption("log_level", options), OptionValue(std::string("error")), &config);
  EXPECT_EQ(config.log_level, LogLevel::kError);
  const std::vector<std::pair<std::string, ClientCertificates>> names = {{"ignored", ClientCertificates::kIgnored},
                                                                         {"optional", ClientCertificates::kOptional},
                                                                         {"required", ClientCertificates::kRequired}};
  for (const auto& [name, certificates] : names) {
    SetOption(*FindOption("tls_client_certificates", options), OptionValue(name), &config);
    EXPECT_EQ(config.tls_client_certificates, certificates) << name;
  }
}

TEST(OptionValueTest, ShowsTextSoThatATerminalStaysWhole) {
  EXPECT_EQ(ShownText("a\x1b[2Jb\"c"), "\"a\\033[2Jb\\\"c\"");
  EXPECT_EQ(ShownText("مسار"), "\"مسار\"");
  const std::string shown = ShownText("x" + std::string(40, '\xd9') + std::string(40, '\xd9'));
  EXPECT_THAT(shown, HasSubstr("(81 bytes)"));
  std::string letters;
  for (int i = 0; i < 40; ++i) letters += "م";
  EXPECT_EQ(ShownText("x" + letters), "\"x" + letters.substr(0, 58) + "...\" (81 bytes)") << "cut between characters";
}

TEST(OptionValueTest, ShowsNothingOfASecret) {
  Option option = *FindOption("model", ServerOptions());
  option.secret = true;
  const absl::Status status = ParseOption(option, "hunter2\n").status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("the value is not a text"));
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("hunter2")));
  EXPECT_THAT(ParseOption(option, "hunter2"), IsOk());
}

TEST(OptionValueTest, TakesNoRedactedSecret) {
  Option option = *FindOption("model", ServerOptions());
  EXPECT_THAT(ParseOption(option, kRedacted), IsOk()) << "a file may have this name";
  option.secret = true;
  EXPECT_EQ(ParseOption(option, kRedacted).status(),
            absl::InvalidArgumentError("(redacted) stands for a secret that was left out; give it"));
}

}  // namespace
}  // namespace isnad
