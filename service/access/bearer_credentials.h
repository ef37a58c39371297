// The token in a call's "authorization" metadata, read as RFC 6750 writes it: "Bearer", spaces, the token. The scheme's
// case is free, nothing else is. Pure; any thread.
#ifndef ISNAD_SERVICE_ACCESS_BEARER_CREDENTIALS_H_
#define ISNAD_SERVICE_ACCESS_BEARER_CREDENTIALS_H_

#include <optional>

#include "absl/strings/string_view.h"

namespace isnad {

// The token, a view into `authorization`; none where this is not one well-formed bearer token: another scheme, no
// token, characters beyond b64token, anything around it.
std::optional<absl::string_view> BearerTokenOf(absl::string_view authorization);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ACCESS_BEARER_CREDENTIALS_H_
