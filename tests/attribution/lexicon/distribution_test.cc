// The table of learned word classes: what it holds and what it refuses.
#include "service/attribution/lexicon/distribution.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;

TEST(DistributionTest, FindsWords) {
  const absl::StatusOr<Distribution> distribution = Distribution::Load("# head\n3\t17\t9\tقال\n\n65535\t1\t0\tقالت\n");
  ASSERT_TRUE(distribution.ok()) << distribution.status();
  EXPECT_EQ(distribution->size(), 2);
  const WordDistribution* found = distribution->Find("قال");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->coarse, 3);
  EXPECT_EQ(found->fine, 17);
  EXPECT_EQ(found->log_frequency, 9);
  ASSERT_NE(distribution->Find("قالت"), nullptr);
  EXPECT_EQ(distribution->Find("قالت")->coarse, 65535);
  EXPECT_EQ(distribution->Find("قالوا"), nullptr);
  EXPECT_EQ(distribution->Find(""), nullptr);
}

TEST(DistributionTest, KnowsWordsOfTehMarbutaByTheirFoldedSpelling) {
  const absl::StatusOr<Distribution> distribution = Distribution::Load("1\t1\t9\tقمة\n1\t1\t9\tقوله\n");
  ASSERT_TRUE(distribution.ok()) << distribution.status();
  EXPECT_EQ(distribution->Find("قمة"), nullptr);
  ASSERT_NE(distribution->Find("قمه"), nullptr);
  EXPECT_TRUE(distribution->Find("قمه")->teh_marbuta);
  EXPECT_FALSE(distribution->Find("قوله")->teh_marbuta);
  EXPECT_FALSE(Distribution::Load("1\t1\t9\tقمة\n1\t1\t9\tقمه\n").ok()) << "one word twice";
}

TEST(DistributionTest, AnEmptyTableKnowsNothing) {
  const absl::StatusOr<Distribution> distribution = Distribution::Load("");
  ASSERT_TRUE(distribution.ok());
  EXPECT_EQ(distribution->size(), 0);
  EXPECT_EQ(distribution->Find("قال"), nullptr);
}

struct LoadErrorCase {
  const char* name;
  const char* tsv;
};

TEST(DistributionTest, RefusesBadLinesByNumber) {
  constexpr LoadErrorCase kCases[] = {
      {.name = "TooFewFields", .tsv = "# head\n3\t17\tقال\n"},
      {.name = "TooManyFields", .tsv = "# head\n3\t17\t9\tقال\tx\n"},
      {.name = "NoWord", .tsv = "# head\n3\t17\t9\t\n"},
      {.name = "CoarseNoNumber", .tsv = "# head\nthree\t17\t9\tقال\n"},
      {.name = "FineTooLarge", .tsv = "# head\n3\t65536\t9\tقال\n"},
      {.name = "NegativeClass", .tsv = "# head\n-3\t17\t9\tقال\n"},
      {.name = "FrequencyTooLarge", .tsv = "# head\n3\t17\t64\tقال\n"},
      {.name = "NotUtf8", .tsv = "# head\n3\t17\t9\tقال\xD9\n"},
  };
  for (const LoadErrorCase& test : kCases) {
    const absl::StatusOr<Distribution> distribution = Distribution::Load(test.tsv);
    EXPECT_EQ(distribution.status().code(), absl::StatusCode::kInvalidArgument) << test.name;
    EXPECT_THAT(std::string(distribution.status().message()), HasSubstr(":2:")) << test.name;
  }
}

}  // namespace
}  // namespace isnad
