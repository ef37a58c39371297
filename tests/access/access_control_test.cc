// What no row of the decision table shows: who the caller is said to be, what is audited, what a refusal says.
#include "service/access/access_control.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/access/policy_parser.h"
#include "tests/access/token_lines.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::isnad::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;
using Verdict = AccessDecision::Verdict;

constexpr char kExtract[] = "/isnad.v1.AttributionService/ExtractAttributions";
constexpr char kHealthCheck[] = "/grpc.health.v1.Health/Check";

std::shared_ptr<const BearerTokens> Tokens() {
  auto tokens = BearerTokens::Parse("tokens", absl::StrCat(kReaderLine, kWriterLine));
  EXPECT_THAT(tokens, IsOk());
  return std::make_shared<const BearerTokens>(*std::move(tokens));
}

std::shared_ptr<const AuthorizationPolicy> Policy(absl::string_view contents) {
  auto policy = ParsePolicy("policy", contents);
  EXPECT_THAT(policy, IsOk());
  return std::make_shared<const AuthorizationPolicy>(*std::move(policy));
}

// The decision on a call whose "authorization" has these values.
AccessDecision Decide(const AccessControl& access, const Call& call, HeaderValues authorization = {}) {
  return access.Decide(call,
                       [&](absl::string_view key) { return key == "authorization" ? authorization : HeaderValues(); });
}

TEST(AccessControlTest, WithoutTokensAndPolicyNothingIsLookedAt) {
  const AccessControl access(nullptr, nullptr);
  EXPECT_TRUE(access.open());
  const AccessDecision decision = access.Decide({.method = kExtract}, [](absl::string_view key) {
    ADD_FAILURE() << key;
    return HeaderValues();
  });
  EXPECT_TRUE(decision.allowed());
  EXPECT_EQ(decision.caller, "");
  EXPECT_FALSE(decision.audited);
}

TEST(AccessControlTest, WithTokensACallNeedsOne) {
  const AccessControl access(Tokens(), nullptr);
  EXPECT_FALSE(access.open());
  const Call call = {.method = kExtract};
  EXPECT_EQ(Decide(access, call, {"Bearer reader-token"}).verdict, Verdict::kAllowed);
  EXPECT_EQ(Decide(access, call, {"Bearer reader-token"}).caller, "token:reader");
  EXPECT_EQ(Decide(access, call).verdict, Verdict::kCredentialsMissing);
  for (absl::string_view wrong : {"Bearer other-token", "Bearer", "Basic reader-token", "reader-token", ""}) {
    EXPECT_EQ(Decide(access, call, {wrong}).verdict, Verdict::kCredentialsWrong) << wrong;
  }
  EXPECT_EQ(Decide(access, call, {"Bearer reader-token", "Bearer reader-token"}).verdict, Verdict::kCredentialsWrong);
}

TEST(AccessControlTest, ACertificateIsNoTokenWhereThereIsNoPolicy) {
  const AccessControl access(Tokens(), nullptr);
  const Call call = {.method = kExtract, .peer = {.over_tls = true, .uri_names = {"spiffe://isnad.test/reader"}}};
  EXPECT_EQ(Decide(access, call).verdict, Verdict::kCredentialsMissing);
}

TEST(AccessControlTest, HealthChecksNeedNoToken) {
  const AccessControl access(Tokens(), nullptr);
  for (absl::string_view method : {kHealthCheck, "/grpc.health.v1.Health/Watch", "/grpc.health.v1.Health/List"}) {
    EXPECT_TRUE(Decide(access, {.method = method}).allowed()) << method;
    EXPECT_TRUE(Decide(access, {.method = method}, {"Bearer other-token"}).allowed()) << method;
  }
  for (absl::string_view method :
       {"/grpc.health.v1.HealthX/Check", "/grpc.health.v1.Health", "/x/grpc.health.v1.Health/",
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"}) {
    EXPECT_FALSE(Decide(access, {.method = method}).allowed()) << method;
  }
}

TEST(AccessControlTest, WithAPolicyHealthChecksNeedARule) {
  const AccessControl access(Tokens(), Policy(R"({"name": "p", "allow_rules": []})"));
  EXPECT_FALSE(Decide(access, {.method = kHealthCheck}).allowed());
}

TEST(AccessControlTest, WithoutTokensAuthorizationIsNotLookedAt) {
  const AccessControl access(nullptr, Policy(R"({"name": "p", "allow_rules": [{"name": "all"}]})"));
  EXPECT_TRUE(Decide(access, {.method = kExtract}, {"Bearer other-token"}).allowed());
}

TEST(AccessControlTest, WithAPolicyAWrongTokenIsRefusedAllTheSame) {
  const AccessControl access(Tokens(), Policy(R"({"name": "p", "allow_rules": [{"name": "all"}]})"));
  EXPECT_TRUE(Decide(access, {.method = kExtract}).allowed());
  EXPECT_EQ(Decide(access, {.method = kExtract}, {"Bearer other-token"}).verdict, Verdict::kCredentialsWrong);
}

TEST(AccessControlTest, NamesTheCaller) {
  const AccessControl access(Tokens(), Policy(R"({"name": "p", "allow_rules": [{"name": "all"}]})"));
  struct {
    Peer peer;
    HeaderValues authorization;
    absl::string_view caller;
  } const cases[] = {
      {{}, {}, ""},
      {{.over_tls = true}, {}, ""},
      {{.over_tls = true, .uri_names = {"u:1", "u:2"}, .dns_names = {"d"}, .subject = "CN=s"}, {}, "u:1"},
      {{.over_tls = true, .dns_names = {"d", "e"}, .subject = "CN=s"}, {}, "d"},
      {{.over_tls = true, .subject = "CN=s"}, {}, "CN=s"},
      {{.over_tls = false, .subject = "CN=s"}, {}, ""},
      {{.over_tls = true, .subject = "CN=s"}, {"Bearer writer-token"}, "token:writer"},
  };
  for (const auto& test_case : cases) {
    const Call call = {.method = kExtract, .peer = test_case.peer};
    EXPECT_EQ(Decide(access, call, test_case.authorization).caller, test_case.caller);
  }
}

TEST(AccessControlTest, SaysWhichDecisionsAreAudited) {
  struct {
    absl::string_view condition;
    bool allowed;
    bool denied;
  } const kCases[] = {
      {"NONE", false, false}, {"ON_DENY", false, true}, {"ON_ALLOW", true, false}, {"ON_DENY_AND_ALLOW", true, true}};
  for (const auto& test_case : kCases) {
    const AccessControl access(
        Tokens(), Policy(absl::StrCat(
                      R"({"name": "p", "allow_rules": [{"name": "a", "source": {"principals": ["token:reader"]}}],)",
                      R"("audit_logging_options": {"audit_condition": ")", test_case.condition, R"("}})")));
    const Call call = {.method = kExtract};
    EXPECT_EQ(Decide(access, call, {"Bearer reader-token"}).audited, test_case.allowed) << test_case.condition;
    for (const HeaderValues& refused :
         {HeaderValues{}, HeaderValues{"Bearer x"}, HeaderValues{"Bearer writer-token"}}) {
      const AccessDecision decision = Decide(access, call, refused);
      EXPECT_FALSE(decision.allowed());
      EXPECT_EQ(decision.audited, test_case.denied) << test_case.condition;
      EXPECT_EQ(decision.policy, "p");
    }
  }
  const AccessControl tokens_alone(Tokens(), nullptr);
  EXPECT_TRUE(Decide(tokens_alone, {.method = kExtract}).audited);
  EXPECT_FALSE(Decide(tokens_alone, {.method = kExtract}, {"Bearer reader-token"}).audited);
  EXPECT_FALSE(Decide(tokens_alone, {.method = kHealthCheck}).audited);
}

TEST(ExplainTest, SaysWhyInASentence) {
  EXPECT_EQ(Explain({}), "allowed");
  EXPECT_THAT(Explain({.verdict = Verdict::kCredentialsMissing}), HasSubstr("\"authorization: Bearer TOKEN\""));
  EXPECT_THAT(Explain({.verdict = Verdict::kCredentialsWrong}), HasSubstr("no bearer token that is known here"));
  EXPECT_EQ(Explain({.verdict = Verdict::kDenied}), "no rule allows this call");
  EXPECT_EQ(Explain({.verdict = Verdict::kDenied, .rule = "night"}), "the rule \"night\" denies this call");
}

TEST(ExplainTest, NeverRepeatsAToken) {
  const AccessControl access(Tokens(), nullptr);
  const AccessDecision decision = Decide(access, {.method = kExtract}, {"Bearer canary"});
  for (const std::string& text : {Explain(decision), decision.caller, decision.rule, decision.policy}) {
    EXPECT_THAT(text, Not(HasSubstr("canary")));
  }
}

}  // namespace
}  // namespace isnad
