#include "client/run_record.h"

#include <algorithm>
#include <filesystem>
#include <string>

#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

class RunRecordTest : public testing::Test {
 protected:
  absl::StatusOr<RunRecord> Open() const { return RunRecord::Open(path_, RunStart::kResume); }
  std::string Text() const { return folder_.Read("part.run"); }

  TemporaryFolder folder_;
  const std::string path_ = folder_.Path("part.run");
};

TEST_F(RunRecordTest, RemembersTheRunAndItsLastPosition) {
  {
    absl::StatusOr<RunRecord> record = Open();
    ASSERT_TRUE(record.ok()) << record.status();
    EXPECT_FALSE(record->has_run());
    EXPECT_TRUE(record->Begin("run").ok());
    EXPECT_TRUE(record->Add({.articles = 1}).ok());
    EXPECT_TRUE(record->Add({5, 2, 1000, 50, 0xffffffffffffffff}).ok());
  }
  const absl::StatusOr<RunRecord> record = Open();
  ASSERT_TRUE(record.ok()) << record.status();
  EXPECT_EQ(record->run(), "run");
  EXPECT_EQ(record->position().articles, 5);
  EXPECT_EQ(record->position().refused, 2);
  EXPECT_EQ(record->position().answers_bytes, 1000);
  EXPECT_EQ(record->position().errors_bytes, 50);
  EXPECT_EQ(record->position().digest, 0xffffffffffffffff);
}

TEST_F(RunRecordTest, CutsOffWhatWasBeingWritten) {
  {
    absl::StatusOr<RunRecord> record = Open();
    ASSERT_TRUE(record.ok() && record->Begin("run").ok());
    for (int articles = 1; articles <= 3; ++articles) ASSERT_TRUE(record->Add({.articles = articles}).ok());
  }
  const std::string whole = Text();
  for (size_t bytes = 0; bytes <= whole.size(); ++bytes) {
    const std::string left = whole.substr(0, bytes);
    const auto lines = std::count(left.begin(), left.end(), '\n');
    // A machine that loses its power may leave zeros where it had no time to write.
    for (const std::string& text : {left, left + std::string(left.empty() || left.back() != '\n', '\0')}) {
      folder_.Write("part.run", text);
      absl::StatusOr<RunRecord> record = Open();
      ASSERT_TRUE(record.ok()) << record.status();
      EXPECT_EQ(record->has_run(), lines > 0);
      EXPECT_EQ(record->position().articles, std::max<int64_t>(0, lines - 1));
      EXPECT_EQ(Text().size(), left.rfind('\n') + 1);
    }
  }
}

TEST_F(RunRecordTest, ANewRunFindsNoEarlierOne) {
  EXPECT_TRUE(RunRecord::Open(path_, RunStart::kNew).ok());
  EXPECT_TRUE(absl::IsAlreadyExists(RunRecord::Open(path_, RunStart::kNew).status()));
}

TEST_F(RunRecordTest, IsOpenOnce) {
  {
    const absl::StatusOr<RunRecord> record = Open();
    ASSERT_TRUE(record.ok());
    EXPECT_TRUE(absl::IsAborted(Open().status()));
  }
  EXPECT_TRUE(Open().ok());
}

TEST_F(RunRecordTest, SaysWhatCannotBeWritten) {
  EXPECT_TRUE(absl::IsNotFound(RunRecord::Open("/nowhere/at/all", RunStart::kResume).status()));
}

}  // namespace
}  // namespace isnad
