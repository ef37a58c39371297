// The built tools as their users run them: exit statuses, and what they leave behind.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/ranking/model_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/golden_articles.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct ToolOutput {
  int exit_status = -1;
  std::string error;
};

std::string ContentsOf(const std::string& path) {
  std::ostringstream contents;
  contents << std::ifstream(path, std::ios::binary).rdbuf();
  return contents.str();
}

// `command` begins with the tool's name; $F in it is the test's folder.
class TrainingCommandTest : public ::testing::Test {
 protected:
  ToolOutput Run(const std::string& command) const {
    const std::string error = folder_.Path("error");
    const std::string line = absl::StrCat("F=", folder_.Path(""), " G=", kGoldenFolder, "; ", ISNAD_BINARY_DIR, "/bin/",
                                          command, " >/dev/null 2>", error);
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, ContentsOf(error)};
  }

  TemporaryFolder folder_;
};

TEST_F(TrainingCommandTest, TrainsAModelWhoseHeadNamesNoPlaceOfThisMachine) {
  const ToolOutput output = Run("isnad-train --gold $G --out $F/a.model --epochs 1 --bits 8 --no-networks");
  ASSERT_EQ(output.exit_status, 0) << output.error;
  const std::string file = ContentsOf(folder_.Path("a.model"));
  ASSERT_TRUE(ParseModel(file).ok());
  const std::string head = file.substr(0, file.find("\n\n"));
  EXPECT_THAT(head,
              HasSubstr("\n# command: isnad-train --gold articles --out a.model --epochs 1 --bits 8 --no-networks\n"));
  EXPECT_THAT(head, HasSubstr("\n# options: epochs 1, bits 8, rate 0.05, seed 1\n"));
  EXPECT_THAT(head, HasSubstr(absl::StrCat("\n# data: articles (", GoldenArticles().prepared.size(), " articles, ")));
  EXPECT_THAT(head, HasSubstr("\n# lexicon: "));
  EXPECT_THAT(head, Not(HasSubstr("/")));
}

TEST_F(TrainingCommandTest, WritesTheFoldsPredictions) {
  const ToolOutput output =
      Run("isnad-train --fold-over $G --folds 2 --predictions $F/p.jsonl --epochs 1 --bits 8 --no-networks");
  ASSERT_EQ(output.exit_status, 0) << output.error;
  EXPECT_THAT(output.error, HasSubstr("fold 2 of 2 done"));
  std::ifstream in(folder_.Path("p.jsonl"));
  size_t lines = 0;
  for (std::string line; std::getline(in, line); ++lines) EXPECT_THAT(line, StartsWith("{\"articleId\":"));
  EXPECT_EQ(lines, GoldenArticles().prepared.size());
}

struct FailureCase {
  const char* command;
  int exit_status;
  const char* error;
};

TEST_F(TrainingCommandTest, TellsFailuresFromWrongUsage) {
  folder_.Write("bad.vec", "no vectors\n");
  folder_.Write("bad.jsonl", "no article\n");
  folder_.Write("empty", "");
  const FailureCase kCases[] = {
      {"isnad-train --help", 0, ""},
      {"isnad-train", 2, "is required"},
      {"isnad-train --gold $G --out $F/x --vectors $F/bad.vec --networks clue", 2, "clue"},
      {"isnad-train --gold $F --out $F/x", 1, "no NAME.gold.json here"},
      {"isnad-train --gold $G --out $F/nowhere/x", 1, "cannot be written"},
      {"isnad-train --gold $G --lexicon $F --out $F/x", 1, "no *.tsv here"},
      {"isnad-train --gold $G --out $F/x --vectors $F/bad.vec", 1, "bad.vec: vectors:1:"},
      {"isnad-train --gold $G --out $F/x --vectors $F/none.vec", 1, "none.vec: cannot be read"},
      {"isnad-train --gold $G --fold-over $G --folds 2 --predictions $F/x", 1, "stands in the data twice"},
      {"isnad-distribution --help", 0, ""},
      {"isnad-distribution classes --help", 0, ""},
      {"isnad-distribution", 2, "subcommand"},
      {"isnad-distribution tokens --corpus $F/none --out $F/x", 2, "none"},
      {"isnad-distribution tokens --corpus $F/bad.jsonl --out $F/x", 1, "bad.jsonl: corpus:1:"},
      {"isnad-distribution tokens --corpus $F/bad.jsonl --out $F/nowhere/x", 1, "cannot be written"},
      {"isnad-distribution classes --vectors $F/bad.vec --tokens $F/empty --out $F/x", 1, "bad.vec: vectors:1:"},
      {"isnad-distribution classes --vectors $F/bad.vec --tokens $F/empty --out $F/x --coarse 64", 2, "--coarse"},
  };
  for (const FailureCase& test : kCases) {
    const ToolOutput output = Run(test.command);
    EXPECT_EQ(output.exit_status, test.exit_status) << test.command << "\n" << output.error;
    EXPECT_THAT(output.error, HasSubstr(test.error)) << test.command;
    EXPECT_FALSE(std::filesystem::exists(folder_.Path("x"))) << test.command;
  }
}

TEST_F(TrainingCommandTest, MakesADistribution) {
  folder_.Write("news.jsonl", "{\"text\": \"السد هنا. السد هناك والماء هنا.\"}\n");
  folder_.Write("news.vec", "3 2\nالسد 1 0\nهنا 0 1\nهناك 0 1\n");
  const ToolOutput tokens = Run("isnad-distribution tokens --corpus $F/news.jsonl --out $F/tokens.txt");
  ASSERT_EQ(tokens.exit_status, 0) << tokens.error;
  const ToolOutput classes =
      Run("isnad-distribution classes --vectors $F/news.vec --tokens $F/tokens.txt --out $F/d.tsv --coarse 2 --fine 2");
  ASSERT_EQ(classes.exit_status, 0) << classes.error;
  const absl::StatusOr<Distribution> distribution = Distribution::Load(ContentsOf(folder_.Path("d.tsv")));
  ASSERT_TRUE(distribution.ok()) << distribution.status();
  EXPECT_EQ(distribution->size(), 3);
}

}  // namespace
}  // namespace isnad
