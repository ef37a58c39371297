#include "tests/load/generator/load_options.h"

#include <sstream>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"

namespace isnad::load {
namespace {

using ::testing::HasSubstr;
using testing::IsOk;

std::variant<LoadOptions, int> Parse(std::vector<const char*> arguments, std::string* error) {
  arguments.insert(arguments.begin(), "isnad-load");
  std::ostringstream out;
  std::ostringstream errors;
  auto parsed = ParseOptions(static_cast<int>(arguments.size()), arguments.data(), out, errors);
  *error = out.str() + errors.str();
  return parsed;
}

TEST(ParseOptions, TakesACommandLine) {
  std::string error;
  const auto parsed = Parse({"127.0.0.1:5", "--method", "batch", "--rate", "12.5", "--poisson", "--seconds", "3",
                             "--batch-articles", "8", "--cancel-within-ms", "2.5", "--spans-only"},
                            &error);
  ASSERT_TRUE(std::holds_alternative<LoadOptions>(parsed)) << error;
  const auto& options = std::get<LoadOptions>(parsed);
  EXPECT_EQ(options.target, "127.0.0.1:5");
  EXPECT_EQ(options.method, Method::kBatch);
  EXPECT_EQ(options.rate, 12.5);
  EXPECT_EQ(options.spacing, Spacing::kPoisson);
  EXPECT_EQ(options.batch_articles, 8);
  EXPECT_EQ(options.cancel_within_ms, 2.5);
  EXPECT_FALSE(options.include_text);
}

TEST(ParseOptions, RefusesWhatIsWrongAndNamesIt) {
  struct Row {
    std::vector<const char*> arguments;
    const char* error;
  };
  const Row rows[] = {
      {{"--rate", "5"}, "target"},
      {{"a:1"}, "--rate"},
      {{"a:1", "--rate", "5", "--closed", "2"}, "--rate"},
      {{"a:1", "--rate", "five"}, "--rate"},
      {{"a:1", "--rate", "5", "--method", "dance"}, "--method"},
      {{"a:1", "--rate", "5", "--articles", "/no/such/file"}, "--articles"},
      {{"a:1", "--rate", "5", "--tls-ca", "/no/such/file"}, "--tls-ca"},
      {{"a:1", "--rate", "5", "--sideways"}, "--sideways"},
  };
  for (const Row& row : rows) {
    std::string error;
    const auto parsed = Parse(row.arguments, &error);
    ASSERT_TRUE(std::holds_alternative<int>(parsed)) << row.error;
    EXPECT_EQ(std::get<int>(parsed), 2);
    EXPECT_THAT(error, HasSubstr(row.error));
  }
}

TEST(ParseOptions, ExplainsItself) {
  std::string help;
  const auto parsed = Parse({"--help"}, &help);
  ASSERT_TRUE(std::holds_alternative<int>(parsed));
  EXPECT_EQ(std::get<int>(parsed), 0);
  EXPECT_THAT(help, HasSubstr("--in-flight-max"));
}

struct Case {
  const char* option;  // named in the error; empty: all is well
  LoadOptions options;
};

TEST(CheckOptions, KeepsEachNumberInItsBounds) {
  const Case cases[] = {
      {"", {.rate = 1}},
      {"", {.rate = 1e6}},
      {"", {.closed = 4}},
      {"--rate", {.rate = -1}},
      {"--rate", {.rate = 1e6 + 1}},
      {"--rate", {.rate = 0.0 / 0.0}},
      {"--closed", {.closed = -1}},
      {"--closed", {.closed = 11, .in_flight_max = 10}},
      {"--seconds", {.rate = 1, .seconds = 0}},
      {"--seconds", {.rate = 1, .seconds = 1e9}},
      {"--warmup-seconds", {.rate = 1, .seconds = 5, .warmup_seconds = 5}},
      {"--calls-max", {.rate = 1, .calls_max = 0}},
      {"--in-flight-max", {.rate = 1, .in_flight_max = 0}},
      {"--connections", {.rate = 1, .connections = 0}},
      {"--connections", {.rate = 1, .connections = 1001}},
      {"--connect-seconds", {.rate = 1, .connect_seconds = 0}},
      {"--batch-articles", {.rate = 1, .batch_articles = 0}},
      {"--article-bytes", {.rate = 1, .article_bytes = 0}},
      {"--articles-max", {.rate = 1, .articles_max = 0}},
      {"--deadline-ms", {.rate = 1, .deadline_ms = 0}},
      {"--cancel-within-ms", {.rate = 1, .cancel_within_ms = -1}},
      {"--cancel-within-ms", {.method = Method::kStream, .rate = 1, .cancel_within_ms = 1}},
      {"--phase-seconds", {.rate = 1, .phase_seconds = -1}},
      {"--tls-certificate", {.rate = 1, .tls_certificate_file = "a.pem"}},
      {"--tls-certificate", {.rate = 1, .tls_key_file = "a.pem"}},
  };
  for (const Case& one : cases) {
    const absl::Status status = CheckOptions(one.options);
    if (*one.option == '\0') {
      EXPECT_THAT(status, IsOk());
    } else {
      EXPECT_THAT(std::string(status.message()), ::testing::StartsWith(one.option));
    }
  }
}

}  // namespace
}  // namespace isnad::load
