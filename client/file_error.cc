// Covered by tests/client/file_error_test.cc.
#include "client/file_error.h"

namespace isnad {

absl::Status FileError(int error, absl::string_view what) {
  const absl::Status status = absl::ErrnoToStatus(error, what);
  if (absl::IsNotFound(status) || absl::IsPermissionDenied(status)) return status;
  return absl::UnknownError(status.message());
}

}  // namespace isnad
