// Features of a mention and a candidate for its bearer: what must make a difference to the ranker.
#include "service/attribution/source/mention_features.h"

#include <vector>

#include "gtest/gtest.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

// The features of a candidate for the mention in an article's only attribution.
std::vector<Feature> FeaturesOf(const AnalyzedArticle& article, TokenRange mention, const Antecedent& candidate) {
  AttributionSpan span = MakeSpan(article, MakeCue(article, "قال"), "", {});
  span.source = mention;
  const StemIndex stems = IndexStems(article.text()), bases = IndexBases(article.text());
  const std::vector<AttributionSpan> spans = {span};
  const SpeakersMet speakers;
  FeatureVector features;
  AddMentionFeatures({article.text(), LoadedLexicon(), stems, bases, spans, 0, speakers}, candidate, 0, &features);
  return features.features();
}

TEST(MentionFeaturesTest, TheNounAtThePhrasesHeadIsNotTheNounInsideIt) {
  const AnalyzedArticle article("مدير شركة النسيج وشركة مدير النسيج. قال المدير");
  const TokenRange mention = article.Tokens("المدير");
  const Antecedent head{AntecedentKind::kPhrase, -1, article.Tokens("مدير شركة النسيج"), 0};
  const Antecedent inside{AntecedentKind::kPhrase, -1, article.Tokens("وشركة مدير النسيج"), 0};
  EXPECT_NE(FeaturesOf(article, mention, head), FeaturesOf(article, mention, inside));
}

TEST(MentionFeaturesTest, WhatMentionItselfKnowsOfPhrasesThatBringItIn) {
  const AnalyzedArticle article("صدر تقرير. قال التقرير نفسه");
  Antecedent self{AntecedentKind::kSelf, -1, article.Tokens("التقرير"), 0};
  const std::vector<Feature> without = FeaturesOf(article, self.phrase, self);
  self.introduced = 1;
  EXPECT_NE(FeaturesOf(article, self.phrase, self), without);
}

TEST(MentionFeaturesTest, AnInflectedHeadIsTheSameHead) {
  const AnalyzedArticle article("عاد محللون. عاد محللين. قال المحللون");
  const TokenRange mention = article.Tokens("المحللون");
  const Antecedent nominative{AntecedentKind::kPhrase, -1, article.Tokens("محللون"), 0};
  const Antecedent oblique{AntecedentKind::kPhrase, -1, article.Tokens("محللين"), 0};
  const std::vector<Feature> a = FeaturesOf(article, mention, nominative), b = FeaturesOf(article, mention, oblique);
  ASSERT_EQ(a.size(), b.size()) << "the same head gives a feature of its own";
  int different = 0;
  for (size_t i = 0; i < a.size(); ++i) different += a[i] != b[i];
  EXPECT_LE(different, 4) << "only features of stem and place";
}

TEST(HasNameTest, KnowsGivenNames) {
  const AnalyzedArticle article("الوزير سامي");
  EXPECT_TRUE(HasName(article.text(), article.Tokens("الوزير سامي")));
  EXPECT_FALSE(HasName(article.text(), article.Tokens("الوزير")));
}

}  // namespace
}  // namespace isnad
