// The one door: may this call be made, and by whom is it? Asked once for each call, before anything of it is read.
//
// With neither tokens nor policy every call is allowed. With tokens alone a call needs one, except health checks, whose
// probes carry none. With a policy it alone decides, over certificates and tokens alike, and health checks need a rule
// as all others do. A token that is wrong is refused whatever the policy says; where none is known of, "authorization"
// is not looked at. Immutable; any thread.
#ifndef ISNAD_SERVICE_ACCESS_ACCESS_CONTROL_H_
#define ISNAD_SERVICE_ACCESS_ACCESS_CONTROL_H_

#include <memory>
#include <string>
#include <utility>

#include "service/access/authorization_policy.h"
#include "service/access/bearer_tokens.h"
#include "service/access/call.h"

namespace isnad {

struct AccessDecision {
  enum class Verdict {
    kAllowed,
    // UNAUTHENTICATED: no token where one would be needed, from a caller without a certificate.
    kCredentialsMissing,
    // UNAUTHENTICATED: a token that nobody holds, something that is no bearer token, or several.
    kCredentialsWrong,
    // PERMISSION_DENIED: by `rule`, or by none that allows it.
    kDenied,
  };

  Verdict verdict = Verdict::kAllowed;
  // The caller as a policy would name it: "token:NAME", or the certificate's first URI name, DNS name or subject; empty
  // where nothing is known of it, or nothing was asked.
  std::string caller;
  // The rule of the policy that allowed or denied the call; empty: none did.
  std::string rule;
  // The policy's name; empty where there is none.
  std::string policy;
  // Whether a line about this decision belongs into the log.
  bool audited = false;

  bool allowed() const { return verdict == Verdict::kAllowed; }
};

class AccessControl {
 public:
  // Null: none. Without tokens the principals token:... of a policy match nobody.
  AccessControl(std::shared_ptr<const BearerTokens> tokens, std::shared_ptr<const AuthorizationPolicy> policy)
      : tokens_(std::move(tokens)), policy_(std::move(policy)) {}

  // Whether all calls are allowed: then nothing of them need be gathered for a decision.
  bool open() const { return tokens_ == nullptr && policy_ == nullptr; }

  AccessDecision Decide(const Call& call, HeaderLookup headers) const;

 private:
  std::shared_ptr<const BearerTokens> tokens_;
  std::shared_ptr<const AuthorizationPolicy> policy_;
};

// Why a call was refused, in a sentence for its caller; "allowed" where it was not.
std::string Explain(const AccessDecision& decision);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ACCESS_ACCESS_CONTROL_H_
