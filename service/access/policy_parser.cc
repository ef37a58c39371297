// Each function takes a node and returns its value; the first problem stays in the status that the nodes share. Covered
// by tests/access/policy_parser_test.cc.
#include "service/access/policy_parser.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "service/access/access_limits.h"
#include "service/access/json_document.h"

namespace isnad {
namespace {

// Headers that say something of one connection or that gRPC keeps to itself: no call shows them to a policy.
constexpr absl::string_view kHeadersNotOfCallers[] = {
    "host",    "connection",        "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te",
    "trailer", "transfer-encoding", "upgrade",    "content-type",
};

constexpr absl::string_view kTokenScheme = "token:";

class PolicyReader {
 public:
  AuthorizationPolicy Policy(const JsonNode& root) {
    root.ExpectObject({"name", "deny_rules", "allow_rules", "audit_logging_options"});
    AuthorizationPolicy policy;
    policy.name = Name(root.RequiredMember("name"));
    policy.deny_rules = Rules(root.Member("deny_rules"));
    policy.allow_rules = Rules(root.RequiredMember("allow_rules"));
    ReadAudit(root.Member("audit_logging_options"), &policy);
    return policy;
  }

 private:
  static std::string Name(const JsonNode& node) {
    std::string name = node.Text();
    if (!node.exists()) return name;
    if (name.empty()) node.Fail("empty");
    if (name.size() > kPolicyNameBytesMax) {
      node.Fail(absl::StrCat("has ", name.size(), " bytes, more than the limit of ", kPolicyNameBytesMax));
    }
    if (std::any_of(name.begin(), name.end(), absl::ascii_iscntrl)) node.Fail("has a control character");
    return name;
  }

  std::vector<AccessRule> Rules(const JsonNode& node) {
    std::vector<AccessRule> rules;
    std::set<std::string> names;
    for (const JsonNode& element : node.Elements(kPolicyRulesMax)) {
      rules.push_back(Rule(element));
      if (!names.insert(rules.back().name).second)
        element.Member("name").Fail("another rule of the list has this name");
    }
    return rules;
  }

  AccessRule Rule(const JsonNode& node) {
    node.ExpectObject({"name", "source", "request"});
    AccessRule rule;
    rule.name = Name(node.RequiredMember("name"));
    const JsonNode source = node.Member("source");
    source.ExpectObject({"principals"});
    ReadPrincipals(source.Member("principals"), &rule);
    const JsonNode request = node.Member("request");
    request.ExpectObject({"paths", "headers"});
    rule.paths = Paths(request.Member("paths"));
    for (const JsonNode& header : request.Member("headers").Elements(kPolicyPatternsMax)) {
      rule.headers.push_back(Header(header));
    }
    return rule;
  }

  void ReadPrincipals(const JsonNode& node, AccessRule* rule) {
    for (const JsonNode& element : node.Elements(kPolicyPatternsMax)) {
      const std::string text = element.Text();
      absl::string_view principal = text;
      if (!absl::ConsumePrefix(&principal, kTokenScheme)) {
        AddPattern(element, principal, &rule->certificate_principals);
      } else if (principal.empty()) {
        element.Fail("expected a name or a pattern behind token:");
      } else {
        AddPattern(element, principal, &rule->token_principals);
      }
    }
  }

  std::vector<Pattern> Paths(const JsonNode& node) {
    std::vector<Pattern> paths;
    for (const JsonNode& element : node.Elements(kPolicyPatternsMax)) {
      const std::string path = element.Text();
      if (!absl::StartsWith(path, "/") && !absl::StartsWith(path, "*")) element.Fail("expected / or * in front");
      AddPattern(element, path, &paths);
    }
    return paths;
  }

  HeaderCondition Header(const JsonNode& node) {
    node.ExpectObject({"key", "values"});
    HeaderCondition header;
    header.key = HeaderKey(node.RequiredMember("key"));
    const JsonNode values = node.RequiredMember("values");
    const std::vector<JsonNode> elements = values.Elements(kPolicyPatternsMax);
    if (elements.empty()) values.Fail("no values");
    for (const JsonNode& element : elements) AddPattern(element, element.Text(), &header.values);
    return header;
  }

  static std::string HeaderKey(const JsonNode& node) {
    const std::string key = absl::AsciiStrToLower(node.Text());
    const auto in_key = [](char c) { return absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '.'; };
    if (absl::StartsWith(key, ":") || absl::StartsWith(key, "grpc-") ||
        std::find(std::begin(kHeadersNotOfCallers), std::end(kHeadersNotOfCallers), key) !=
            std::end(kHeadersNotOfCallers)) {
      node.Fail("a header that policies cannot name");
    } else if (key == "authorization") {
      node.Fail("secrets stay out of policies; name the token's holder as a principal, token:NAME");
    } else if (absl::EndsWith(key, "-bin")) {
      node.Fail("a binary header, which has no text to compare");
    } else if (key.empty() || !std::all_of(key.begin(), key.end(), in_key)) {
      node.Fail("expected a header's name: letters, digits and any of -_.");
    }
    return key;
  }

  void AddPattern(const JsonNode& node, absl::string_view text, std::vector<Pattern>* patterns) {
    if (++pattern_count_ > kPolicyPatternsMax) {
      node.Fail(absl::StrCat("more patterns than the limit of ", kPolicyPatternsMax));
    }
    absl::StatusOr<Pattern> pattern = Pattern::Parse(text);
    if (!pattern.ok()) return node.Fail(pattern.status().message());
    patterns->push_back(*std::move(pattern));
  }

  static void ReadAudit(const JsonNode& node, AuthorizationPolicy* policy) {
    if (!node.exists()) return;
    node.ExpectObject({"audit_condition", "audit_loggers"});
    const JsonNode condition = node.Member("audit_condition");
    if (condition.exists()) ReadAuditCondition(condition, policy);
    for (const JsonNode& logger : node.Member("audit_loggers").Elements(kPolicyRulesMax)) CheckAuditLogger(logger);
  }

  static void ReadAuditCondition(const JsonNode& node, AuthorizationPolicy* policy) {
    const std::string condition = node.Text();
    policy->audits_denials = condition == "ON_DENY" || condition == "ON_DENY_AND_ALLOW";
    policy->audits_allowed = condition == "ON_ALLOW" || condition == "ON_DENY_AND_ALLOW";
    if (policy->audits_denials || policy->audits_allowed || condition == "NONE") return;
    node.Fail("expected NONE, ON_DENY, ON_ALLOW or ON_DENY_AND_ALLOW");
  }

  static void CheckAuditLogger(const JsonNode& node) {
    node.ExpectObject({"name", "config", "is_optional"});
    const bool optional = node.Member("is_optional").Truth();
    const bool ours = node.RequiredMember("name").Text() == "stdout_logger";
    if (ours) node.Member("config").ExpectObject({});
    if (!ours && !optional) node.Member("name").Fail("expected stdout_logger, the only one there is");
  }

  size_t pattern_count_ = 0;
};

}  // namespace

absl::StatusOr<AuthorizationPolicy> ParsePolicy(absl::string_view file, absl::string_view contents) {
  const JsonLimits limits = {.bytes_max = kAccessFileBytesMax, .depth_max = kPolicyDepthMax};
  const absl::StatusOr<nlohmann::json> document = ReadJson(file, contents, limits);
  if (!document.ok()) return document.status();
  absl::Status status;
  AuthorizationPolicy policy = PolicyReader().Policy(JsonNode(file, *document, &status));
  if (!status.ok()) return status;
  return policy;
}

}  // namespace isnad
