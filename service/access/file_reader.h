// Reads a whole file that somebody else may write, replace or remove meanwhile. Never waits: what is no regular file (a
// pipe, a device, a folder) is refused. Any thread.
#ifndef ISNAD_SERVICE_ACCESS_FILE_READER_H_
#define ISNAD_SERVICE_ACCESS_FILE_READER_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"

namespace isnad {

// The bytes of the file at `path`, symbolic links followed. NOT_FOUND, PERMISSION_DENIED or the like where it cannot be
// read, INVALID_ARGUMENT where it is no regular file or has more than `bytes_max` bytes; the message names the file.
absl::StatusOr<std::string> ReadWholeFile(const std::string& path, size_t bytes_max);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ACCESS_FILE_READER_H_
