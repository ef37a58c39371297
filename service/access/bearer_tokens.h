// Who holds which bearer token. The file has a line for each: the holder's name, spaces or tabs, the SHA-256 of the
// token in hexadecimal; so it holds no secret. Empty lines and those that begin with # are skipped. A name may have
// several lines, which is how a token is exchanged without a gap; a digest stands once. Immutable; any thread.
//
//   token=$(openssl rand -hex 32); echo "reader $(printf %s "$token" | sha256sum | cut -c1-64)" >>tokens
#ifndef ISNAD_SERVICE_ACCESS_BEARER_TOKENS_H_
#define ISNAD_SERVICE_ACCESS_BEARER_TOKENS_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace isnad {

class BearerTokens {
 public:
  // The tokens in `contents`; `file` names it in errors. INVALID_ARGUMENT with FILE:LINE and the problem, never with
  // what the line says: somebody may have put a token there. A file without tokens is right: nobody holds one.
  static absl::StatusOr<BearerTokens> Parse(absl::string_view file, absl::string_view contents);

  // The name of the token's holder, valid as long as this; empty: nobody holds it. Takes the same time wherever the
  // token stands, and whether it does.
  absl::string_view HolderOf(absl::string_view token) const;

  size_t size() const { return holders_.size(); }

 private:
  struct Holder {
    std::string name;
    std::string digest;
  };

  explicit BearerTokens(std::vector<Holder> holders) : holders_(std::move(holders)) {}

  std::vector<Holder> holders_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ACCESS_BEARER_TOKENS_H_
