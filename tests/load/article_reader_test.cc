#include "tests/load/generator/article_reader.h"

#include <fstream>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/text/utf8.h"
#include "tests/load/generator/made_up_article.h"
#include "tests/support/status_matchers.h"

namespace isnad::load {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::SizeIs;

std::string Write(const std::string& name, const std::string& text) {
  const std::string path = ::testing::TempDir() + name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

TEST(MadeUpArticle, HasTheSizeAndIsUtf8WhereverItIsCut) {
  for (size_t bytes = 1; bytes < 400; ++bytes) {
    const std::string text = MadeUpArticle(bytes, bytes);
    EXPECT_EQ(text.size(), bytes);
    EXPECT_EQ(FirstInvalidUtf8(text), std::nullopt) << bytes;
  }
  EXPECT_THAT(MadeUpArticle(1 << 20, 1), SizeIs(1 << 20));
}

TEST(MadeUpArticle, DependsOnTheSeedAlone) {
  EXPECT_EQ(MadeUpArticle(5000, 3), MadeUpArticle(5000, 3));
  EXPECT_NE(MadeUpArticle(5000, 3), MadeUpArticle(5000, 4));
}

TEST(ReadArticles, MakesAsManyDifferentOnesAsAskedFor) {
  const auto articles = ReadArticles({.article_bytes = 3000, .articles_max = 5});
  ASSERT_THAT(articles, IsOk());
  EXPECT_THAT(std::set<std::string>(articles->begin(), articles->end()), SizeIs(5));
}

TEST(ReadArticles, TakesJsonLinesInOrder) {
  const std::string path =
      Write("load_articles.jsonl", "{\"text\": \"a\"}\n\n{\"id\": 1, \"text\": \"b\"}\n{\"text\": \"c\"}\n");
  const auto articles = ReadArticles({.articles = path, .articles_max = 2});
  ASSERT_THAT(articles, IsOk());
  EXPECT_THAT(*articles, ElementsAre("a", "b"));
}

TEST(ReadArticles, NamesFileAndLineOfWhatItCannotRead) {
  for (const char* line : {"{\"text\": \"b\"", "[]", "{\"text\": 5}", "{}"}) {
    const std::string path = Write("load_bad.jsonl", std::string("{\"text\": \"a\"}\n") + line + "\n");
    const auto articles = ReadArticles({.articles = path});
    EXPECT_THAT(std::string(articles.status().message()), HasSubstr("load_bad.jsonl:2:")) << line;
  }
  EXPECT_THAT(ReadArticles({.articles = Write("load_empty.jsonl", "\n")}).status(),
              testing::HasCode(absl::StatusCode::kNotFound));
}

TEST(ReadArticles, TakesTheTextsOfAFolder) {
  const auto articles = ReadArticles({.articles = ISNAD_SOURCE_DIR "/tests/golden/articles", .articles_max = 3});
  ASSERT_THAT(articles, IsOk());
  EXPECT_THAT(*articles, SizeIs(3));
}

}  // namespace
}  // namespace isnad::load
