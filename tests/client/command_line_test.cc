#include "client/command_line.h"

#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Outcome {
  std::variant<CommandLine, ExitStatus> result;
  std::string out;
  std::string error;

  const CommandLine& line() const { return std::get<CommandLine>(result); }
};

Outcome Parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "isnad");
  std::ostringstream out, error;
  auto result = ParseCommandLine(static_cast<int>(arguments.size()), arguments.data(), out, error);
  return {result, out.str(), error.str()};
}

TEST(ParseCommandLine, ReadsExtract) {
  CommandLine line = Parse({"extract", "a.txt", "--format=jsonl", "--offsets=utf32", "b.txt", "--min-confidence", "0.5",
                            "--server", "localhost:1", "--deadline", "0.25"})
                         .line();
  EXPECT_EQ(line.verb, Verb::kExtract);
  EXPECT_THAT(line.files, ElementsAre("a.txt", "b.txt"));
  EXPECT_EQ(line.format, OutputFormat::kJsonl);
  EXPECT_EQ(line.extract_options.offset_encoding(), v1::OFFSET_ENCODING_UTF32);
  EXPECT_EQ(line.extract_options.min_confidence(), 0.5);
  EXPECT_EQ(line.server, "localhost:1");
  EXPECT_EQ(line.deadline, std::chrono::milliseconds(250));
}

TEST(ParseCommandLine, ShowsWrongArgumentsWithoutObeyingThem) {
  const Outcome outcome = Parse({"extract", "--no-such-\x1b[31m\u202Eflag"});
  EXPECT_EQ(std::get<ExitStatus>(outcome.result), ExitStatus::kUsage);
  EXPECT_THAT(outcome.error, HasSubstr("--no-such-\\x1B[31m\\xE2\\x80\\xAEflag"));
}

TEST(ParseCommandLine, HasDefaults) {
  CommandLine line = Parse({"extract"}).line();
  EXPECT_THAT(line.files, ElementsAre("-"));
  EXPECT_EQ(line.format, OutputFormat::kText);
  EXPECT_EQ(line.extract_options.offset_encoding(), v1::OFFSET_ENCODING_UTF8);
  EXPECT_EQ(line.extract_options.min_confidence(), 0);
  EXPECT_EQ(line.server, "");
  EXPECT_EQ(line.deadline, std::chrono::seconds(30));
}

TEST(ParseCommandLine, ReadsTheOtherVerbs) {
  EXPECT_EQ(Parse({"info"}).line().verb, Verb::kInfo);
  EXPECT_EQ(Parse({"health", "--server", "host:1"}).line().verb, Verb::kHealth);
  EXPECT_EQ(Parse({"lexicon"}).line().verb, Verb::kLexicon);
  EXPECT_FALSE(Parse({"lexicon"}).line().forms);
  EXPECT_TRUE(Parse({"lexicon", "--forms"}).line().forms);
}

TEST(ParseCommandLine, ReadsHowAServerIsReached) {
  CommandLine line = Parse({"info", "--server", "host:1", "--tls-ca", "ca.pem", "--tls-cert", "me.pem", "--tls-key",
                            "me.key", "--tls-name", "isnad.example", "--token-file", "token", "--language", "ar",
                            "--behind-balancer"})
                         .line();
  EXPECT_EQ(line.tls.ca_file, "ca.pem");
  EXPECT_EQ(line.tls.certificate_file, "me.pem");
  EXPECT_EQ(line.tls.private_key_file, "me.key");
  EXPECT_EQ(line.tls.server_name, "isnad.example");
  EXPECT_EQ(line.token_file, "token");
  EXPECT_TRUE(line.behind_balancer);
  EXPECT_EQ(line.language, "ar");
  EXPECT_FALSE(line.tls.enabled);
  EXPECT_TRUE(line.tls.on());
  EXPECT_TRUE(Parse({"health", "--server", "host:1", "--tls"}).line().tls.on());
  EXPECT_FALSE(Parse({"health", "--server", "host:1"}).line().tls.on());
  EXPECT_EQ(Parse({"extract", "--language", "en"}).line().language, "en") << "the built-in server speaks it, too";
}

TEST(ParseCommandLine, LetsAProbeGiveUpSoon) {
  EXPECT_EQ(Parse({"health", "--server", "host:1"}).line().deadline, std::chrono::seconds(5));
  EXPECT_EQ(Parse({"health", "--deadline", "30"}).line().deadline, std::chrono::seconds(30));
  EXPECT_EQ(Parse({"info"}).line().deadline, std::chrono::seconds(30));
}

TEST(ParseCommandLine, TakesOtherLanguageDataForTheEmbeddedServer) {
  CommandLine line = Parse({"extract", "--lexicon", "words", "--model", "a.model"}).line();
  EXPECT_EQ(line.lexicon_directory, "words");
  EXPECT_EQ(line.model_file, "a.model");
}

TEST(ParseCommandLine, TakesStandardInputAndNamesThatLookLikeOptions) {
  EXPECT_THAT(Parse({"extract", "-"}).line().files, ElementsAre("-"));
  EXPECT_THAT(Parse({"extract", "--", "--format"}).line().files, ElementsAre("--format"));
}

TEST(ParseCommandLine, RefusesWhatIsWrong) {
  const std::vector<std::vector<const char*>> wrong = {
      {},
      {"translate"},
      {"extract", "--format=xml"},
      {"extract", "--offsets=utf7"},
      {"extract", "--min-confidence", "1.5"},
      {"extract", "--min-confidence", "much"},
      {"extract", "--deadline", "0"},
      {"extract", "--colour"},
      {"extract", "--server"},
      {"info", "a.txt"},
      {"lexicon", "--server", "localhost:1"},
      {"extract", "--server", "localhost:1", "--model", "a.model"},
      {"extract", "--tls"},
      {"info", "--tls-ca", "ca.pem"},
      {"health", "--token-file", "token"},
      {"info", "--behind-balancer"},
      {"health", "--server", "localhost:1", "--tls-cert", "me.pem"},
      {"health", "--server", "localhost:1", "--tls-key", "me.key"},
      {"extract", "--language", "fr"},
      {"lexicon", "--language", "ar"},
  };
  for (const std::vector<const char*>& arguments : wrong) {
    Outcome outcome = Parse(arguments);
    ASSERT_TRUE(std::holds_alternative<ExitStatus>(outcome.result)) << testing::PrintToString(arguments);
    EXPECT_EQ(std::get<ExitStatus>(outcome.result), ExitStatus::kUsage) << testing::PrintToString(arguments);
    EXPECT_THAT(outcome.error, HasSubstr("--help")) << testing::PrintToString(arguments);
    EXPECT_THAT(outcome.out, IsEmpty());
  }
}

TEST(ParseCommandLine, HelpsAndTellsItsVersion) {
  for (std::vector<const char*> arguments : {std::vector<const char*>{"--help"}, {"extract", "--help"}}) {
    Outcome outcome = Parse(arguments);
    EXPECT_EQ(std::get<ExitStatus>(outcome.result), ExitStatus::kOk);
    EXPECT_THAT(outcome.out, HasSubstr("Exit status"));
    EXPECT_THAT(outcome.error, IsEmpty());
  }
  Outcome version = Parse({"--version"});
  EXPECT_EQ(std::get<ExitStatus>(version.result), ExitStatus::kOk);
  EXPECT_THAT(version.out, testing::MatchesRegex("isnad [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

}  // namespace
}  // namespace isnad
