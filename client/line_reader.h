// Lines of a file, one at a time: memory grows neither with the file nor with a line that is too long.
#ifndef ISNAD_CLIENT_LINE_READER_H_
#define ISNAD_CLIENT_LINE_READER_H_

#include <cstdint>
#include <cstdio>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/owned_file.h"

namespace isnad {

class LineReader {
 public:
  // The first `line_bytes_max` bytes of a line are kept, and one more where it has more. Errors: as the system says
  // (file_error.h); a folder is refused by the first Next.
  static absl::StatusOr<LineReader> Open(const std::string& path, size_t line_bytes_max);

  // Goes to the next line; false: there is none, or status() tells why it cannot be read.
  bool Next();
  // Without its end, "\n" or "\r\n".
  const std::string& line() const { return line_; }
  int64_t number() const { return number_; }  // from 1
  const absl::Status& status() const { return status_; }
  // Of the file, [0, 1]; 0 where its size is not known, as of a pipe.
  double share_passed() const;

 private:
  LineReader(std::FILE* file, uint64_t bytes, size_t line_bytes_max)
      : file_(file), bytes_(bytes), line_bytes_max_(line_bytes_max) {}
  bool Fill();

  OwnedFile file_;
  uint64_t bytes_;  // 0: not known
  size_t line_bytes_max_;
  std::string block_;
  size_t next_ = 0;      // in the block
  uint64_t before_ = 0;  // bytes of the file before the block
  std::string line_;
  int64_t number_ = 0;
  absl::Status status_;
};

}  // namespace isnad

#endif  // ISNAD_CLIENT_LINE_READER_H_
