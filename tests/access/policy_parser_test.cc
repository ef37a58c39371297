// What a policy may say, and how each mistake in one is reported.
#include "service/access/policy_parser.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/access/access_limits.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::isnad::testing::HasCode;
using ::isnad::testing::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A policy around what its one allow rule has besides its name.
std::string WithRule(absl::string_view rest) {
  return absl::StrCat(R"({"name": "p", "allow_rules": [{"name": "r", )", rest, "}]}");
}
std::string WithHeader(absl::string_view key) {
  return WithRule(absl::StrCat(R"("request": {"headers": [{"key": ")", key, R"(", "values": ["*"]}]})"));
}
std::string WithAudit(absl::string_view options) {
  return absl::StrCat(R"({"name": "p", "allow_rules": [], "audit_logging_options": )", options, "}");
}

// `count` elements that `element` describes, with $ for the number of each, between commas.
std::string Elements(absl::string_view element, size_t count) {
  std::string elements;
  for (size_t i = 0; i < count; ++i) {
    absl::StrAppend(&elements, i == 0 ? "" : ",", absl::StrReplaceAll(element, {{"$", absl::StrCat(i)}}));
  }
  return elements;
}

std::string MessageOf(absl::string_view contents) { return std::string(ParsePolicy("p", contents).status().message()); }

TEST(ParsePolicyTest, ReadsEveryField) {
  const auto policy = ParsePolicy("p.json", R"({
    "name": "all fields",
    "deny_rules": [{"name": "d"}],
    "allow_rules": [
      {"name": "a",
       "source": {"principals": ["spiffe://isnad.test/reader", "token:reader", "token:*", ""]},
       "request": {"paths": ["/isnad.v1.AttributionService/*"],
                   "headers": [{"key": "X-Tenant", "values": ["one", "two*"]}, {"key": "x-batch", "values": ["*"]}]}},
      {"name": "d"}],
    "audit_logging_options": {"audit_condition": "ON_ALLOW",
                              "audit_loggers": [{"name": "stdout_logger", "config": {}, "is_optional": false}]}
  })");
  ASSERT_THAT(policy, IsOk());
  EXPECT_EQ(policy->name, "all fields");
  ASSERT_THAT(policy->deny_rules, SizeIs(1));
  EXPECT_EQ(policy->deny_rules[0].name, "d");
  ASSERT_THAT(policy->allow_rules, SizeIs(2));
  const AccessRule& rule = policy->allow_rules[0];
  EXPECT_EQ(rule.name, "a");
  EXPECT_THAT(rule.certificate_principals, SizeIs(2));
  EXPECT_THAT(rule.token_principals, SizeIs(2));
  EXPECT_THAT(rule.paths, SizeIs(1));
  ASSERT_THAT(rule.headers, SizeIs(2));
  EXPECT_EQ(rule.headers[0].key, "x-tenant");
  EXPECT_THAT(rule.headers[0].values, SizeIs(2));
  EXPECT_FALSE(policy->audits_denials);
  EXPECT_TRUE(policy->audits_allowed);
  EXPECT_TRUE(NamesTokens(*policy));
}

TEST(ParsePolicyTest, EmptyListsAskNothing) {
  for (absl::string_view rest : {R"("source": {})", R"("source": {"principals": []})", R"("request": {})",
                                 R"("request": {"paths": [], "headers": []})"}) {
    const auto policy = ParsePolicy("p", WithRule(rest));
    ASSERT_THAT(policy, IsOk()) << rest;
    const AccessRule& rule = policy->allow_rules[0];
    EXPECT_THAT(rule.certificate_principals, IsEmpty());
    EXPECT_THAT(rule.token_principals, IsEmpty());
    EXPECT_THAT(rule.paths, IsEmpty());
    EXPECT_THAT(rule.headers, IsEmpty());
    EXPECT_FALSE(NamesTokens(*policy));
  }
}

TEST(ParsePolicyTest, ReadsWhatIsAudited) {
  struct {
    std::string contents;
    bool denials;
    bool allowed;
  } const cases[] = {
      {R"({"name": "p", "allow_rules": []})", true, false},
      {WithAudit("{}"), true, false},
      {WithAudit(R"({"audit_condition": "NONE"})"), false, false},
      {WithAudit(R"({"audit_condition": "ON_DENY"})"), true, false},
      {WithAudit(R"({"audit_condition": "ON_ALLOW"})"), false, true},
      {WithAudit(R"({"audit_condition": "ON_DENY_AND_ALLOW"})"), true, true},
      {WithAudit(R"({"audit_loggers": [{"name": "elsewhere", "is_optional": true, "config": {"a": 1}}]})"), true,
       false},
  };
  for (const auto& test_case : cases) {
    const auto policy = ParsePolicy("p", test_case.contents);
    ASSERT_THAT(policy, IsOk()) << test_case.contents;
    EXPECT_EQ(policy->audits_denials, test_case.denials) << test_case.contents;
    EXPECT_EQ(policy->audits_allowed, test_case.allowed) << test_case.contents;
  }
}

struct Mistake {
  std::string contents;
  std::string message;
};

void ExpectMistakes(const std::vector<Mistake>& mistakes) {
  for (const Mistake& mistake : mistakes) {
    EXPECT_THAT(ParsePolicy("p", mistake.contents), HasCode(absl::StatusCode::kInvalidArgument)) << mistake.contents;
    EXPECT_EQ(MessageOf(mistake.contents), mistake.message) << mistake.contents;
  }
}

TEST(ParsePolicyTest, ReportsWrongShapes) {
  ExpectMistakes({
      {"[]", "p: /: expected an object"},
      {"{}", "p: /name: missing"},
      {R"({"name": "p"})", "p: /allow_rules: missing"},
      {R"({"name": "p", "deny_rules": []})", "p: /allow_rules: missing"},
      {R"({"name": 1, "allow_rules": []})", "p: /name: expected a text"},
      {R"({"name": "", "allow_rules": []})", "p: /name: empty"},
      {R"({"name": "a\nb", "allow_rules": []})", "p: /name: has a control character"},
      {R"({"name": "p", "allow_rules": {}})", "p: /allow_rules: expected an array"},
      {R"({"name": "p", "allow_rules": null})", "p: /allow_rules: expected an array"},
      {R"({"name": "p", "allow_rules": [1]})", "p: /allow_rules/0: expected an object"},
      {R"({"name": "p", "deny_rules": "x", "allow_rules": []})", "p: /deny_rules: expected an array"},
      {R"({"name": "p", "allow_rules": [{}]})", "p: /allow_rules/0/name: missing"},
      {R"({"name": "p", "allow_rules": [{"name": "a"}, {"name": ""}]})", "p: /allow_rules/1/name: empty"},
      {WithRule(R"("source": null)"), "p: /allow_rules/0/source: expected an object"},
      {WithRule(R"("source": {"principals": "x"})"), "p: /allow_rules/0/source/principals: expected an array"},
      {WithRule(R"("source": {"principals": ["x", 1]})"), "p: /allow_rules/0/source/principals/1: expected a text"},
      {WithRule(R"("request": [])"), "p: /allow_rules/0/request: expected an object"},
      {WithRule(R"("request": {"paths": "/a"})"), "p: /allow_rules/0/request/paths: expected an array"},
      {WithRule(R"("request": {"paths": [null]})"), "p: /allow_rules/0/request/paths/0: expected a text"},
      {WithRule(R"("request": {"headers": {}})"), "p: /allow_rules/0/request/headers: expected an array"},
      {WithRule(R"("request": {"headers": ["x"]})"), "p: /allow_rules/0/request/headers/0: expected an object"},
      {WithRule(R"("request": {"headers": [{"values": ["x"]}]})"), "p: /allow_rules/0/request/headers/0/key: missing"},
      {WithRule(R"("request": {"headers": [{"key": "x"}]})"), "p: /allow_rules/0/request/headers/0/values: missing"},
      {WithRule(R"("request": {"headers": [{"key": "x", "values": []}]})"),
       "p: /allow_rules/0/request/headers/0/values: no values"},
      {WithRule(R"("request": {"headers": [{"key": "x", "values": "x"}]})"),
       "p: /allow_rules/0/request/headers/0/values: expected an array"},
      {WithRule(R"("request": {"headers": [{"key": "x", "values": [true]}]})"),
       "p: /allow_rules/0/request/headers/0/values/0: expected a text"},
      {"{\"name\": \"p\",\n \"allow_rules\": [,]}",
       "p:2:18: syntax error while parsing value - unexpected ','; expected '[', '{', or a literal"},
  });
}

TEST(ParsePolicyTest, ReportsUnknownAndRepeatedKeys) {
  ExpectMistakes({
      {R"({"name": "p", "allow_rules": [], "allow": []})",
       "p: /allow: unknown key; expected name, deny_rules, allow_rules, audit_logging_options"},
      {R"({"Name": "p", "allow_rules": []})",
       "p: /Name: unknown key; expected name, deny_rules, allow_rules, audit_logging_options"},
      {WithRule(R"("sources": {})"), "p: /allow_rules/0/sources: unknown key; expected name, source, request"},
      {WithRule(R"("source": {"principal": []})"),
       "p: /allow_rules/0/source/principal: unknown key; expected principals"},
      {WithRule(R"("request": {"path": []})"), "p: /allow_rules/0/request/path: unknown key; expected paths, headers"},
      {WithRule(R"("request": {"headers": [{"key": "x", "values": ["x"], "value": "x"}]})"),
       "p: /allow_rules/0/request/headers/0/value: unknown key; expected key, values"},
      {R"({"name": "p", "allow_rules": [], "allow_rules": [{"name": "all"}]})",
       "p: /allow_rules: the key stands here twice"},
      {WithRule(R"("request": {"paths": ["/a"]}, "request": {})"),
       "p: /allow_rules/0/request: the key stands here twice"},
      {R"({"name": "p", "allow_rules": [{"name": "a"}, {"name": "b"}, {"name": "a"}]})",
       "p: /allow_rules/2/name: another rule of the list has this name"},
      {R"({"name": "p", "deny_rules": [{"name": "a"}, {"name": "a"}], "allow_rules": []})",
       "p: /deny_rules/1/name: another rule of the list has this name"},
  });
}

TEST(ParsePolicyTest, ReportsPatternsThatCouldNotWork) {
  const std::string at = "p: /allow_rules/0/";
  ExpectMistakes({
      {WithRule(R"("source": {"principals": ["**"]})"),
       at + "source/principals/0: a star at both ends; expected one at most"},
      {WithRule(R"("source": {"principals": ["token:*a*"]})"),
       at + "source/principals/0: a star at both ends; expected one at most"},
      {WithRule(R"("source": {"principals": ["token:"]})"),
       at + "source/principals/0: expected a name or a pattern behind token:"},
      {WithRule(R"("request": {"paths": [""]})"), at + "request/paths/0: expected / or * in front"},
      {WithRule(R"("request": {"paths": ["/a", "isnad.v1.AttributionService/ExtractAttributions"]})"),
       at + "request/paths/1: expected / or * in front"},
      {WithRule(R"("request": {"paths": ["/isnad.*/Extract"]})"),
       at + "request/paths/0: a star inside; expected one at the begin or the end, or none"},
      {WithRule(R"("request": {"paths": ["/isnad.*/Ex*"]})"),
       at + "request/paths/0: a star inside; expected one at the begin or the end, or none"},
      {WithRule(R"("request": {"paths": ["*/Ex*"]})"),
       at + "request/paths/0: a star at both ends; expected one at most"},
      {WithRule(R"("request": {"headers": [{"key": "x", "values": ["*a*"]}]})"),
       at + "request/headers/0/values/0: a star at both ends; expected one at most"},
      {WithRule(R"("source": {"principals": ["spiffe://a.test/ns/*/sa/b"]})"),
       at + "source/principals/0: a star inside; expected one at the begin or the end, or none"},
      {WithRule(R"("source": {"principals": ["token:a*b"]})"),
       at + "source/principals/0: a star inside; expected one at the begin or the end, or none"},
      {WithRule(R"("request": {"headers": [{"key": "x", "values": ["a", "a*b*"]}]})"),
       at + "request/headers/0/values/1: a star inside; expected one at the begin or the end, or none"},
  });
}

TEST(ParsePolicyTest, RefusesHeadersThatPoliciesCannotName) {
  for (absl::string_view key : {":path",
                                ":authority",
                                ":",
                                "grpc-timeout",
                                "grpc-",
                                "GRPC-Encoding",
                                "grpc-trace-bin",
                                "host",
                                "Host",
                                "connection",
                                "keep-alive",
                                "proxy-authenticate",
                                "Proxy-Authorization",
                                "proxy-connection",
                                "te",
                                "TE",
                                "trailer",
                                "transfer-encoding",
                                "upgrade",
                                "content-type"}) {
    EXPECT_EQ(MessageOf(WithHeader(key)), "p: /allow_rules/0/request/headers/0/key: a header that policies cannot name")
        << key;
  }
  for (absl::string_view key : {"", "a b", "a:b", "a/b", "\xD9\x82"}) {
    EXPECT_EQ(MessageOf(WithHeader(key)),
              "p: /allow_rules/0/request/headers/0/key: expected a header's name: letters, digits and any of -_.")
        << key;
  }
  EXPECT_EQ(MessageOf(WithHeader("Authorization")),
            "p: /allow_rules/0/request/headers/0/key: secrets stay out of policies; name the token's holder as a "
            "principal, token:NAME");
  EXPECT_EQ(MessageOf(WithHeader("trace-bin")),
            "p: /allow_rules/0/request/headers/0/key: a binary header, which has no text to compare");
  for (absl::string_view key : {"x-tenant", "hosts", "grpc", "user-agent", "x_y.z-1", "trace-binary"}) {
    EXPECT_THAT(ParsePolicy("p", WithHeader(key)), IsOk()) << key;
  }
}

TEST(ParsePolicyTest, ReportsMistakesInAuditOptions) {
  const std::string at = "p: /audit_logging_options";
  ExpectMistakes({
      {WithAudit("[]"), at + ": expected an object"},
      {WithAudit(R"({"condition": "NONE"})"), at + "/condition: unknown key; expected audit_condition, audit_loggers"},
      {WithAudit(R"({"audit_condition": "ALWAYS"})"),
       at + "/audit_condition: expected NONE, ON_DENY, ON_ALLOW or ON_DENY_AND_ALLOW"},
      {WithAudit(R"({"audit_condition": 1})"), at + "/audit_condition: expected a text"},
      {WithAudit(R"({"audit_loggers": {}})"), at + "/audit_loggers: expected an array"},
      {WithAudit(R"({"audit_loggers": [{}]})"), at + "/audit_loggers/0/name: missing"},
      {WithAudit(R"({"audit_loggers": [{"name": "elsewhere"}]})"),
       at + "/audit_loggers/0/name: expected stdout_logger, the only one there is"},
      {WithAudit(R"({"audit_loggers": [{"name": "stdout_logger", "config": {"a": 1}}]})"),
       at + "/audit_loggers/0/config/a: unknown key; expected none"},
      {WithAudit(R"({"audit_loggers": [{"name": "stdout_logger", "is_optional": 1}]})"),
       at + "/audit_loggers/0/is_optional: expected true or false"},
      {WithAudit(R"({"audit_loggers": [{"name": "stdout_logger", "level": 1}]})"),
       at + "/audit_loggers/0/level: unknown key; expected name, config, is_optional"},
  });
}

TEST(ParsePolicyTest, TakesWhatIsAtEachLimitAndNothingBeyond) {
  struct {
    std::string at_limit;
    std::string beyond;
    std::string message;
  } const cases[] = {
      {absl::StrCat(R"({"name": "p", "allow_rules": [)", Elements(R"({"name": "$"})", kPolicyRulesMax), "]}"),
       absl::StrCat(R"({"name": "p", "allow_rules": [)", Elements(R"({"name": "$"})", kPolicyRulesMax + 1), "]}"),
       "p: /allow_rules: has 1001 elements, more than the limit of 1000"},
      {WithRule(absl::StrCat(R"("request": {"paths": [)", Elements("\"/$\"", kPolicyPatternsMax), "]}")),
       WithRule(absl::StrCat(R"("source": {"principals": ["a"]}, "request": {"paths": [)",
                             Elements("\"/$\"", kPolicyPatternsMax), "]}")),
       "p: /allow_rules/0/request/paths/9999: more patterns than the limit of 10000"},
      {absl::StrCat(R"({"allow_rules": [], "name": ")", std::string(kPolicyNameBytesMax, 'n'), "\"}"),
       absl::StrCat(R"({"allow_rules": [], "name": ")", std::string(kPolicyNameBytesMax + 1, 'n'), "\"}"),
       "p: /name: has 129 bytes, more than the limit of 128"},
      {absl::StrCat(R"({"name": "p", "allow_rules": []})", std::string(kAccessFileBytesMax - 32, ' ')),
       absl::StrCat(R"({"name": "p", "allow_rules": []})", std::string(kAccessFileBytesMax - 31, ' ')),
       "p: has 1048577 bytes, more than the limit of 1048576"},
  };
  for (const auto& test_case : cases) {
    EXPECT_THAT(ParsePolicy("p", test_case.at_limit), IsOk());
    EXPECT_EQ(MessageOf(test_case.beyond), test_case.message);
  }
  const std::string deep = absl::StrCat("{\"name\": ", std::string(kPolicyDepthMax, '['));
  EXPECT_THAT(MessageOf(deep), ::testing::EndsWith("nested deeper than 16 levels"));
}

}  // namespace
}  // namespace isnad
