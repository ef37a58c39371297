// Policies, token files and the "authorization" of calls: any bytes give rules that answer every call, or a refusal
// that is short, fit for a log line, and says nothing of what it was given but keys.
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "service/access/access_control.h"
#include "service/access/bearer_credentials.h"
#include "service/access/policy_parser.h"

namespace {

constexpr size_t kMessageBytesMax = 2000;

void CheckRefusal(const absl::Status& status) {
  if (status.message().empty() || status.message().size() > kMessageBytesMax) std::abort();
  for (unsigned char c : status.message()) {
    if (c < 0x20 || c > 0x7E) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const auto token = isnad::BearerTokenOf(text);
  if (token.has_value() && token->empty()) std::abort();
  const auto tokens = isnad::BearerTokens::Parse("tokens", text);
  if (!tokens.ok()) CheckRefusal(tokens.status());
  const auto policy = isnad::ParsePolicy("policy", text);
  if (!policy.ok()) {
    CheckRefusal(policy.status());
    return 0;
  }
  const isnad::AccessControl access(tokens.ok() ? std::make_shared<const isnad::BearerTokens>(*tokens) : nullptr,
                                    std::make_shared<const isnad::AuthorizationPolicy>(*policy));
  const isnad::Call call = {.method = "/t.S/M", .peer = {.over_tls = true, .uri_names = {"a:b"}, .subject = "CN=a"}};
  const isnad::AccessDecision decision = access.Decide(call, [](absl::string_view key) {
    return isnad::HeaderValues{"a", key};
  });
  if (isnad::Explain(decision).empty()) std::abort();
  return 0;
}
