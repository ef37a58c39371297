// What the system says of a file, as a status. Never Unavailable, which here means a lost server and nothing else: a
// pipe that has nothing yet (EAGAIN) or a network drive that is gone is a problem of one file.
#ifndef ISNAD_CLIENT_FILE_ERROR_H_
#define ISNAD_CLIENT_FILE_ERROR_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace isnad {

// `error` is errno. NotFound and PermissionDenied where the system says so, Unknown for all else; with the system's
// words behind `what`.
absl::Status FileError(int error, absl::string_view what);

}  // namespace isnad

#endif  // ISNAD_CLIENT_FILE_ERROR_H_
