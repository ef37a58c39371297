// The files in deploy/access are what the server takes, and the policy names methods that there are.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/access/access_control.h"
#include "service/access/policy_parser.h"
#include "tests/access/decision_table.h"
#include "tests/access/token_lines.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::isnad::testing::IsOk;
using ::testing::ElementsAre;

const char kFolder[] = ISNAD_SOURCE_DIR "/deploy/access/";

// The service's methods, as the proto has them.
std::vector<std::string> Methods() {
  const std::string proto = ReadTestFile(ISNAD_SOURCE_DIR "/proto/isnad/v1/attribution_service.proto");
  std::vector<std::string> methods;
  for (absl::string_view line : absl::StrSplit(proto, '\n')) {
    line = absl::StripLeadingAsciiWhitespace(line);
    if (!absl::ConsumePrefix(&line, "rpc ")) continue;
    methods.push_back(absl::StrCat("/isnad.v1.AttributionService/", line.substr(0, line.find('('))));
  }
  return methods;
}

TEST(AccessExampleTest, LetsEachCallerDoWhatItsRuleSays) {
  const auto policy = ParsePolicy("policy.example.json", ReadTestFile(absl::StrCat(kFolder, "policy.example.json")));
  ASSERT_THAT(policy, IsOk());
  const auto tokens = BearerTokens::Parse("tokens", kReaderLine);
  ASSERT_THAT(tokens, IsOk());
  const AccessControl access(std::make_shared<const BearerTokens>(*tokens),
                             std::make_shared<const AuthorizationPolicy>(*policy));

  std::vector<std::string> for_reader;
  size_t for_services = 0;
  const std::vector<std::string> methods = Methods();
  for (const std::string& method : methods) {
    if (Decide(access, {.method = method, .headers = {{"authorization", "Bearer reader-token"}}}).allowed()) {
      for_reader.push_back(method);
    }
    for_services += Decide(access, {.method = method, .over_tls = true, .dns_names = {"a.newsroom.example"}}).allowed();
    EXPECT_FALSE(Decide(access, {.method = method}).allowed()) << method;
  }
  EXPECT_THAT(for_reader, ElementsAre("/isnad.v1.AttributionService/ExtractAttributions",
                                      "/isnad.v1.AttributionService/GetServerInfo"));
  EXPECT_EQ(for_services, methods.size());
  EXPECT_TRUE(Decide(access, {.method = "/grpc.health.v1.Health/Check"}).allowed());
}

TEST(AccessExampleTest, TokensAreNobodys) {
  const auto tokens = BearerTokens::Parse("tokens.example", ReadTestFile(absl::StrCat(kFolder, "tokens.example")));
  ASSERT_THAT(tokens, IsOk());
  EXPECT_EQ(tokens->size(), 0u);
}

}  // namespace
}  // namespace isnad
