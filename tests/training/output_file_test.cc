// Files that cannot be written are noticed, before the work and after it.
#include "service/training/output_file.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

std::string ContentsOf(const std::string& path) {
  std::ostringstream contents;
  contents << std::ifstream(path, std::ios::binary).rdbuf();
  return contents.str();
}

TEST(CheckWritableTest, LeavesEverythingAsItWas) {
  const TemporaryFolder folder;
  EXPECT_TRUE(CheckWritable(folder.Path("new")).ok());
  EXPECT_FALSE(std::filesystem::exists(folder.Path("new")));
  const std::string old = folder.Write("old", "as it was");
  EXPECT_TRUE(CheckWritable(old).ok());
  EXPECT_EQ(ContentsOf(old), "as it was");
}

TEST(CheckWritableTest, RefusesFoldersAndMissingFolders) {
  const TemporaryFolder folder;
  for (const std::string& path : {folder.Path(""), folder.Path("nowhere/file")}) {
    EXPECT_EQ(CheckWritable(path).code(), absl::StatusCode::kUnavailable) << path;
    EXPECT_EQ(WriteFile(path, "x").code(), absl::StatusCode::kUnavailable) << path;
  }
}

TEST(WriteFileTest, WritesEveryByteInPlaceOfTheOldOnes) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("file", "something longer than the new contents");
  const std::string contents("a\0b\r\n", 5);
  EXPECT_TRUE(WriteFile(path, contents).ok());
  EXPECT_EQ(ContentsOf(path), contents);
}

TEST(WriteFileTest, NoticesAFullDisk) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  EXPECT_EQ(WriteFile("/dev/full", "x").code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace isnad
