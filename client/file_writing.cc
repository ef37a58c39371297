// Covered by tests/client/bulk_output_test.cc.
#include "client/file_writing.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "client/file_error.h"
#include "client/owned_descriptor.h"

namespace isnad {

absl::Status WriteAll(int descriptor, absl::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return FileError(errno, absl::StrCat(path, ": cannot write"));
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::Status Synchronise(int descriptor, const std::string& path) {
  if (fsync(descriptor) == 0) return absl::OkStatus();
  return FileError(errno, absl::StrCat(path, ": cannot write to the disk"));
}

absl::Status SynchroniseFolder(const std::string& path) {
  const OwnedDescriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0) return FileError(errno, absl::StrCat(path, ": cannot open"));
  return Synchronise(folder.get(), path);
}

}  // namespace isnad
