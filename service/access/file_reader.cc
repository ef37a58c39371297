// Covered by tests/access/file_reader_test.cc.
#include "service/access/file_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace isnad {
namespace {

constexpr size_t kPieceBytes = size_t{64} << 10;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

 private:
  int number_;
};

absl::Status SystemProblem(const std::string& path, int error) {
  const absl::Status status = absl::ErrnoToStatus(error, "");
  return absl::Status(status.code(), absl::StrCat(path, ": cannot be read", status.message()));
}

}  // namespace

absl::StatusOr<std::string> ReadWholeFile(const std::string& path, size_t bytes_max) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number() < 0) return SystemProblem(path, errno);
  struct stat about = {};
  if (fstat(file.number(), &about) != 0) return SystemProblem(path, errno);
  if (!S_ISREG(about.st_mode)) return absl::InvalidArgumentError(absl::StrCat(path, ": no regular file"));
  std::string contents;
  for (;;) {
    // One byte beyond the limit shows that it is passed.
    const size_t begin = contents.size();
    contents.resize(std::min(begin + kPieceBytes, bytes_max + 1));
    const ssize_t count = read(file.number(), contents.data() + begin, contents.size() - begin);
    if (count < 0 && errno != EINTR) return SystemProblem(path, errno);
    contents.resize(begin + std::max<ssize_t>(count, 0));
    if (count == 0) return contents;
    if (contents.size() > bytes_max) {
      return absl::InvalidArgumentError(absl::StrCat(path, ": has more bytes than the limit of ", bytes_max));
    }
  }
}

}  // namespace isnad
