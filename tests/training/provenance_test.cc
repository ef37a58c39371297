// What a model's head says of its making.
#include "service/training/provenance.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct CommandCase {
  const char* name;
  std::vector<const char*> arguments;
  const char* command;
};

TEST(CommandAsGivenTest, KeepsOptionsAndCutsPaths) {
  const CommandCase kCases[] = {
      {"Nothing", {}, "isnad-train"},
      {"ValuesAsGiven", {"--epochs", "3", "--rate=0.1"}, "isnad-train --epochs 3 --rate 0.1"},
      {"PathsByTheirLastNames",
       {"--gold", "/data/gold/train/", "data/dev", "--out", "/data/new.model"},
       "isnad-train --gold train dev --out new.model"},
      {"EqualSigns",
       {"--gold=/data/train", "--vectors=/data/news.vec", "--lexicon=/x/lexicon"},
       "isnad-train --gold train --vectors news.vec --lexicon lexicon"},
      {"NamesAreNoPaths", {"--networks", "cue,claim_end"}, "isnad-train --networks cue,claim_end"},
      {"FlagsEndAPath", {"--gold", "/a/b", "--reach"}, "isnad-train --gold b --reach"},
      {"WithoutProvenance",
       {"--provenance", "/data/own", "two", "--seed", "2", "--provenance=x"},
       "isnad-train --seed 2"},
  };
  for (const CommandCase& test : kCases) {
    std::vector<const char*> arguments = {"/usr/bin/isnad-train"};
    arguments.insert(arguments.end(), test.arguments.begin(), test.arguments.end());
    EXPECT_EQ(CommandAsGiven(static_cast<int>(arguments.size()), arguments.data()), test.command) << test.name;
  }
}

TrainingData SomeData() {
  TrainingData data;
  data.sources = {{"train", 284, 2795}, {"dev", 60, 566}};
  return data;
}

TEST(ProvenanceTest, NamesCommandValuesDataAndLexicon) {
  TrainOptions options;
  options.command = "isnad-train --gold train dev";
  options.model.training.seed = 5;
  options.provenance = {"by hand"};
  EXPECT_THAT(Provenance(options, SomeData(), "0123456789ab"),
              ElementsAre("command: isnad-train --gold train dev", "options: epochs 12, bits 18, rate 0.05, seed 5",
                          "data: train (284 articles, 2795 attributions), dev (60 articles, 566 attributions)",
                          "lexicon: 0123456789ab", "by hand"));
}

TEST(ProvenanceTest, NamesTheNetworksValuesWhereThereAreNetworks) {
  TrainOptions options;
  EXPECT_THAT(Provenance(options, {}, "")[1], Not(HasSubstr("network")));
  options.model.networks = {Decision::kCue, Decision::kAntecedent};
  options.model.network.epochs = 4;
  options.model.network.hidden_dropout = 0.25f;
  EXPECT_THAT(
      Provenance(options, {}, "")[1],
      HasSubstr(", networks cue,antecedent, network epochs 4, network rate 0.02, hidden dropout 0.25, word dropout "));
}

}  // namespace
}  // namespace isnad
