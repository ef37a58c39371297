#include "client/file_error.h"

#include <cerrno>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(FileError, IsNeverThatOfALostServer) {
  struct Row {
    int error;
    absl::StatusCode code;
    const char* words;
  };
  const Row rows[] = {
      {ENOENT, absl::StatusCode::kNotFound, "No such file"},
      {EACCES, absl::StatusCode::kPermissionDenied, "Permission denied"},
      {EAGAIN, absl::StatusCode::kUnknown, "temporarily unavailable"},
      {EINTR, absl::StatusCode::kUnknown, "Interrupted"},
      {EHOSTDOWN, absl::StatusCode::kUnknown, "Host is down"},
      {ENOLCK, absl::StatusCode::kUnknown, "No locks"},
      {EMFILE, absl::StatusCode::kUnknown, "Too many open files"},
      {ETIMEDOUT, absl::StatusCode::kUnknown, "timed out"},
      {EIO, absl::StatusCode::kUnknown, "Input/output error"},
  };
  for (const Row& row : rows) {
    const absl::Status status = FileError(row.error, "cannot read");
    EXPECT_EQ(status.code(), row.code) << row.words;
    EXPECT_THAT(std::string(status.message()), AllOf(StartsWith("cannot read"), HasSubstr(row.words)));
  }
}

}  // namespace
}  // namespace isnad
