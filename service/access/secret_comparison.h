// Comparison of secrets in a time that tells nothing about where they differ. Pure; any thread.
#ifndef ISNAD_SERVICE_ACCESS_SECRET_COMPARISON_H_
#define ISNAD_SERVICE_ACCESS_SECRET_COMPARISON_H_

#include "absl/strings/string_view.h"

namespace isnad {

// Whether both are equal. The time depends on their lengths alone.
bool SecretsAreEqual(absl::string_view left, absl::string_view right);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ACCESS_SECRET_COMPARISON_H_
