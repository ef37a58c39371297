// The engine's answer for every golden article is the reviewed one, word for word. A difference prints the actual file,
// ready to paste; with ISNAD_GOLDEN_OUT=FOLDER in the environment the actual files are also written there for review.
// No test run changes a golden. truth_test.cc says how good the answers are; this one says that they changed.
#include <cstdlib>
#include <fstream>

#include "gtest/gtest.h"
#include "tests/golden/answer_file.h"
#include "tests/golden/golden_article.h"
#include "tests/golden/loaded_extractor.h"

namespace isnad {
namespace {

std::vector<GoldenArticle> AnsweredAndRefused() {
  std::vector<GoldenArticle> articles = GoldenArticles();
  // Not .txt: these bytes are no text, and no tool should take them for it.
  for (GoldenArticle& refused : GoldenArticles("refused", ".bin")) articles.push_back(std::move(refused));
  return articles;
}

void WriteForReview(const GoldenArticle& article, const std::string& actual) {
  const char* folder = std::getenv("ISNAD_GOLDEN_OUT");
  if (folder == nullptr) return;
  const std::filesystem::path path = std::filesystem::path(folder) / article.folder;
  std::filesystem::create_directories(path);
  std::ofstream file(path / (article.name + ".ann"), std::ios::binary);
  file << actual;
  file.flush();
  EXPECT_TRUE(file.good()) << "cannot write " << path / (article.name + ".ann");
}

class GoldenTest : public testing::TestWithParam<GoldenArticle> {};

TEST_P(GoldenTest, SurfacesStandBetweenTheirOffsets) {
  const std::string golden = ReadBytes(GoldenPath(GetParam(), ".ann"));
  ASSERT_FALSE(golden.empty()) << "no " << GoldenPath(GetParam(), ".ann")
                               << "; tests/golden/README.md says how to add it";
  for (const std::string& problem : SurfaceProblems(GetParam().text, golden)) ADD_FAILURE() << problem;
}

TEST_P(GoldenTest, AnswerIsTheReviewedOne) {
  const std::string actual = AnswerFile(GetParam().text, LoadedExtractor().Extract(GetParam().text));
  WriteForReview(GetParam(), actual);
  const std::string golden = ReadBytes(GoldenPath(GetParam(), ".ann"));
  EXPECT_EQ(golden, actual) << "\nThe actual " << GetParam().name << ".ann:\n----8<----\n" << actual << "----8<----";
}

INSTANTIATE_TEST_SUITE_P(Articles, GoldenTest, testing::ValuesIn(AnsweredAndRefused()),
                         [](const testing::TestParamInfo<GoldenArticle>& info) { return info.param.name; });

TEST(AnswerFileTest, EscapesWhatAnEditorHides) {
  EXPECT_EQ(EscapedSurface("a\r\n\tb\\\xE2\x80\x8F"), "a\\r\\n\\tb\\\\\\u200F");
}

TEST(AnswerFileTest, ReportsWrongSurfaces) {
  struct Case {
    const char* line;
    bool right;
  };
  constexpr Case kCases[] = {
      {"C1 cue 0 2\tab", true},
      {"C1 cue 1 3\tab", false},
      {"C1 cue 0 9\tab", false},
      {"C1 cue 2 2\t", false},
      {"C1 cue 0 2", false},
      {"C1 cue 0 x\tab", false},
      {"C1 claim-is direct a b c", true},
      {"article answer-is x", true},
      {"", true},
  };
  for (const Case& test : kCases) EXPECT_EQ(SurfaceProblems("abcd", test.line).empty(), test.right) << test.line;
}

TEST(AnswerFileTest, WritesRefusals) {
  EXPECT_EQ(AnswerFile("", absl::InvalidArgumentError("empty")), "article refused-is INVALID_ARGUMENT\tempty\n");
}

}  // namespace
}  // namespace isnad
