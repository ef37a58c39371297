// Authorization policies: any bytes give rules that answer every call as deny before allow before nothing, or a refusal
// that is short, fit for a log line, and says nothing of what it was given but keys.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "service/access/access_control.h"
#include "service/access/policy_parser.h"
#include "tests/access/token_lines.h"
#include "tests/fuzz/fuzz_input.h"

namespace isnad {
namespace {

constexpr size_t kMessageBytesMax = 2000;

bool Holds(const std::vector<AccessRule>& rules, const AccessRule* rule) {
  return rule >= rules.data() && rule < rules.data() + rules.size();
}

// What policy, call and token say with rules left out.
void CheckAnswer(const AuthorizationPolicy& policy, const Call& call, absl::string_view token, HeaderLookup headers) {
  const PolicyAnswer answer = Ask(policy, call, token, headers);
  AuthorizationPolicy no_denials = policy, nothing_allowed = policy;
  no_denials.deny_rules.clear();
  nothing_allowed.allow_rules.clear();
  Require(!Ask(nothing_allowed, call, token, headers).allowed, "what no rule allows is denied");
  if (answer.allowed) {
    Require(Holds(policy.allow_rules, answer.rule), "an allow rule allows");
    Require(Ask(no_denials, call, token, headers).allowed, "fewer denials allow no less");
  } else if (answer.rule != nullptr) {
    Require(Holds(policy.deny_rules, answer.rule), "a deny rule denies");
    AuthorizationPolicy alone = policy;
    alone.deny_rules = {*answer.rule};
    Require(Ask(alone, call, token, headers).rule == &alone.deny_rules[0], "a rule that denies does so alone");
  } else {
    Require(!Ask(no_denials, call, token, headers).allowed, "a call that no rule names has none that allows it");
  }
}

void CheckPolicy(absl::string_view json) {
  const absl::StatusOr<AuthorizationPolicy> policy = ParsePolicy("policy", json);
  if (!policy.ok()) {
    RequireReadableRefusal(policy.status().message(), "policy", kMessageBytesMax);
    for (const unsigned char c : policy.status().message())
      Require(c < 0x7F && c != '\n', "a refusal is an ASCII line");
    return;
  }
  const auto headers = [](absl::string_view key) {
    return key == "x-none" ? HeaderValues{} : HeaderValues{"one", key};
  };
  const Call calls[] = {
      {.method = "/isnad.v1.AttributionService/ExtractAttributions", .peer = {}},
      {.method = "/t.S/M", .peer = {.over_tls = true, .uri_names = {"spiffe://isnad.test/reader"}, .subject = "CN=a"}},
      {.method = "/t.S/N", .peer = {.over_tls = true, .dns_names = {"a.test", "b.test"}}}};
  const auto tokens = std::make_shared<const BearerTokens>(*BearerTokens::Parse("tokens", kReaderLine));
  const AccessControl access(tokens, std::make_shared<const AuthorizationPolicy>(*policy));
  for (const Call& call : calls) {
    for (const absl::string_view token : {"", "reader"}) CheckAnswer(*policy, call, token, headers);
    const AccessDecision decision = access.Decide(call, headers);
    Require(decision.verdict == AccessDecision::Verdict::kCredentialsWrong, "two tokens are none");
    Require(!Explain(decision).empty(), "a decision is explained");
  }
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  isnad::CheckPolicy({reinterpret_cast<const char*>(data), size});
  return 0;
}
