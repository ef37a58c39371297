// Refuses text of callers that is not UTF-8. Pure; any thread.
#ifndef ISNAD_SERVICE_RPC_UTF8_CHECK_H_
#define ISNAD_SERVICE_RPC_UTF8_CHECK_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace isnad {

// MALFORMED_UTF8 with the first bad byte's offset, in message and metadata, where `bytes` is not well formed. `field`
// is the path of the field, "article.text".
absl::Status CheckUtf8(absl::string_view bytes, const std::string& field);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_UTF8_CHECK_H_
