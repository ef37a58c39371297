#include "client/bulk_input.h"

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<NamedArticle> ReadAll(const std::string& path, Shard shard = {}) {
  std::vector<NamedArticle> articles;
  absl::StatusOr<std::unique_ptr<BulkInput>> input = OpenBulkInput(path, shard);
  EXPECT_TRUE(input.ok()) << input.status();
  if (!input.ok()) return articles;
  while (std::optional<NamedArticle> article = (*input)->Next()) articles.push_back(*std::move(article));
  EXPECT_EQ((*input)->share_passed(), 1);
  EXPECT_TRUE((*input)->status().ok());
  return articles;
}

std::vector<std::string> IdsOf(const std::vector<NamedArticle>& articles) {
  std::vector<std::string> ids;
  for (const NamedArticle& article : articles) ids.push_back(article.article.ok() ? article.article->article_id : "?");
  return ids;
}

std::vector<std::string> NamesOf(const std::vector<NamedArticle>& articles) {
  std::vector<std::string> names;
  for (const NamedArticle& article : articles) names.push_back(article.name);
  return names;
}

TEST(BulkInputTest, ReadsAFolderInTheOrderOfNames) {
  const TemporaryFolder folder;
  for (const char* name : {"c.txt", "a.txt", "notes.md", "none", ".hidden.txt"}) {
    folder.Write(name, absl::StrCat("text of ", name));
  }
  folder.Write("b.jsonl", "{\"id\": \"1\", \"text\": \"one\"}\n\n{\"id\": \"2\", \"text\": \"two\"}\n");
  std::filesystem::create_directory(folder.Path("sub.txt"));
  const std::vector<NamedArticle> articles = ReadAll(folder.Path(""));
  EXPECT_THAT(IdsOf(articles), ElementsAre("a", "1", "2", "c"));
  EXPECT_EQ(articles[0].article->text, "text of a.txt");
  EXPECT_THAT(NamesOf(articles), ElementsAre("a.txt", "b.jsonl:1", "b.jsonl:3", "c.txt"));
  EXPECT_THAT(IdsOf(ReadAll(folder.Path(""), {1, 2})), ElementsAre("1", "c"));
}

TEST(BulkInputTest, AnArticleThatCannotBeReadCostsItselfAlone) {
  const TemporaryFolder folder;
  folder.Write("a.txt", "\xFF");
  folder.Write("b.txt", "text");
  folder.Write("c.txt", std::string(kBulkArticleBytesMax, 'a'));
  folder.Write("d.txt", std::string(kBulkArticleBytesMax + 1, 'a'));
  std::filesystem::create_symlink("nowhere", folder.Path("e.txt"));
  const std::vector<NamedArticle> articles = ReadAll(folder.Path(""));
  EXPECT_THAT(IdsOf(articles), ElementsAre("?", "b", "c", "?"));
  EXPECT_TRUE(absl::IsInvalidArgument(articles[0].article.status()));
  EXPECT_TRUE(absl::IsOutOfRange(articles[3].article.status()));
}

TEST(BulkInputTest, ReadsJsonLines) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("heap.jsonl",
                                        "{\"id\": \"1\", \"text\": \"خبر\\nثان\", \"date\": [1, {}]}\n"
                                        "\r\n"
                                        "{\"text\": \"second\", \"id\": \"2\"}\r\n"
                                        "{\"id\": \"3\", \"text\": \"without a line end\"}");
  const std::vector<NamedArticle> articles = ReadAll(path);
  EXPECT_THAT(IdsOf(articles), ElementsAre("1", "2", "3"));
  EXPECT_EQ(articles[0].article->text, "خبر\nثان");
  EXPECT_EQ(articles[1].name, "heap.jsonl:3");
  EXPECT_EQ(articles[2].article->text, "without a line end");
}

TEST(BulkInputTest, AFaultyLineCostsItselfAlone) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("heap.jsonl",
                                        "{\"id\": \"1\", \"text\": \"a\"}\n"
                                        "{\"id\": \"2\", \"text\n"
                                        "{\"id\": \"6\", \"text\": \"\xFF\"}\n"
                                        "{\"id\": \"7\", \"text\": \"a\"}\n");
  const std::vector<NamedArticle> articles = ReadAll(path);
  EXPECT_THAT(IdsOf(articles), ElementsAre("1", "?", "?", "7"));
  EXPECT_THAT(articles[1].article.status().message(), HasSubstr("is not JSON"));
  EXPECT_THAT(articles[2].article.status().message(), HasSubstr("is not UTF-8"));
}

TEST(BulkInputTest, ALineOnePastTheLimitCostsItselfAlone) {
  const TemporaryFolder folder;
  const std::string rest = "{\"id\": \"1\", \"text\": \"\"}";
  const auto line = [&rest](size_t bytes) {
    std::string text = rest;
    return text.insert(rest.size() - 2, std::string(bytes - rest.size(), 'a')) + "\n";
  };
  const std::vector<NamedArticle> articles =
      ReadAll(folder.Write("heap.jsonl", line(kBulkArticleBytesMax) + line(kBulkArticleBytesMax + 1) + rest));
  EXPECT_THAT(IdsOf(articles), ElementsAre("1", "?", "1"));
  EXPECT_TRUE(absl::IsOutOfRange(articles[1].article.status()));
}

TEST(BulkInputTest, ShardsDivideTheArticles) {
  const TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 7; ++i) {
    folder.Write(absl::StrCat(i, ".txt"), "text");
    lines += absl::StrCat("{\"id\": \"", i, "\", \"text\": \"a\"}\n\n");
  }
  const TemporaryFolder other;
  for (const std::string& path : {folder.Path(""), other.Write("heap.jsonl", lines)}) {
    EXPECT_THAT(IdsOf(ReadAll(path, {0, 3})), ElementsAre("0", "3", "6"));
    EXPECT_THAT(IdsOf(ReadAll(path, {1, 3})), ElementsAre("1", "4"));
    EXPECT_THAT(IdsOf(ReadAll(path, {2, 3})), ElementsAre("2", "5"));
    EXPECT_THAT(IdsOf(ReadAll(path, {8, 9})), ElementsAre());
  }
}

TEST(BulkInputTest, AnEmptyFileHoldsNoArticles) {
  const TemporaryFolder folder;
  const absl::StatusOr<std::unique_ptr<BulkInput>> input = OpenBulkInput(folder.Write("heap.jsonl", ""), {});
  ASSERT_TRUE(input.ok()) << input.status();
  EXPECT_FALSE((*input)->Next().has_value());
  EXPECT_TRUE((*input)->status().ok());
}

TEST(BulkInputTest, SaysWhatCannotBeOpened) {
  EXPECT_TRUE(absl::IsNotFound(OpenBulkInput("/nowhere/at/all", {}).status()));
  const TemporaryFolder folder;
  folder.Write("notes.md", "no article");
  EXPECT_TRUE(absl::IsInvalidArgument(OpenBulkInput(folder.Path(""), {}).status()));
}

// Without the lines of one file nobody knows whose the articles behind it are.
TEST(BulkInputTest, EndsAtLinesThatCannotBeRead) {
  const TemporaryFolder folder;
  folder.Write("a.txt", "text");
  folder.Write("b.jsonl", "");
  folder.Write("c.txt", "text");
  absl::StatusOr<std::unique_ptr<BulkInput>> input = OpenBulkInput(folder.Path(""), {});
  ASSERT_TRUE(input.ok() && (*input)->Next().has_value());
  std::filesystem::remove(folder.Path("b.jsonl"));
  EXPECT_FALSE((*input)->Next().has_value());
  EXPECT_TRUE(absl::IsNotFound((*input)->status()));
  EXPECT_THAT((*input)->status().message(), HasSubstr("b.jsonl"));
}

}  // namespace
}  // namespace isnad
