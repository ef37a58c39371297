// The trainer's command line: what it takes, and what it refuses as wrong usage.
#include "service/training/train_options.h"

#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct ParseResult {
  std::variant<TrainOptions, int> parsed;
  std::string out;
  std::string error;
};

ParseResult Parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "isnad-train");
  std::ostringstream out, error;
  auto parsed = ParseTrainOptions(static_cast<int>(arguments.size()), arguments.data(), out, error);
  return {std::move(parsed), out.str(), error.str()};
}

TrainOptions Options(std::vector<const char*> arguments) {
  ParseResult result = Parse(std::move(arguments));
  EXPECT_TRUE(std::holds_alternative<TrainOptions>(result.parsed)) << result.error;
  return std::holds_alternative<TrainOptions>(result.parsed) ? std::get<TrainOptions>(result.parsed) : TrainOptions();
}

TEST(TrainOptionsTest, TakesWhatIsGiven) {
  const TrainOptions options =
      Options({"--gold", "/x/train", "dev", "--out", "m", "--epochs", "3", "--bits", "10", "--rate", "0.5", "--seed",
               "9", "--provenance", "by hand", "--lexicon", "tsv", "--no-networks"});
  EXPECT_THAT(options.gold, ElementsAre("/x/train", "dev"));
  EXPECT_EQ(options.out, "m");
  EXPECT_EQ(options.lexicon, "tsv");
  EXPECT_THAT(options.provenance, ElementsAre("by hand"));
  EXPECT_EQ(options.model.training.epochs, 3);
  EXPECT_EQ(options.model.training.bits, 10);
  EXPECT_EQ(options.model.training.learning_rate, 0.5f);
  EXPECT_EQ(options.model.training.seed, 9u);
  EXPECT_EQ(options.model.network.seed, 9u) << "one seed for both";
  EXPECT_THAT(options.model.networks, IsEmpty()) << "asked for none";
  EXPECT_EQ(
      options.command,
      "isnad-train --gold train dev --out m --epochs 3 --bits 10 --rate 0.5 --seed 9 --lexicon tsv --no-networks");
}

TEST(TrainOptionsTest, NetworksUseTheEmbeddedVectorsOrThoseGiven) {
  EXPECT_EQ(Options({"--gold", "a", "--out", "m"}).vectors, "");
  const TrainOptions all = Options({"--gold", "a", "--out", "m", "--vectors", "v"});
  EXPECT_EQ(all.vectors, "v");
  EXPECT_EQ(all.model.networks, Options({"--gold", "a", "--out", "m"}).model.networks);
  EXPECT_THAT(all.model.networks, ElementsAre(Decision::kCue, Decision::kSourceStart, Decision::kSourceEnd,
                                              Decision::kClaimStart, Decision::kClaimEnd));
  const TrainOptions some =
      Options({"--gold", "a", "--out", "m", "--vectors", "v", "--networks", "claim_end,cue,claim_end",
               "--network-epochs", "2", "--network-rate", "0.1", "--hidden-dropout", "0", "--word-dropout", "0.5"});
  EXPECT_THAT(some.model.networks, ElementsAre(Decision::kCue, Decision::kClaimEnd));
  EXPECT_EQ(some.model.network.epochs, 2);
  EXPECT_EQ(some.model.network.learning_rate, 0.1f);
  EXPECT_EQ(some.model.network.hidden_dropout, 0.0f);
  EXPECT_EQ(some.model.network.word_dropout, 0.5f);
}

TEST(TrainOptionsTest, TakesFoldsAndReach) {
  const TrainOptions folds =
      Options({"--fold-over", "dev", "--folds", "5", "--predictions", "p.jsonl", "--gold", "train"});
  EXPECT_THAT(folds.fold_over, ElementsAre("dev"));
  EXPECT_EQ(folds.folds, 5);
  EXPECT_EQ(folds.predictions, "p.jsonl");
  EXPECT_EQ(folds.fraction, 100);
  EXPECT_GE(folds.jobs, 1);
  const TrainOptions part =
      Options({"--fold-over", "dev", "--folds", "5", "--predictions", "p", "--fraction", "25", "--jobs", "3"});
  EXPECT_EQ(part.fraction, 25);
  EXPECT_EQ(part.jobs, 3);
  EXPECT_TRUE(Options({"--gold", "train", "--reach"}).reach);
}

TEST(TrainOptionsTest, TakesAnnotationsWithTheirCorpus) {
  const TrainOptions options =
      Options({"--gold", "a", "--annotations", "/x/own.tsv", "--corpus", "/y/news.jsonl", "--out", "m"});
  EXPECT_EQ(options.annotations, "/x/own.tsv");
  EXPECT_EQ(options.corpus, "/y/news.jsonl");
  EXPECT_EQ(options.command, "isnad-train --gold a --annotations own.tsv --corpus news.jsonl --out m");
}

struct UsageCase {
  const char* name;
  std::vector<const char*> arguments;
  const char* problem;
};

TEST(TrainOptionsTest, RefusesWrongUsage) {
  const UsageCase kCases[] = {
      {"Nothing", {}, "One of --out, --predictions and --reach"},
      {"NothingToDo", {"--gold", "a"}, "One of --out, --predictions and --reach"},
      {"ModelOfNothing", {"--out", "m"}, "--out requires --gold"},
      {"ReachOfNothing", {"--reach"}, "--reach requires --gold"},
      {"ModelAndFolds",
       {"--gold", "a", "--out", "m", "--fold-over", "b", "--folds", "2", "--predictions", "p"},
       "--out excludes --predictions"},
      {"AnnotationsOfNothing", {"--gold", "a", "--out", "m", "--annotations", "t"}, "--annotations requires --corpus"},
      {"CorpusForNothing", {"--gold", "a", "--out", "m", "--corpus", "c"}, "--corpus requires --annotations"},
      {"FoldsOfNothing", {"--folds", "2", "--predictions", "p"}, "--predictions requires --fold-over"},
      {"PredictionsWithoutFolds", {"--fold-over", "a", "--predictions", "p"}, "--predictions requires --folds"},
      {"FoldsWithoutPredictions", {"--fold-over", "a", "--folds", "2"}, "--fold-over requires --predictions"},
      {"OneFold", {"--fold-over", "a", "--folds", "1", "--predictions", "p"}, "--folds"},
      {"JobsWithoutFolds", {"--gold", "a", "--out", "m", "--jobs", "2"}, "--jobs requires --fold-over"},
      {"FractionWithoutFolds", {"--gold", "a", "--out", "m", "--fraction", "50"}, "--fraction requires --fold-over"},
      {"NoJobs", {"--fold-over", "a", "--folds", "2", "--predictions", "p", "--jobs", "0"}, "--jobs"},
      {"NoFraction", {"--fold-over", "a", "--folds", "2", "--predictions", "p", "--fraction", "0"}, "--fraction"},
      {"UnknownNetwork", {"--gold", "a", "--out", "m", "--vectors", "v", "--networks", "cue,clue"}, "clue"},
      {"EmptyNetwork", {"--gold", "a", "--out", "m", "--vectors", "v", "--networks", ""}, "--networks"},
      {"VectorsForNothing", {"--gold", "a", "--out", "m", "--no-networks", "--vectors", "v"}, "--no-networks"},
      {"NetworksOfNone", {"--gold", "a", "--out", "m", "--no-networks", "--networks", "cue"}, "--no-networks"},
      {"EpochsOfNone", {"--gold", "a", "--out", "m", "--no-networks", "--network-epochs", "3"}, "--no-networks"},
      {"NoBits", {"--gold", "a", "--out", "m", "--bits", "0"}, "--bits"},
      {"TooManyBits", {"--gold", "a", "--out", "m", "--bits", "25"}, "--bits"},
      {"NoEpochs", {"--gold", "a", "--out", "m", "--epochs", "0"}, "--epochs"},
      {"EpochsNoNumber", {"--gold", "a", "--out", "m", "--epochs", "many"}, "--epochs"},
      {"NegativeRate", {"--gold", "a", "--out", "m", "--rate", "-1"}, "--rate"},
      {"NegativeSeed", {"--gold", "a", "--out", "m", "--seed", "-1"}, "--seed"},
      {"WholeDropout", {"--gold", "a", "--out", "m", "--vectors", "v", "--hidden-dropout", "1"}, "--hidden-dropout"},
      {"UnknownOption", {"--gold", "a", "--out", "m", "--fast"}, "--fast"},
      {"LooseWord", {"more"}, "more"},
  };
  for (const UsageCase& test : kCases) {
    const ParseResult result = Parse(test.arguments);
    ASSERT_TRUE(std::holds_alternative<int>(result.parsed)) << test.name;
    EXPECT_EQ(std::get<int>(result.parsed), kExitUsage) << test.name;
    EXPECT_THAT(result.error, HasSubstr(test.problem)) << test.name;
    EXPECT_THAT(result.out, IsEmpty()) << test.name;
  }
}

TEST(TrainOptionsTest, HelpNamesEveryOptionAndStatus) {
  const ParseResult result = Parse({"--help"});
  ASSERT_TRUE(std::holds_alternative<int>(result.parsed));
  EXPECT_EQ(std::get<int>(result.parsed), kExitOk);
  for (const char* part :
       {"--gold",        "--out",      "--fold-over",      "--folds",        "--predictions",    "--lexicon",
        "--provenance",  "--epochs",   "--bits",           "--rate",         "--seed",           "--vectors",
        "--no-networks", "--networks", "--network-epochs", "--network-rate", "--hidden-dropout", "--word-dropout",
        "--reach",       "--fraction", "--jobs",           "Exit status: 0"}) {
    EXPECT_THAT(result.out, HasSubstr(part));
  }
}

}  // namespace
}  // namespace isnad
