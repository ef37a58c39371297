// Pipes, and the text that came to a file descriptor.
#ifndef ISNAD_TESTS_SUPPORT_DESCRIPTOR_TEXT_H_
#define ISNAD_TESTS_SUPPORT_DESCRIPTOR_TEXT_H_

#include <errno.h>
#include <unistd.h>

#include <string>

#include "gtest/gtest.h"

namespace isnad::testing {

class Pipe {
 public:
  Pipe() { EXPECT_EQ(pipe(ends_), 0); }
  ~Pipe() {
    CloseReadEnd();
    CloseWriteEnd();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void CloseReadEnd() { Close(&ends_[0]); }
  void CloseWriteEnd() { Close(&ends_[1]); }

 private:
  static void Close(int* end) {
    if (*end >= 0) close(*end);
    *end = -1;
  }

  int ends_[2] = {-1, -1};
};

// All that comes until the other end is closed.
inline std::string ReadUntilClosed(int descriptor) {
  std::string text;
  char buffer[65536];
  while (true) {
    const ssize_t bytes = read(descriptor, buffer, sizeof(buffer));
    if (bytes < 0 && errno == EINTR) continue;
    EXPECT_GE(bytes, 0);
    if (bytes <= 0) return text;
    text.append(buffer, bytes);
  }
}

// All of a file that can be read from its start.
inline std::string ReadFromStart(int file) {
  EXPECT_EQ(lseek(file, 0, SEEK_SET), 0);
  return ReadUntilClosed(file);
}

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_DESCRIPTOR_TEXT_H_
