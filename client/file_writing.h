// Bytes into files, whole and onto the disk. Errors: as the system says (file_error.h), with the path.
#ifndef ISNAD_CLIENT_FILE_WRITING_H_
#define ISNAD_CLIENT_FILE_WRITING_H_

#include <sys/types.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace isnad {

inline constexpr mode_t kWrittenFileMode = 0644;

absl::Status WriteAll(int descriptor, absl::string_view bytes, const std::string& path);

// What was written survives the machine's end.
absl::Status Synchronise(int descriptor, const std::string& path);

// So do the names in it.
absl::Status SynchroniseFolder(const std::string& path);

}  // namespace isnad

#endif  // ISNAD_CLIENT_FILE_WRITING_H_
