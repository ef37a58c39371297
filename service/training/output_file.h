// Files that a tool writes at the end of long work: whether they can be written is asked before it.
#ifndef ISNAD_SERVICE_TRAINING_OUTPUT_FILE_H_
#define ISNAD_SERVICE_TRAINING_OUTPUT_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace isnad {

// Unavailable where `path` cannot be opened for writing. Changes no file and leaves none behind.
absl::Status CheckWritable(const std::string& path);

// Unavailable where not all bytes could be written.
absl::Status WriteFile(const std::string& path, absl::string_view contents);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_OUTPUT_FILE_H_
