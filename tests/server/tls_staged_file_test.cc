#include "service/server/tls_staged_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <utility>

#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::IsOk;

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

time_t ModifiedAt(const std::string& path) {
  struct stat about = {};
  EXPECT_EQ(stat(path.c_str(), &about), 0);
  return about.st_mtime;
}

TEST(StagedFileTest, HoldsWhatItWasGivenAndLetsNobodyChangeIt) {
  auto file = StagedFile::Create("first");
  ASSERT_THAT(file, IsOk());
  EXPECT_EQ(Contents(file->path()), "first");
  EXPECT_EQ(Contents(file->path()), "first") << "each reader begins at the beginning";
  std::ofstream(file->path(), std::ios::in | std::ios::out) << "other";
  EXPECT_EQ(Contents(file->path()), "first");
}

TEST(StagedFileTest, ReplacesUnderTheSamePathWithALaterTime) {
  auto file = StagedFile::Create("first, and the longer one");
  ASSERT_THAT(file, IsOk());
  const std::string path = file->path();
  std::ifstream open_before(path, std::ios::binary);
  for (const std::string contents : {"second", "", "third"}) {
    const time_t before = ModifiedAt(path);
    ASSERT_THAT(file->Replace(contents), IsOk());
    EXPECT_EQ(file->path(), path);
    EXPECT_EQ(Contents(path), contents);
    EXPECT_GT(ModifiedAt(path), before);
  }
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(open_before), {}), "first, and the longer one")
      << "who has opened it keeps it";
}

TEST(StagedFileTest, MovesWithItsPath) {
  auto file = StagedFile::Create("moved");
  ASSERT_THAT(file, IsOk());
  const StagedFile there = *std::move(file);
  EXPECT_EQ(Contents(there.path()), "moved");
}

TEST(StagedFileTest, GivesEachReaderOneWholeVersion) {
  const std::string versions[] = {std::string(100000, 'a'), std::string(200000, 'b')};
  auto file = StagedFile::Create(versions[0]);
  ASSERT_THAT(file, IsOk());
  std::atomic<bool> stop = false;
  std::thread reader([&] {
    do {
      const std::string read = Contents(file->path());
      EXPECT_TRUE(read == versions[0] || read == versions[1]) << read.size() << " bytes";
    } while (!stop);
  });
  for (int i = 1; i < 200; ++i) ASSERT_THAT(file->Replace(versions[i % 2]), IsOk());
  stop = true;
  reader.join();
}

}  // namespace
}  // namespace isnad
