#include "client/article_reader.h"

#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;

TEST(ReadArticle, NamesTheArticleAfterItsFile) {
  TemporaryFolder folder;
  std::filesystem::create_directory(folder.Path("2026.11"));
  struct Row {
    const char* file;
    const char* article_id;
  };
  for (const Row& row : {Row{"harbour.txt", "harbour"}, Row{"a.b.txt", "a.b"}, Row{"plain", "plain"},
                         Row{"2026.11/ميناء.txt", "ميناء"}, Row{"bad\xFF.txt", "bad?"}}) {
    absl::StatusOr<ArticleFile> file = ReadArticle(folder.Write(row.file, "قال"));
    ASSERT_TRUE(file.ok()) << file.status();
    EXPECT_EQ(file->article_id, row.article_id);
    EXPECT_EQ(file->text, "قال");
  }
}

TEST(ReadArticle, KeepsEveryByte) {
  TemporaryFolder folder;
  const std::string text = std::string("\xEF\xBB\xBF") + "قال\r\n\tنعم\n" + std::string(1, '\0') + "\n";
  EXPECT_EQ(ReadArticle(folder.Write("a.txt", text))->text, text);
}

TEST(ReadArticle, LeavesEmptyFilesToTheService) {
  TemporaryFolder folder;
  EXPECT_EQ(ReadArticle(folder.Write("a.txt", ""))->text, "");
}

TEST(ReadArticle, SaysWhyItCannot) {
  TemporaryFolder folder;
  EXPECT_TRUE(absl::IsNotFound(ReadArticle(folder.Path("missing.txt")).status()));
  absl::Status directory = ReadArticle(folder.Path("")).status();
  EXPECT_TRUE(absl::IsInvalidArgument(directory));
  EXPECT_THAT(std::string(directory.message()), HasSubstr("folder"));
  absl::Status latin1 = ReadArticle(folder.Write("latin1.txt", "caf\xE9")).status();
  EXPECT_TRUE(absl::IsInvalidArgument(latin1));
  EXPECT_THAT(std::string(latin1.message()), HasSubstr("offset 3"));
}

TEST(ReadArticle, RefusesOneByteTooMany) {
  TemporaryFolder folder;
  std::string path = folder.Write("a.txt", "a");
  std::filesystem::resize_file(path, kFileBytesMax);
  EXPECT_TRUE(ReadArticle(path).ok());
  std::filesystem::resize_file(path, kFileBytesMax + 1);
  EXPECT_TRUE(absl::IsOutOfRange(ReadArticle(path).status()));
}

}  // namespace
}  // namespace isnad
