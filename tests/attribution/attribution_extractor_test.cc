// The engine's door: what it refuses, how it stops, and what it loads.
#include "service/attribution/attribution_extractor.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/limits.h"
#include "tests/golden/loaded_extractor.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Spaces and Latin letters: long without a cue.
std::string ArticleOfBytes(size_t bytes) {
  std::string article(bytes, 'a');
  for (size_t i = 7; i < bytes; i += 8) article[i] = ' ';
  return article;
}

TEST(AttributionExtractorTest, RefusesAnEmptyArticle) {
  EXPECT_EQ(LoadedExtractor().Extract("").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(AttributionExtractorTest, TakesArticlesUpToTheLimit) {
  EXPECT_TRUE(LoadedExtractor().Extract(ArticleOfBytes(kArticleBytesMax)).ok());
  const absl::Status status = LoadedExtractor().Extract(ArticleOfBytes(kArticleBytesMax + 1)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr(absl::StrCat(kArticleBytesMax)));
}

struct Utf8Case {
  const char* name;
  const char* article;
  const char* offset;
};

TEST(AttributionExtractorTest, SaysWhereAnArticleIsNotUtf8) {
  const Utf8Case kCases[] = {
      {.name = "AtTheStart", .article = "\xFFقال", .offset = "at byte 0"},
      {.name = "BehindAWord", .article = "قال \xC0 إن", .offset = "at byte 7"},
      {.name = "CutAtTheEnd", .article = "قال\xD8", .offset = "at byte 6"},
  };
  for (const Utf8Case& test : kCases) {
    const absl::Status status = LoadedExtractor().Extract(test.article).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << test.name;
    EXPECT_TRUE(absl::EndsWith(status.message(), test.offset)) << test.name << ": " << status.message();
  }
}

TEST(AttributionExtractorTest, AnArticleWithoutAttributionsIsAnEmptyAnswer) {
  const absl::StatusOr<Attributions> answer = LoadedExtractor().Extract("الكتاب على الطاولة");
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_THAT(answer->claims, IsEmpty());
  EXPECT_THAT(answer->sources, IsEmpty());
}

std::string ArticleOfClaims(int claims) {
  std::string article;
  for (int i = 0; i < claims; ++i) absl::StrAppend(&article, "قال الوزير إن المعرض نجح. ");
  return article;
}

TEST(AttributionExtractorTest, StopsOnceCancelled) {
  const std::string article = ArticleOfClaims(40);
  int asked = 0;
  const absl::Status status = LoadedExtractor()
                                  .Extract(article, {},
                                           [&asked] {
                                             ++asked;
                                             return true;
                                           })
                                  .status();
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
  EXPECT_GE(asked, 1);
}

TEST(AttributionExtractorTest, AsksWhileItReadsWhetherItIsCancelled) {
  const std::string article = ArticleOfClaims(40);
  int asked = 0;
  const absl::StatusOr<Attributions> answer = LoadedExtractor().Extract(article, {}, [&asked] {
    ++asked;
    return false;
  });
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_THAT(answer->claims, SizeIs(40));
  EXPECT_GE(asked, 3) << "every few sentences";
}

// Each colon once looked at its whole sentence: this took minutes, and the runner's limit ended it.
TEST(AttributionExtractorTest, AMegabyteOfColonsInOneSentenceIsAnswered) {
  std::string article(kArticleBytesMax, ' ');
  for (size_t i = 0; i + 2 < article.size(); i += 3) article.replace(i, 2, "\":");
  const absl::StatusOr<Attributions> answer = LoadedExtractor().Extract(article);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_THAT(answer->claims, IsEmpty());
}

TEST(AttributionExtractorTest, TheVersionHasTwelveHexDigits) {
  const LexiconSummary summary = LoadedExtractor().summary();
  EXPECT_THAT(summary.version, SizeIs(12));
  EXPECT_EQ(summary.version.find_first_not_of("0123456789abcdef"), std::string::npos) << summary.version;
  EXPECT_GT(summary.lemmas, 0);
  EXPECT_GT(summary.forms, summary.lemmas);
}

TEST(AttributionExtractorTest, ListsLemmasAndForms) {
  const LexiconSummary summary = LoadedExtractor().summary();
  EXPECT_THAT(LoadedExtractor().LexiconLines(false), SizeIs(summary.lemmas));
  const std::vector<std::string> forms = LoadedExtractor().LexiconLines(true);
  EXPECT_THAT(forms, SizeIs(summary.forms));
  for (const std::string& line : forms) {
    ASSERT_EQ(std::count(line.begin(), line.end(), '\t'), 2) << line;
  }
}

// A folder of its own for each test, gone with it.
class LoadTest : public ::testing::Test {
 protected:
  LoadTest()
      : folder_(absl::StrCat(::testing::TempDir(), "/isnad_load_",
                             ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
    std::filesystem::create_directories(folder_);
  }
  ~LoadTest() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& contents) const {
    const std::string path = absl::StrCat(folder_, "/", name);
    std::ofstream(path, std::ios::binary) << contents;
    return path;
  }

  const std::string folder_;
};

TEST_F(LoadTest, AFolderWithoutTsvIsNotFound) {
  Write("notes.txt", "nothing");
  const absl::Status status = AttributionExtractor::Load(folder_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr(folder_));
}

TEST_F(LoadTest, AMissingFolderIsNotFound) {
  EXPECT_EQ(AttributionExtractor::Load(absl::StrCat(folder_, "/none")).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(LoadTest, AMissingModelIsNotFound) {
  const std::string path = absl::StrCat(folder_, "/none.bin");
  const absl::Status status = AttributionExtractor::Load("", path).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr(path));
}

TEST_F(LoadTest, ABrokenModelIsInvalid) {
  const absl::Status status = AttributionExtractor::Load("", Write("model.bin", "no model")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
}

TEST_F(LoadTest, FilesEqualToTheEmbeddedOnesGiveTheSameVersion) {
  const std::string data = absl::StrCat(ISNAD_SOURCE_DIR, "/service/attribution/lexicon/data");
  const absl::StatusOr<AttributionExtractor> extractor = AttributionExtractor::Load(data);
  ASSERT_TRUE(extractor.ok()) << extractor.status();
  EXPECT_EQ(extractor->summary().version, LoadedExtractor().summary().version);
}

}  // namespace
}  // namespace isnad
