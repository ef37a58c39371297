// What is counted between two places.
#include "service/attribution/span/passed_tokens.h"

#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

TEST(PassedTokensTest, CountsByKind) {
  const AnalyzedArticle article("قال، في البيت، الذي «كبر» (أمس) أن");
  const PassedTokens passed = CountPassed(article.text(), {0, article.size()});
  EXPECT_EQ(passed.commas, 2);
  EXPECT_EQ(passed.verbs, 1);
  EXPECT_EQ(passed.complementizers, 1);
  EXPECT_EQ(passed.prepositions, 1);
  EXPECT_EQ(passed.quotes, 2);
  EXPECT_EQ(passed.brackets, 2);
  EXPECT_EQ(passed.relatives, 1);
  EXPECT_EQ(passed.times, 1);
  EXPECT_EQ(CountPassed(article.text(), {2, 2}).Bits(), 0u);
}

TEST(PassedTokensTest, BitsTellNoneOneAndMore) {
  EXPECT_EQ(Few(0), 0u);
  EXPECT_EQ(Few(1), 1u);
  EXPECT_EQ(Few(7), 2u);
  PassedTokens one, two;
  one.quotes = 1;
  two.quotes = 2;
  EXPECT_NE(one.Bits(), two.Bits());
  two.times = 5;
  one.quotes = 9;
  EXPECT_EQ(one.Bits(), two.Bits());
}

}  // namespace
}  // namespace isnad
