// The distribution file: that the engine reads it, and that its places and numbers are right.
#include "service/training/distribution_writer.h"

#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/lexicon/distribution.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

WordVectors SomeVectors() {
  WordVectors vectors;
  vectors.words = {"</s>", "السد", "بحر", "ماء", "نادر"};
  vectors.vectors = {{0, 1}, {1, 0}, {0, 1}, {1, 0}, {0, 1}};
  return vectors;
}

const WordCounts kCounts = {{"السد", 9}, {"بحر", 8}, {"ماء", 4}, {"نادر", 1}};

DistributionOptions TwoClasses() {
  DistributionOptions options;
  options.coarse = 2;
  options.fine = 3;
  options.provenance = {"Learned from a made-up corpus:\nof two lines"};
  return options;
}

TEST(DistributionFileTest, IsReadByTheEngine) {
  const std::string file = DistributionFile(SomeVectors(), kCounts, TwoClasses());
  const absl::StatusOr<Distribution> distribution = Distribution::Load(file);
  ASSERT_TRUE(distribution.ok()) << distribution.status();
  EXPECT_EQ(distribution->size(), 4) << "the mark of a sentence's end is no word";
  const WordDistribution *dam = distribution->Find("السد"), *sea = distribution->Find("بحر"),
                         *water = distribution->Find("ماء");
  ASSERT_TRUE(dam != nullptr && sea != nullptr && water != nullptr);
  EXPECT_EQ(dam->place, 1);
  EXPECT_EQ(water->place, 3);
  EXPECT_EQ(dam->log_frequency, 3);
  EXPECT_EQ(sea->log_frequency, 3);
  EXPECT_EQ(water->log_frequency, 2);
  EXPECT_EQ(dam->coarse, water->coarse);
  EXPECT_NE(dam->coarse, sea->coarse);
  for (const WordDistribution* word : {dam, sea}) {
    EXPECT_GE(word->coarse, 1) << "classes count from 1";
    EXPECT_GE(word->fine, 1);
  }
}

TEST(DistributionFileTest, SaysWhatMadeIt) {
  const std::string file = DistributionFile(SomeVectors(), kCounts, TwoClasses());
  EXPECT_THAT(file, HasSubstr("\n#   isnad-distribution classes --coarse 2 --fine 3 --words-max 24000\n"));
  EXPECT_THAT(file, HasSubstr("\n# Learned from a made-up corpus:\n# of two lines\n"));
}

TEST(DistributionFileTest, KeepsTheMostFrequentWords) {
  DistributionOptions options = TwoClasses();
  options.words_max = 3;
  const std::string file = DistributionFile(SomeVectors(), kCounts, options);
  EXPECT_THAT(file, HasSubstr("\tبحر\n"));
  EXPECT_THAT(file, Not(HasSubstr("ماء")));
}

TEST(CountWordsTest, CountsBetweenWhiteSpace) {
  std::istringstream in("السد ماء\nالسد .\n");
  EXPECT_EQ(CountWords(in), (WordCounts{{"السد", 2}, {"ماء", 1}, {".", 1}}));
}

}  // namespace
}  // namespace isnad
