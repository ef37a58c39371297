#include "service/server/config_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/server/option_table.h"
#include "service/server/option_value.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;

class ConfigFileTest : public ::testing::Test {
 protected:
  // "option=value", in order.
  std::vector<std::string> Read(const std::string& json) {
    const absl::StatusOr<std::vector<Setting>> settings = ReadConfig(json, "a.json", options_);
    EXPECT_THAT(settings, IsOk());
    std::vector<std::string> read;
    if (!settings.ok()) return read;
    for (const Setting& setting : *settings) {
      read.push_back(absl::StrCat(setting.option->name, "=", TextOf(setting.value)));
    }
    return read;
  }

  // The problems, one a line; empty where the text is taken.
  std::string Problems(absl::string_view json) {
    return std::string(ReadConfig(json, "a.json", options_).status().message());
  }

  const OptionTable options_ = ServerOptions();
};

TEST_F(ConfigFileTest, ReadsEachType) {
  EXPECT_THAT(Read(R"({"listen": "0.0.0.0:50051", "drain_ms": 0, "message_bytes_max": 1048576,
                       "reflection": false, "log_level": "debug", "lexicon": ""})"),
              ElementsAre("listen=0.0.0.0:50051", "drain_ms=0", "message_bytes_max=1048576", "reflection=false",
                          "log_level=debug", "lexicon="));
  EXPECT_THAT(Read("{}"), ElementsAre());
  EXPECT_THAT(Read("\xEF\xBB\xBF{\"workers\": 2}\n"), ElementsAre("workers=2")) << "with a byte order mark";
}

TEST_F(ConfigFileTest, PassesOverTheSchemaThatEditorsWant) {
  EXPECT_THAT(Read(R"({"$schema": "config.schema.json", "workers": 2})"), ElementsAre("workers=2"));
  EXPECT_EQ(Problems(R"({"$schema": 5})"), "a.json:1: $schema: 5 is not a text");
  EXPECT_EQ(Problems(R"({"$schema": ""
                        , "$schema": ""})"),
            "a.json:2: \"$schema\" is given twice, first in line 1");
}

TEST_F(ConfigFileTest, TakesWholeNumbersInEveryFormThatTheSchemaTakes) {
  EXPECT_THAT(Read(R"({"drain_ms": 1e3, "workers": 2.0, "drain_delay_ms": -0})"),
              ElementsAre("drain_ms=1000", "workers=2", "drain_delay_ms=0"));
}

TEST_F(ConfigFileTest, KnowsTheLineOfEachSetting) {
  const auto settings = ReadConfig("{\n\n\"workers\": 2, \"listen\":\n\"x:1\"\n,\"drain_ms\":3\n}", "a.json", options_);
  ASSERT_THAT(settings, IsOk());
  std::vector<std::string> origins;
  for (const Setting& setting : *settings) origins.push_back(setting.origin);
  EXPECT_THAT(origins, ElementsAre("file a.json:3", "file a.json:3", "file a.json:5"));
}

struct ProblemRow {
  std::string behaviour;
  std::string json;
  std::string problems;
};

TEST_F(ConfigFileTest, TellsWhatIsWrongAndWhere) {
  const std::string ms = " is not a whole number from 0 to 3600000 (milliseconds)";
  const std::string text = " is not a text in UTF-8 without control characters, of at most 4096 bytes";
  const std::vector<ProblemRow> rows = {
      {"unknown key, a near one", "{\n\"drain-ms\": 5}",
       "a.json:2: unknown option \"drain-ms\"; did you mean \"drain_ms\"?"},
      {"unknown key, none near", R"({"colour": 5})", "a.json:1: unknown option \"colour\""},
      {"key twice", "{\"workers\": 1,\n\"workers\": 1}", "a.json:2: \"workers\" is given twice, first in line 1"},
      {"text for a number", R"({"drain_ms": "5"})", "a.json:1: drain_ms: \"5\"" + ms},
      {"fraction", R"({"drain_ms": 0.5})", "a.json:1: drain_ms: 0.5" + ms},
      {"above the range", R"({"drain_ms": 3600001})", "a.json:1: drain_ms: 3600001" + ms},
      {"below the range", R"({"drain_ms": -1})", "a.json:1: drain_ms: -1" + ms},
      {"more than 64 bits", R"({"drain_ms": 18446744073709551615})", "a.json:1: drain_ms: 18446744073709551615" + ms},
      {"much more than 64 bits", R"({"drain_ms": 1e300})", "a.json:1: drain_ms: 1e300" + ms},
      {"null", R"({"drain_ms": null})", "a.json:1: drain_ms: null" + ms},
      {"truth value for a number", R"({"drain_ms": true})", "a.json:1: drain_ms: true" + ms},
      {"object", R"({"drain_ms": {"workers": "x", "unknown": 1}})", "a.json:1: drain_ms: an object" + ms},
      {"array", R"({"drain_ms": [5, "x", {"workers": -1}]})", "a.json:1: drain_ms: an array" + ms},
      {"number for a text", R"({"listen": 50051})", "a.json:1: listen: 50051" + text},
      {"null character in a text", R"({"model": "a\u0000"})", "a.json:1: model: \"a\\000\"" + text},
      {"text for a truth value", R"({"reflection": "true"})", "a.json:1: reflection: \"true\" is not true or false"},
      {"number for a truth value", R"({"reflection": 1})", "a.json:1: reflection: 1 is not true or false"},
      {"unknown choice", R"({"log_level": "loud"})",
       "a.json:1: log_level: \"loud\" is not one of debug, info, warning, error, off"},
      {"number for a choice", R"({"log_level": 1})",
       "a.json:1: log_level: 1 is not one of debug, info, warning, error, off"},
      {"array outside", "\n[{\"drain_ms\": -1}]", "a.json:2: an array is not an object of options"},
      {"text outside", "\"drain_ms\"", "a.json:1: \"drain_ms\" is not an object of options"},
      {"number outside", "5", "a.json:1: 5 is not an object of options"},
  };
  for (const ProblemRow& row : rows) EXPECT_EQ(Problems(row.json), row.problems) << row.behaviour;
}

TEST_F(ConfigFileTest, TellsAllProblems) {
  EXPECT_EQ(Problems("{\"workers\": -1,\n\"lisen\": \"x\",\n\"drain_ms\": 1,\n\"reflection\": 0,\n\"drain_ms\": tru}"),
            "a.json:1: workers: -1 is not a whole number from 0 to 1024\n"
            "a.json:2: unknown option \"lisen\"; did you mean \"listen\"?\n"
            "a.json:4: reflection: 0 is not true or false\n"
            "a.json:5: \"drain_ms\" is given twice, first in line 3\n"
            "a.json:5: not JSON: syntax error while parsing value - invalid literal (column 16)");
}

TEST_F(ConfigFileTest, SaysWhereTextIsNoJson) {
  const std::vector<ProblemRow> rows = {
      {"nothing", "", "a.json:1: not JSON: "},
      {"blanks", " \n ", "a.json:2: not JSON: "},
      {"not closed", "{\n\"workers\": 1", "a.json:2: not JSON: "},
      {"comment", "{\n// why\n}", "a.json:2: not JSON: "},
      {"comma at the end", "{\"workers\": 1,\n}", "a.json:2: not JSON: "},
      {"more behind the end", "{}\n{}", "a.json:2: not JSON: "},
      {"no UTF-8", "{\"model\": \"\xff\"}", "a.json:1: not JSON: "},
      {"line feed in a text", "{\"model\": \"a\nb\"}", "a.json:"},
  };
  for (const ProblemRow& row : rows) EXPECT_THAT(Problems(row.json), HasSubstr(row.problems)) << row.behaviour;
}

TEST_F(ConfigFileTest, RepeatsNothingOfABrokenText) {
  for (const char* json : {"{\"model\": \"hunter2", "{\"model\": \"hunter2\n\"}", "{\"model\": hunter2}",
                           "{\"model\": \"hunter2\\x\"}", "{\"model\": \"hunter2\xff\"}"}) {
    EXPECT_THAT(Problems(json), HasSubstr("not JSON")) << json;
    EXPECT_THAT(Problems(json), Not(HasSubstr("hunter"))) << json;
  }
}

std::string Nested(int depth) {
  return "{\"workers\": " + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
}

TEST_F(ConfigFileTest, StopsAtALimitOfDepth) {
  EXPECT_THAT(Problems(Nested(kConfigDepthMax)), Not(HasSubstr("within each other")));
  EXPECT_THAT(Problems(Nested(kConfigDepthMax + 1)),
              EndsWith("\na.json:1: more than 8 objects and arrays within each other"));
  EXPECT_THAT(Problems(std::string(kConfigFileBytesMax, '[')), HasSubstr("within each other"));
}

TEST_F(ConfigFileTest, StopsAtALimitOfBytes) {
  const std::string json = "{\"workers\": 2}";
  EXPECT_THAT(Read(json + std::string(kConfigFileBytesMax - json.size(), ' ')), ElementsAre("workers=2"));
  EXPECT_EQ(Problems(json + std::string(kConfigFileBytesMax + 1 - json.size(), ' ')), "a.json: more than 65536 bytes");
}

TEST_F(ConfigFileTest, StopsTellingAtALimitOfProblems) {
  const auto unknown_keys = [](size_t count) {
    std::vector<std::string> keys;
    for (size_t i = 0; i < count; ++i) keys.push_back(absl::StrCat("\"#", i, "\":0"));
    return absl::StrCat("{", absl::StrJoin(keys, ","), "}");
  };
  EXPECT_THAT(Problems(unknown_keys(kConfigProblemsMax)), EndsWith("a.json:1: unknown option \"#99\""));
  EXPECT_THAT(Problems(unknown_keys(kConfigProblemsMax + 3)),
              EndsWith("a.json:1: unknown option \"#99\"\nand 3 more problems"));
}

TEST_F(ConfigFileTest, ShowsNothingOfASecret) {
  OptionTable options = options_;
  for (Option& option : options) option.secret = true;
  for (const char* json : {R"({"model": "hunter2\n"})", R"({"workers": "hunter2"})", R"({"log_level": "hunter2"})"}) {
    const std::string problem(ReadConfig(json, "a.json", options).status().message());
    EXPECT_THAT(problem, HasSubstr(": the value is not "));
    EXPECT_THAT(problem, Not(HasSubstr("hunter")));
  }
}

TEST_F(ConfigFileTest, ReadsFiles) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("isnad.json", "{\n\"workers\": 2}");
  const absl::StatusOr<std::vector<Setting>> settings = ReadConfigFile(path, options_);
  ASSERT_THAT(settings, IsOk());
  ASSERT_EQ(settings->size(), 1u);
  EXPECT_EQ(settings->front().origin, absl::StrCat("file ", path, ":2"));
}

TEST_F(ConfigFileTest, SaysWhyAFileCannotBeRead) {
  const TemporaryFolder folder;
  const std::string large = folder.Write("large.json", std::string(kConfigFileBytesMax + 1, ' '));
  const std::vector<std::pair<std::string, std::string>> rows = {
      {folder.Path("missing.json"), "No such file"}, {folder.Path("."), "no regular file"}, {large, "65536"}};
  for (const auto& [path, reason] : rows) {
    const absl::Status status = ReadConfigFile(path, options_).status();
    EXPECT_THAT(status, HasCode(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(status.message()), ::testing::AllOf(HasSubstr(path), HasSubstr(reason)));
  }
}

// Cut and changed files give problems or settings, never anything else.
TEST_F(ConfigFileTest, BearsDamage) {
  const std::string json = R"({"listen": "x:1", "drain_ms": 5, "reflection": [true, {"a": null}], "log_level": "off"})";
  for (size_t at = 0; at < json.size(); ++at) {
    EXPECT_FALSE(ReadConfig(json.substr(0, at), "a.json", options_).ok()) << at;
    for (char byte : {'\0', '"', '{', ']', ',', '9', '\xff'}) {
      std::string damaged = json;
      damaged[at] = byte;
      const absl::Status status = ReadConfig(damaged, "a.json", options_).status();
      EXPECT_THAT(status, HasCode(absl::StatusCode::kInvalidArgument));
      EXPECT_THAT(std::string(status.message()), HasSubstr("a.json:"));
    }
  }
}

}  // namespace
}  // namespace isnad
