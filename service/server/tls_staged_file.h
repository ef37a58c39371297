// Bytes that others read under a path, replaced as a whole: whoever opens the path gets one version, never a mixture.
// They stay in memory (memfd, sealed), so no folder need be writable and no private key reaches a disk; the path leads
// there through /proc. Movable value; Replace from one thread at a time, readers from any.
#ifndef ISNAD_SERVICE_SERVER_TLS_STAGED_FILE_H_
#define ISNAD_SERVICE_SERVER_TLS_STAGED_FILE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace isnad {

class StagedFile {
 public:
  // Checks that the bytes can be read at the path. Errors: Unavailable where the system has no memfd or no descriptor
  // left, or /proc is not mounted.
  static absl::StatusOr<StagedFile> Create(absl::string_view contents);

  StagedFile(StagedFile&& other) noexcept;
  StagedFile& operator=(StagedFile&&) = delete;
  // The path leads nowhere, or elsewhere, from now on.
  ~StagedFile();

  // Puts `contents` there, with a modification time that is at least a second later than before, so that a reader that
  // compares times in seconds sees the change. Unavailable: the old bytes stay.
  absl::Status Replace(absl::string_view contents);

  const std::string& path() const { return path_; }

 private:
  StagedFile(int descriptor, int64_t modified_s);

  int descriptor_;
  int64_t modified_s_;
  std::string path_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_TLS_STAGED_FILE_H_
