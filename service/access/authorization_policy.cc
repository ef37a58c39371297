// Rules are asked in their order, as the file has them: the first that matches is the one named. Covered by
// tests/access/decision_table_test.cc and, against a slow second implementation, policy_property_test.cc.
#include "service/access/authorization_policy.h"

#include <algorithm>

#include "absl/strings/str_join.h"

namespace isnad {
namespace {

bool AnyMatches(const std::vector<Pattern>& patterns, absl::string_view value) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& pattern) { return pattern.Matches(value); });
}

// A certificate may leave its subject empty where it has other names; only who has no name at all has shown none.
bool MatchesCertificate(const Pattern& pattern, const Peer& peer) {
  if (pattern.empty()) return peer.uri_names.empty() && peer.dns_names.empty() && peer.subject.empty();
  const auto matches = [&](absl::string_view name) { return pattern.Matches(name); };
  return std::any_of(peer.uri_names.begin(), peer.uri_names.end(), matches) ||
         std::any_of(peer.dns_names.begin(), peer.dns_names.end(), matches) || matches(peer.subject);
}

bool MatchesSource(const AccessRule& rule, const Peer& peer, absl::string_view token_name) {
  if (rule.certificate_principals.empty() && rule.token_principals.empty()) return true;
  if (!token_name.empty() && AnyMatches(rule.token_principals, token_name)) return true;
  return peer.over_tls && std::any_of(rule.certificate_principals.begin(), rule.certificate_principals.end(),
                                      [&](const Pattern& pattern) { return MatchesCertificate(pattern, peer); });
}

bool MatchesHeader(const HeaderCondition& condition, HeaderLookup headers) {
  const HeaderValues values = headers(condition.key);
  if (values.empty()) return false;
  if (values.size() == 1) return AnyMatches(condition.values, values.front());
  return AnyMatches(condition.values, absl::StrJoin(values, ","));
}

}  // namespace

PolicyAnswer Ask(const AuthorizationPolicy& policy, const Call& call, absl::string_view token_name,
                 HeaderLookup headers) {
  const auto matches = [&](const AccessRule& rule) {
    return (rule.paths.empty() || AnyMatches(rule.paths, call.method)) && MatchesSource(rule, call.peer, token_name) &&
           std::all_of(rule.headers.begin(), rule.headers.end(),
                       [&](const HeaderCondition& condition) { return MatchesHeader(condition, headers); });
  };
  const auto denying = std::find_if(policy.deny_rules.begin(), policy.deny_rules.end(), matches);
  if (denying != policy.deny_rules.end()) return {.allowed = false, .rule = &*denying};
  const auto allowing = std::find_if(policy.allow_rules.begin(), policy.allow_rules.end(), matches);
  if (allowing != policy.allow_rules.end()) return {.allowed = true, .rule = &*allowing};
  return {};
}

std::vector<std::string> RulesForEverybody(const AuthorizationPolicy& policy) {
  const auto is_health = [](const Pattern& path) { return path.OnlyBehind(kHealthMethods); };
  std::vector<std::string> names;
  for (const AccessRule& rule : policy.allow_rules) {
    const bool asks = !rule.certificate_principals.empty() || !rule.token_principals.empty() || !rule.headers.empty();
    const bool only_health = !rule.paths.empty() && std::all_of(rule.paths.begin(), rule.paths.end(), is_health);
    if (!asks && !only_health) names.push_back(rule.name);
  }
  return names;
}

bool NamesTokens(const AuthorizationPolicy& policy) {
  const auto names_tokens = [](const AccessRule& rule) { return !rule.token_principals.empty(); };
  return std::any_of(policy.deny_rules.begin(), policy.deny_rules.end(), names_tokens) ||
         std::any_of(policy.allow_rules.begin(), policy.allow_rules.end(), names_tokens);
}

const AccessRule* FindIdleDenyRule(const AuthorizationPolicy& policy, CallerCertificates certificates) {
  if (certificates == CallerCertificates::kAskedFor) return nullptr;
  const auto is_idle = [certificates](const Pattern& principal) {
    return certificates == CallerCertificates::kPlainText || !principal.empty();
  };
  for (const AccessRule& rule : policy.deny_rules) {
    const std::vector<Pattern>& principals = rule.certificate_principals;
    if (std::any_of(principals.begin(), principals.end(), is_idle)) return &rule;
  }
  return nullptr;
}

}  // namespace isnad
