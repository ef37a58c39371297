// An authorization policy as gRFC A43 defines it (with the audit condition of gRFC A59): deny rules, then allow rules,
// and what no rule allows is denied. A rule matches a call when its principals, paths and headers all do; a list that
// is empty asks nothing. Values, immutable once read (policy_parser.h); any thread.
//
// Principals are compared with the certificate's URI names, then its DNS names, then its subject, and match nobody
// without TLS; "" matches who shows no certificate. An extension of ours: those of the form token:PATTERN are compared
// with the name of the bearer token's holder, and with nothing else, as the others never look at tokens. So no
// certificate can pass for a token: "*" is everybody with a certificate, "token:*" everybody with a token.
#ifndef ISNAD_SERVICE_ACCESS_AUTHORIZATION_POLICY_H_
#define ISNAD_SERVICE_ACCESS_AUTHORIZATION_POLICY_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/access/call.h"
#include "service/access/pattern.h"

namespace isnad {

struct HeaderCondition {
  // In lower case.
  std::string key;
  // Compared with all values of the key joined by commas; one must match. A key that is not sent matches nothing.
  std::vector<Pattern> values;
};

struct AccessRule {
  std::string name;
  // One of either list must match, unless both are empty.
  std::vector<Pattern> certificate_principals;
  std::vector<Pattern> token_principals;
  // One must match.
  std::vector<Pattern> paths;
  // All must match.
  std::vector<HeaderCondition> headers;
};

struct AuthorizationPolicy {
  std::string name;
  std::vector<AccessRule> deny_rules;
  std::vector<AccessRule> allow_rules;
  // Which decisions are to be logged. A policy that says nothing has its denials logged.
  bool audits_denials = true;
  bool audits_allowed = false;
};

struct PolicyAnswer {
  bool allowed = false;
  // The rule that decided, in the policy; null where none matched, which denies.
  const AccessRule* rule = nullptr;
};

// What the policy says of a call by the holder of a token, or by nobody's where `token_name` is empty.
PolicyAnswer Ask(const AuthorizationPolicy& policy, const Call& call, absl::string_view token_name,
                 HeaderLookup headers);

// Names of the allow rules that ask neither for a principal nor for a header: whoever reaches the server may make their
// calls, with a token or without. Rules for health checks alone, whose probes have nothing to show, are left out.
std::vector<std::string> RulesForEverybody(const AuthorizationPolicy& policy);

// Whether a rule names principals of the form token:PATTERN.
bool NamesTokens(const AuthorizationPolicy& policy);

// What callers can show of themselves over the connection.
enum class CallerCertificates {
  kPlainText,    // nothing: principals of certificates match nobody, "" included
  kNotAskedFor,  // over TLS: "" matches everybody, and the others nobody
  kAskedFor,
};

// The first deny rule with a principal that can match nobody, so that it does not deny what it says; null: none.
const AccessRule* FindIdleDenyRule(const AuthorizationPolicy& policy, CallerCertificates certificates);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ACCESS_AUTHORIZATION_POLICY_H_
