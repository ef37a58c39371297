#include "service/access/file_reader.h"

#include <sys/stat.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::isnad::testing::HasCode;
using ::isnad::testing::IsOk;
using ::testing::HasSubstr;

TEST(ReadWholeFileTest, ReadsEveryByte) {
  const TemporaryFolder folder;
  for (const std::string& contents : {std::string(), std::string("a\0b\n", 4), std::string(200000, 'x')}) {
    const auto read = ReadWholeFile(folder.Write("file", contents), 200000);
    ASSERT_THAT(read, IsOk());
    EXPECT_TRUE(*read == contents);
  }
}

TEST(ReadWholeFileTest, RefusesOneByteTooMany) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("file", std::string(65537, 'x'));
  EXPECT_THAT(ReadWholeFile(path, 65537), IsOk());
  const auto read = ReadWholeFile(path, 65536);
  ASSERT_THAT(read, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(read.status().message(), path + ": has more bytes than the limit of 65536");
}

TEST(ReadWholeFileTest, NamesAFileThatIsNotThere) {
  const TemporaryFolder folder;
  const auto read = ReadWholeFile(folder.Path("none"), 10);
  ASSERT_THAT(read, HasCode(absl::StatusCode::kNotFound));
  EXPECT_THAT(std::string(read.status().message()), HasSubstr(folder.Path("none") + ": cannot be read"));
}

TEST(ReadWholeFileTest, RefusesWhatIsNoFileWithoutWaiting) {
  const TemporaryFolder folder;
  const std::string pipe = folder.Path("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(ReadWholeFile(pipe, 10), HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ReadWholeFile(folder.Path("."), 10), HasCode(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace isnad
