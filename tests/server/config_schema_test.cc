#include "service/server/config_schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "nlohmann/json.hpp"
#include "service/server/config_file.h"
#include "service/server/config_printer.h"
#include "service/server/option_table.h"

namespace isnad {
namespace {

using nlohmann::json;

bool IsOfType(const std::string& type, const json& value) {
  if (type == "object") return value.is_object();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number() && std::floor(value.get<double>()) == value.get<double>();
  throw std::logic_error("no such type in this test: " + type);
}

size_t CodePoints(const std::string& text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

// The keywords of JSON Schema that ours uses, after the specification; any other one is an error of this test.
bool IsValid(const json& schema, const json& value) {
  bool valid = true;
  for (const auto& [keyword, rule] : schema.items()) {
    if (keyword == "type") {
      valid = valid && IsOfType(rule, value);
    } else if (keyword == "minimum") {
      valid = valid && !(value.is_number() && value < rule);
    } else if (keyword == "maximum") {
      valid = valid && !(value.is_number() && value > rule);
    } else if (keyword == "enum") {
      valid = valid && std::find(rule.begin(), rule.end(), value) != rule.end();
    } else if (keyword == "maxLength") {
      valid = valid && !(value.is_string() && CodePoints(value) > rule.get<size_t>());
    } else if (keyword == "pattern") {
      valid = valid &&
              !(value.is_string() && !std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>())));
    } else if (keyword == "properties") {
      if (!value.is_object()) continue;
      for (const auto& [name, member] : value.items()) {
        valid = valid && (!rule.contains(name) || IsValid(rule[name], member));
      }
    } else if (keyword == "additionalProperties") {
      EXPECT_EQ(rule, false);
      if (!value.is_object()) continue;
      for (const auto& [name, member] : value.items()) valid = valid && schema["properties"].contains(name);
    } else if (keyword != "$schema" && keyword != "title" && keyword != "description" && keyword != "default") {
      throw std::logic_error("no such keyword in this test: " + keyword);
    }
  }
  return valid;
}

TEST(ConfigSchemaTest, DescribesEachOption) {
  const OptionTable options = ServerOptions();
  const json schema = json::parse(ConfigSchema(options));
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(schema["properties"].size(), options.size() + 1) << "and $schema";
  for (const Option& option : options) {
    ASSERT_TRUE(schema["properties"].contains(option.name)) << option.name;
    const json& described = schema["properties"][option.name];
    EXPECT_TRUE(IsValid(described, described["default"])) << option.name;
  }
  EXPECT_EQ(
      schema["properties"]["drain_ms"],
      json({{"description",
             "after the drain delay: time for the calls in flight to end (flag --drain-ms, variable ISNAD_DRAIN_MS)"},
            {"type", "integer"},
            {"minimum", 0},
            {"maximum", 3600000},
            {"default", 25000}}));
}

TEST(ConfigSchemaTest, ShowsNoDefaultOfASecret) {
  OptionTable options = ServerOptions();
  for (Option& option : options) option.secret = option.name == "listen";
  const json schema = json::parse(ConfigSchema(options));
  EXPECT_FALSE(schema["properties"]["listen"].contains("default"));
  EXPECT_TRUE(schema["properties"]["drain_ms"].contains("default"));
}

TEST(ConfigSchemaTest, TakesWhatTheReaderTakes) {
  const OptionTable options = ServerOptions();
  const json schema = json::parse(ConfigSchema(options));
  std::vector<json> values = {nullptr,
                              true,
                              false,
                              0,
                              1,
                              -1,
                              1.0,
                              0.5,
                              1e3,
                              1e300,
                              "",
                              "x",
                              "off",
                              "a\n",
                              "a\x7f",
                              std::string("\0", 1),
                              json::array(),
                              json::object(),
                              "خبر",
                              "true",
                              "5",
                              "ignored",
                              18446744073709551615u};
  for (const Option& option : options) {
    values.insert(values.end(), {option.range.min, option.range.max, option.range.min - 1, option.range.max + 1});
  }
  int taken = 0;
  for (const Option& option : options) {
    for (const json& value : values) {
      const json config = {{option.name, value}};
      const bool reader_takes = ReadConfig(config.dump(), "a.json", options).ok();
      EXPECT_EQ(IsValid(schema, config), reader_takes) << config;
      taken += reader_takes ? 1 : 0;
    }
  }
  EXPECT_GT(taken, 1000);
  const std::vector<json> configs = {json::object(),  json::array(),      5,
                                     {{"colour", 1}}, {{"$schema", "a"}}, {{"$schema", 5}}};
  for (const json& config : configs) {
    EXPECT_EQ(IsValid(schema, config), ReadConfig(config.dump(), "a.json", options).ok()) << config;
  }
}

TEST(ConfigSchemaTest, TakesTheExampleAndWhatIsPrinted) {
  const OptionTable options = ServerOptions();
  const json schema = json::parse(ConfigSchema(options));
  EXPECT_TRUE(IsValid(schema, json::parse(PrintConfig(ServerConfig(), options))));
  const json example = json::parse(std::ifstream(ISNAD_SOURCE_DIR "/deploy/config/config.example.json"));
  EXPECT_EQ(example.size(), options.size());
  EXPECT_TRUE(IsValid(schema, example));
}

}  // namespace
}  // namespace isnad
