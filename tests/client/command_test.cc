// Runs the built `isnad` as a user would, with the server that is embedded in it.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "isnad/v1/attribution_service.pb.h"
#include "tests/client/child_process.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr char kArticle[] = "قال وزير الزراعة إن موسم الزيتون سيبدأ مبكرا هذا العام.\n";

ChildOutput Isnad(const ChildInput& input) { return RunChild(ISNAD_BINARY_DIR "/bin/isnad", input); }

ChildOutput Isnad(const std::vector<std::string>& arguments) {
  ChildInput input;
  input.arguments = arguments;
  return Isnad(input);
}

std::vector<std::string> Lines(const std::string& text) { return absl::StrSplit(text, '\n', absl::SkipEmpty()); }

v1::ExtractAttributionsResponse FromJson(const std::string& json) {
  v1::ExtractAttributionsResponse response;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(json, &response).ok()) << json;
  return response;
}

class CommandTest : public testing::Test {
 protected:
  TemporaryFolder folder_;
};

TEST_F(CommandTest, PrintsWhoSaysWhat) {
  ChildOutput output = Isnad({"extract", folder_.Write("olives.txt", kArticle)});
  EXPECT_EQ(output.exit_status, 0);
  EXPECT_THAT(output.standard_output, StartsWith("1 claim from 1 source: olives\n"));
  EXPECT_THAT(output.standard_output, HasSubstr("    source: وزير الزراعة\n"));
  EXPECT_THAT(output.standard_output, HasSubstr("    claim:\n      موسم الزيتون سيبدأ مبكرا هذا العام\n"));
  EXPECT_THAT(output.standard_error, IsEmpty());
}

TEST_F(CommandTest, PrintsOneJsonLineForEachFileInTheirOrder) {
  std::vector<std::string> arguments = {"extract", "--format=jsonl"};
  for (const char* name : {"c.txt", "a.txt", "b.txt"}) arguments.push_back(folder_.Write(name, kArticle));
  ChildOutput output = Isnad(arguments);
  EXPECT_EQ(output.exit_status, 0);
  std::vector<std::string> lines = Lines(output.standard_output);
  ASSERT_THAT(lines, SizeIs(3));
  EXPECT_EQ(FromJson(lines[0]).article_id(), "c");
  EXPECT_EQ(FromJson(lines[1]).article_id(), "a");
  EXPECT_EQ(FromJson(lines[2]).article_id(), "b");
}

TEST_F(CommandTest, CountsOffsetsAsAsked) {
  struct Row {
    const char* offsets;
    int begin;
  };
  const std::string path = folder_.Write("a.txt", std::string("😀 ") + kArticle);
  for (const Row& row : {Row{"utf8", 5}, Row{"utf16", 3}, Row{"utf32", 2}}) {
    ChildOutput output = Isnad({"extract", "--format=jsonl", std::string("--offsets=") + row.offsets, path});
    v1::ExtractAttributionsResponse response = FromJson(output.standard_output);
    ASSERT_EQ(response.claims_size(), 1) << output.standard_output;
    EXPECT_EQ(response.claims(0).cue().span().begin(), row.begin) << row.offsets;
  }
  EXPECT_EQ(FromJson(Isnad({"extract", "--format=jsonl", path}).standard_output).offset_encoding(),
            v1::OFFSET_ENCODING_UTF8);
}

TEST_F(CommandTest, ReadsStandardInput) {
  ChildInput input;
  input.standard_input = kArticle;
  for (const std::vector<std::string>& files : {std::vector<std::string>{}, {"-"}}) {
    input.arguments = {"extract", "--format=json"};
    input.arguments.insert(input.arguments.end(), files.begin(), files.end());
    ChildOutput output = Isnad(input);
    EXPECT_EQ(output.exit_status, 0);
    EXPECT_EQ(FromJson(output.standard_output).article_id(), "stdin");
    EXPECT_GT(Lines(output.standard_output).size(), 10u) << "indented";
  }
}

TEST_F(CommandTest, AnswersTheOthersWhereOneFileIsBad) {
  std::filesystem::create_directory(folder_.Path("folder"));
  struct Row {
    std::string bad;
    const char* reason;
  };
  const Row rows[] = {
      {folder_.Path("missing.txt"), "No such file"},
      {folder_.Path("folder"), "is a folder"},
      {folder_.Write("latin1.txt", "caf\xE9"), "not UTF-8: first bad byte at offset 3"},
      {folder_.Write("empty.txt", ""), "(TEXT_EMPTY)"},
      {folder_.Write("large.txt", std::string((1 << 20) + 1, 'x')), "(TEXT_TOO_LONG)"},
  };
  const std::string good = folder_.Write("good.txt", kArticle);
  for (const Row& row : rows) {
    ChildOutput output = Isnad({"extract", "--format=jsonl", good, row.bad, good});
    EXPECT_EQ(output.exit_status, 1) << row.reason;
    EXPECT_THAT(Lines(output.standard_output), SizeIs(2)) << row.reason;
    EXPECT_THAT(Lines(output.standard_error), SizeIs(1)) << output.standard_error;
    EXPECT_THAT(output.standard_error, AllOf(HasSubstr(row.bad), HasSubstr(row.reason)));
  }
}

TEST_F(CommandTest, LeavesOutWhatIsLessConfident) {
  const std::string path = folder_.Write("a.txt", kArticle);
  ChildOutput all = Isnad({"extract", "--format=jsonl", path});
  ChildOutput none = Isnad({"extract", "--format=jsonl", "--min-confidence=1", path});
  EXPECT_EQ(FromJson(all.standard_output).claims_size(), 1);
  EXPECT_EQ(FromJson(none.standard_output).claims_size(), 0);
  EXPECT_EQ(none.exit_status, 0) << "an article without claims is answered";
}

TEST_F(CommandTest, RefusesAWrongCommandLine) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{}, {"extract", "--format=xml"}, {"translate"}, {"extract", "--no-such-flag"}}) {
    ChildOutput output = Isnad(arguments);
    EXPECT_EQ(output.exit_status, 2);
    EXPECT_THAT(output.standard_output, IsEmpty());
    EXPECT_THAT(output.standard_error, Not(IsEmpty()));
  }
}

// Port 1 of the own machine: privileged and served by nobody.
TEST_F(CommandTest, SaysThatTheServerCannotBeReached) {
  const std::string path = folder_.Write("a.txt", kArticle);
  for (std::vector<std::string> arguments : {std::vector<std::string>{"extract", path, path}, {"info"}, {"health"}}) {
    arguments.insert(arguments.end(), {"--server", "127.0.0.1:1"});
    ChildOutput output = Isnad(arguments);
    EXPECT_EQ(output.exit_status, 3) << arguments[0];
    EXPECT_THAT(output.standard_output, IsEmpty());
    EXPECT_THAT(Lines(output.standard_error), SizeIs(1)) << output.standard_error;
  }
}

TEST_F(CommandTest, NeitherColorsNorIsolatesInAPipe) {
  ChildInput input;
  input.arguments = {"extract", folder_.Write("a.txt", kArticle)};
  input.environment = {{"TERM", "xterm-256color"}, {"NO_COLOR", ""}};
  EXPECT_THAT(Isnad(input).standard_output, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\u2067"))));
}

TEST_F(CommandTest, ColorsAndIsolatesOnATerminal) {
  if (!HasTerminals()) GTEST_SKIP() << "this machine has no pseudo-terminals";
  ChildInput input;
  input.terminal = true;
  input.arguments = {"extract", folder_.Write("a.txt", kArticle)};
  input.environment = {{"TERM", "xterm-256color"}, {"NO_COLOR", ""}};
  EXPECT_THAT(Isnad(input).standard_output, AllOf(HasSubstr("\x1b[36m"), HasSubstr("\u2067وزير الزراعة\u2069")));
  input.environment["NO_COLOR"] = "1";
  EXPECT_THAT(Isnad(input).standard_output, AllOf(Not(HasSubstr("\x1b")), HasSubstr("\u2067")));
  input.environment["TERM"] = "dumb";
  EXPECT_THAT(Isnad(input).standard_output, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\u2067"))));
}

TEST_F(CommandTest, TellsWhatTheServerIs) {
  ChildOutput info = Isnad({"info"});
  EXPECT_EQ(info.exit_status, 0);
  EXPECT_THAT(info.standard_output, AllOf(HasSubstr("\"lexiconVersion\""), HasSubstr("\"articleBytesMax\": 1048576")));
  ChildOutput health = Isnad({"health"});
  EXPECT_EQ(health.exit_status, 0);
  EXPECT_EQ(health.standard_output, "SERVING\n");
}

TEST_F(CommandTest, ListsTheLexicon) {
  ChildOutput lemmas = Isnad({"lexicon"});
  EXPECT_EQ(lemmas.exit_status, 0);
  EXPECT_THAT(lemmas.standard_output, HasSubstr("قال"));
  ChildOutput forms = Isnad({"lexicon", "--forms"});
  EXPECT_GT(Lines(forms.standard_output).size(), 10 * Lines(lemmas.standard_output).size());
  for (const std::string& line : Lines(forms.standard_output)) {
    ASSERT_EQ(std::count(line.begin(), line.end(), '\t'), 2) << line;
  }
}

TEST_F(CommandTest, SaysWhichLanguageDataItCannotLoad) {
  ChildOutput output = Isnad({"extract", "--lexicon", folder_.Path("missing"), folder_.Write("a.txt", kArticle)});
  EXPECT_EQ(output.exit_status, 3);
  EXPECT_THAT(output.standard_error, HasSubstr("missing"));
}

TEST_F(CommandTest, PrintsTheSampleArticle) {
  ChildOutput output = Isnad({"extract", ISNAD_SOURCE_DIR "/client/sample/article.txt"});
  EXPECT_EQ(output.exit_status, 0);
  EXPECT_THAT(output.standard_output, MatchesRegex("[0-9]+ claims from [0-9]+ sources: article\n.*"));
  EXPECT_THAT(output.standard_output, EndsWith("\n\n"));
}

TEST_F(CommandTest, ReportsOutputThatCannotBeWritten) {
  ChildInput input;
  input.arguments = {
      "-c", std::string(ISNAD_BINARY_DIR "/bin/isnad extract ") + folder_.Write("a.txt", kArticle) + " >/dev/full"};
  ChildOutput output = RunChild("/bin/sh", input);
  EXPECT_EQ(output.exit_status, 1);
  EXPECT_THAT(output.standard_error, HasSubstr("No space left"));
}

TEST_F(CommandTest, AnswersAThousandFilesInOneRun) {
  std::vector<std::string> arguments = {"extract", "--format=jsonl"};
  for (int i = 0; i < 1000; ++i) arguments.push_back(folder_.Write("a" + std::to_string(i) + ".txt", kArticle));
  ChildOutput output = Isnad(arguments);
  EXPECT_EQ(output.exit_status, 0);
  EXPECT_THAT(Lines(output.standard_output), SizeIs(1000));
}

}  // namespace
}  // namespace isnad
