#include "client/article_line.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

TEST(ArticleLineTest, TakesIdAndText) {
  struct Row {
    std::string line;
    const char* id;
    const char* text;
  };
  const Row rows[] = {
      {R"({"id": "1", "text": "a"})", "1", "a"},
      {R"({"text":"a","id":"1"})", "1", "a"},
      {R"(  {"id": "1", "text": "a\n\u0628"}  )", "1", "a\n\xD8\xA8"},
      {R"({"id": "", "text": ""})", "", ""},
      {R"({"id": "1", "text": "a", "date": [1, {"id": "2", "text": "b"}], "more": {"id": 3}})", "1", "a"},
      {R"({"date": {"text": null}, "id": "1", "n": -1e3, "text": "a", "yes": true})", "1", "a"},
      {R"({"id": "1", "id": "2", "text": "a"})", "2", "a"},
      {"\xEF\xBB\xBF{\"id\": \"1\", \"text\": \"a\"}", "1", "a"},  // a byte order mark
  };
  for (const Row& row : rows) {
    const absl::StatusOr<ArticleFile> article = ParseArticleLine(row.line);
    ASSERT_TRUE(article.ok()) << row.line << article.status();
    EXPECT_EQ(article->article_id, row.id) << row.line;
    EXPECT_EQ(article->text, row.text) << row.line;
  }
}

TEST(ArticleLineTest, SaysWhatIsWrong) {
  struct Row {
    std::string line;
    const char* problem;
  };
  const Row rows[] = {
      {"{no JSON", "is not JSON: byte 3"},
      {R"({"id": "1", "text": "a"} x)", "is not JSON: byte 26"},
      {R"({"id": "1", "text": "a)", "is not JSON: byte 23"},
      {R"({"id": "1", "text": "\ud800"})", "is not JSON: byte 28"},
      {"{\"id\": \"1\", \"text\": \"\xFF\"}", "is not UTF-8: first bad byte at offset 21"},
      {R"(["id", "text"])", "is no JSON object"},
      {R"([{"id": "1", "text": "a"}])", "is no JSON object"},
      {R"("id")", "is no JSON object"},
      {"7", "is no JSON object"},
      {"{}", "has no string \"id\""},
      {R"({"id": 1, "text": "a"})", "has no string \"id\""},
      {R"({"id": ["1"], "text": "a"})", "has no string \"id\""},
      {R"({"ID": "1", "text": "a"})", "has no string \"id\""},
      {R"({"id": "1", "text": null})", "has no string \"text\""},
      {R"({"id": "1", "text": "a", "text": {"text": "b"}})", "has no string \"text\""},
  };
  for (const Row& row : rows) {
    const absl::StatusOr<ArticleFile> article = ParseArticleLine(row.line);
    EXPECT_TRUE(absl::IsInvalidArgument(article.status())) << row.line;
    EXPECT_EQ(std::string(article.status().message()), row.problem) << row.line;
  }
}

// As a tree it would take hundreds of megabytes, and its end would not fit the stack.
TEST(ArticleLineTest, BearsAnyDepth) {
  const std::string deep(1 << 20, '[');
  const std::string line = absl::StrCat(R"({"id": "1", "text": "a", "deep": )", deep, std::string(1 << 20, ']'), "}");
  EXPECT_TRUE(ParseArticleLine(line).ok());
  EXPECT_FALSE(ParseArticleLine(deep).ok());
}

}  // namespace
}  // namespace isnad
