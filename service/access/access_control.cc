// Covered by tests/access/access_control_test.cc and decision_table_test.cc.
#include "service/access/access_control.h"

#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "service/access/bearer_credentials.h"

namespace isnad {
namespace {

using Verdict = AccessDecision::Verdict;

constexpr absl::string_view kAuthorization = "authorization";

// The certificate's first name; empty: there is no certificate.
absl::string_view CertificateName(const Peer& peer) {
  if (!peer.over_tls) return "";
  if (!peer.uri_names.empty()) return peer.uri_names.front();
  if (!peer.dns_names.empty()) return peer.dns_names.front();
  return peer.subject;
}

// The holder of the call's token; "" where it has none, nothing where it has a wrong one.
std::optional<absl::string_view> HolderOf(const BearerTokens& tokens, HeaderLookup headers) {
  const HeaderValues values = headers(kAuthorization);
  if (values.empty()) return absl::string_view();
  if (values.size() > 1) return std::nullopt;
  const std::optional<absl::string_view> token = BearerTokenOf(values.front());
  if (!token.has_value()) return std::nullopt;
  const absl::string_view holder = tokens.HolderOf(*token);
  if (holder.empty()) return std::nullopt;
  return holder;
}

std::string CallerName(absl::string_view holder, const Peer& peer) {
  return holder.empty() ? std::string(CertificateName(peer)) : absl::StrCat("token:", holder);
}

}  // namespace

AccessDecision AccessControl::Decide(const Call& call, HeaderLookup headers) const {
  AccessDecision decision;
  if (open()) return decision;
  if (policy_ == nullptr && absl::StartsWith(call.method, kHealthMethods)) return decision;
  if (policy_ != nullptr) decision.policy = policy_->name;
  decision.audited = policy_ == nullptr || policy_->audits_denials;

  absl::string_view holder;
  if (tokens_ != nullptr) {
    const std::optional<absl::string_view> found = HolderOf(*tokens_, headers);
    if (!found.has_value()) {
      decision.verdict = Verdict::kCredentialsWrong;
      return decision;
    }
    holder = *found;
  }
  decision.caller = CallerName(holder, call.peer);

  // Without a policy, who holds a token may call.
  const PolicyAnswer answer =
      policy_ == nullptr ? PolicyAnswer{.allowed = !holder.empty()} : Ask(*policy_, call, holder, headers);
  if (answer.rule != nullptr) decision.rule = answer.rule->name;
  if (answer.allowed) {
    decision.audited = policy_ != nullptr && policy_->audits_allowed;
    return decision;
  }
  // A token might help whoever has shown nothing, unless a rule denies the call to everybody like that.
  const bool may_lack_token = tokens_ != nullptr && holder.empty() && answer.rule == nullptr;
  const bool is_unknown = policy_ == nullptr || CertificateName(call.peer).empty();
  decision.verdict = may_lack_token && is_unknown ? Verdict::kCredentialsMissing : Verdict::kDenied;
  return decision;
}

std::string Explain(const AccessDecision& decision) {
  switch (decision.verdict) {
    case Verdict::kAllowed:
      return "allowed";
    case Verdict::kCredentialsMissing:
      return "the call has no bearer token; send one as metadata \"authorization: Bearer TOKEN\"";
    case Verdict::kCredentialsWrong:
      return "the metadata \"authorization\" holds no bearer token that is known here";
    case Verdict::kDenied:
      break;
  }
  if (decision.rule.empty()) return "no rule allows this call";
  return absl::StrCat("the rule \"", decision.rule, "\" denies this call");
}

}  // namespace isnad
