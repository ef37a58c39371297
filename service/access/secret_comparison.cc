// Covered by tests/access/secret_comparison_test.cc.
#include "service/access/secret_comparison.h"

#include <openssl/crypto.h>

namespace isnad {

bool SecretsAreEqual(absl::string_view left, absl::string_view right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace isnad
