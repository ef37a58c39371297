#include "client/line_reader.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> LinesOf(const std::string& text, size_t line_bytes_max = 100000) {
  const TemporaryFolder folder;
  absl::StatusOr<LineReader> reader = LineReader::Open(folder.Write("lines", text), line_bytes_max);
  EXPECT_TRUE(reader.ok()) << reader.status();
  std::vector<std::string> lines;
  while (reader->Next()) lines.push_back(reader->line());
  EXPECT_TRUE(reader->status().ok());
  EXPECT_EQ(reader->number(), lines.size());
  EXPECT_EQ(reader->share_passed(), text.empty() ? 0 : 1);
  return lines;
}

TEST(LineReaderTest, GivesEachLineWithoutItsEnd) {
  EXPECT_THAT(LinesOf(""), IsEmpty());
  EXPECT_THAT(LinesOf("\n"), ElementsAre(""));
  EXPECT_THAT(LinesOf("a\n\nb\n"), ElementsAre("a", "", "b"));
  EXPECT_THAT(LinesOf("a\r\n\r\nb\rc\r\r\n"), ElementsAre("a", "", "b\rc\r"));
  EXPECT_THAT(LinesOf("a\nb"), ElementsAre("a", "b"));
  EXPECT_THAT(LinesOf(std::string("a\0b\n", 4)), ElementsAre(std::string("a\0b", 3)));
}

TEST(LineReaderTest, LinesMayEndAnywhereInABlock) {
  for (const size_t bytes : {65534, 65535, 65536, 65537}) {
    const std::string line(bytes, 'a');
    EXPECT_THAT(LinesOf(line + "\r\nb\n"), ElementsAre(line, "b")) << bytes;
  }
}

TEST(LineReaderTest, KeepsOneByteMoreThanMayBe) {
  EXPECT_THAT(LinesOf("abc\nabcd\nabcde\nabc\r\nabcd\r\na", 3), ElementsAre("abc", "abcd", "abcd", "abc", "abcd", "a"));
}

TEST(LineReaderTest, TellsHowFarItIs) {
  const TemporaryFolder folder;
  absl::StatusOr<LineReader> reader = LineReader::Open(folder.Write("lines", "abc\nd\nef\n"), 10);
  ASSERT_TRUE(reader.ok() && reader->Next() && reader->Next());
  EXPECT_DOUBLE_EQ(reader->share_passed(), 6.0 / 9);
}

TEST(LineReaderTest, SaysWhatCannotBeRead) {
  EXPECT_TRUE(absl::IsNotFound(LineReader::Open("/nowhere/at/all", 10).status()));
  const TemporaryFolder folder;
  absl::StatusOr<LineReader> reader = LineReader::Open(folder.Path(""), 10);
  EXPECT_FALSE(reader.ok() && reader->Next());
  EXPECT_FALSE(reader.ok() && reader->status().ok());
}

}  // namespace
}  // namespace isnad
