// What a claim's features ask of the words around and between.
#include "service/attribution/span/claim_surroundings.h"

#include <vector>

#include "gtest/gtest.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

TEST(ClaimSurroundingsTest, CountsWhatStandsBetween) {
  const AnalyzedArticle article("قال (أمس: إن، «المعرض» نجح ثم");
  const Between between = CountBetween(article.text(), article.Token("("), article.Token("ثم"));
  EXPECT_EQ(between.complementizers, 1);
  EXPECT_EQ(between.commas, 1);
  EXPECT_EQ(between.colons, 1);
  EXPECT_EQ(between.quotes, 2);
  EXPECT_EQ(between.brackets, 1);
  EXPECT_EQ(between.words, 4);
}

TEST(ClaimSurroundingsTest, BitsTellCountsApart) {
  EXPECT_NE(BetweenBits({.commas = 1}), BetweenBits({.commas = 2}));
  EXPECT_EQ(BetweenBits({.commas = 2}), BetweenBits({.commas = 3}));
  EXPECT_NE(BetweenBits({.commas = 1}), BetweenBits({.colons = 1}));
  EXPECT_EQ(BalanceBits({.quotes = 2}), BalanceBits({}));
  EXPECT_NE(BalanceBits({.quotes = 3}), BalanceBits({}));
  EXPECT_NE(BalanceBits({.brackets = 1}), BalanceBits({.brackets = -1}));
  EXPECT_EQ(BalanceBits({.brackets = 1}), BalanceBits({.brackets = 4}));
}

TEST(ClaimSurroundingsTest, KnowsWhereAQuotationBegins) {
  const AnalyzedArticle article("قال «نعم سنعود»");
  EXPECT_EQ(QuotationState(article.text(), article.Token("قال")), 0u);
  EXPECT_EQ(QuotationState(article.text(), article.Token("نعم")), 1u);
  EXPECT_EQ(QuotationState(article.text(), article.Token("سنعود")), 2u);
  EXPECT_EQ(QuotationState(article.text(), article.size()), 0u);
}

TEST(ClaimSurroundingsTest, FindsTheMostProbableCueOfAStretch) {
  const AnalyzedArticle article("قال الوزير إنه سيعود");
  const Cue cue = MakeCue(article, "قال");
  const std::vector<float> starts = {0.9f, 0.1f, 0.4f, 0.2f};
  const ClaimContext context{article.text(), LoadedLexicon(), cue, article.Tokens("الوزير"), starts};
  EXPECT_EQ(MostCueProbability(context, 1, 4), 0.4f);
  EXPECT_EQ(MostCueProbability(context, 3, 3), 0.0f);
  EXPECT_EQ(CueProbability(context, -1), 0.0f);
  EXPECT_EQ(CueProbability(context, 4), 0.0f);
}

TEST(ClaimSurroundingsTest, TheAttributionEndsBehindItsSource) {
  const AnalyzedArticle article("الوزير قال أمس");
  const Cue cue = MakeCue(article, "قال");
  const std::vector<float> starts(article.size(), 0.0f);
  const auto context = [&](const char* source) {
    return ClaimContext{article.text(), LoadedLexicon(), cue, article.Tokens(source), starts};
  };
  EXPECT_EQ(SourcePlace(context("")), 0u);
  EXPECT_EQ(SourcePlace(context("الوزير")), 1u);
  EXPECT_EQ(SourcePlace(context("أمس")), 2u);
  EXPECT_EQ(AttributionEnd(context("")), 2);
  EXPECT_EQ(AttributionEnd(context("الوزير")), 2);
  EXPECT_EQ(AttributionEnd(context("أمس")), 3);
}

TEST(ClaimSurroundingsTest, NamesTheMarkAtAPlace) {
  const AnalyzedArticle article("قال نعم، ثم\nعاد");
  EXPECT_EQ(MarkAt(article.text(), article.Token("نعم")), 0u);
  EXPECT_EQ(MarkAt(article.text(), article.Token("نعم") + 1), 1 + static_cast<uint32_t>(Mark::kComma));
  EXPECT_EQ(MarkAt(article.text(), article.Token("عاد")), 98u);
  EXPECT_EQ(MarkAt(article.text(), article.size()), 99u);
}

}  // namespace
}  // namespace isnad
