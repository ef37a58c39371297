// dup3 puts a new memfd in the place of the old under the same number, at once for all threads; those who have opened
// the old one keep it. Covered by tests/server/tls_staged_file_test.cc.
#include "service/server/tls_staged_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/access/file_reader.h"

namespace isnad {
namespace {

absl::Status SystemProblem(absl::string_view doing, int error) {
  return absl::UnavailableError(
      absl::StrCat("cannot hold TLS certificates in memory: ", doing, ": ", absl::ErrnoToStatus(error, "").message()));
}

bool WriteAll(int descriptor, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

// A sealed memory file with `contents`; its descriptor.
absl::StatusOr<int> NewFile(absl::string_view contents, int64_t modified_s) {
  const int descriptor = memfd_create("isnad-tls", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (descriptor < 0) return SystemProblem("memfd_create", errno);
  const timespec time = {.tv_sec = modified_s, .tv_nsec = 0};
  const timespec times[] = {time, time};
  if (!WriteAll(descriptor, contents) || futimens(descriptor, times) != 0 ||
      fcntl(descriptor, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0) {
    const absl::Status status = SystemProblem("writing", errno);
    close(descriptor);
    return status;
  }
  return descriptor;
}

}  // namespace

absl::StatusOr<StagedFile> StagedFile::Create(absl::string_view contents) {
  const int64_t now_s = std::time(nullptr);
  const absl::StatusOr<int> descriptor = NewFile(contents, now_s);
  if (!descriptor.ok()) return descriptor.status();
  StagedFile file(*descriptor, now_s);
  const absl::StatusOr<std::string> read = ReadWholeFile(file.path_, contents.size());
  if (!read.ok() || *read != contents) {
    return absl::UnavailableError(absl::StrCat(
        "cannot hold TLS certificates in memory: ",
        read.ok() ? absl::string_view("read back otherwise") : read.status().message(), "; is /proc mounted?"));
  }
  return file;
}

StagedFile::StagedFile(int descriptor, int64_t modified_s)
    : descriptor_(descriptor), modified_s_(modified_s), path_(absl::StrCat("/proc/self/fd/", descriptor)) {}

StagedFile::StagedFile(StagedFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      modified_s_(other.modified_s_),
      path_(std::move(other.path_)) {}

StagedFile::~StagedFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

absl::Status StagedFile::Replace(absl::string_view contents) {
  const int64_t modified_s = std::max<int64_t>(modified_s_ + 1, std::time(nullptr));
  const absl::StatusOr<int> next = NewFile(contents, modified_s);
  if (!next.ok()) return next.status();
  const int moved = dup3(*next, descriptor_, O_CLOEXEC);
  const int error = errno;
  close(*next);
  if (moved < 0) return SystemProblem("dup3", error);
  modified_s_ = modified_s;
  return absl::OkStatus();
}

}  // namespace isnad
