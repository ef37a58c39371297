// Where a claim may begin and end. The ranker chooses; here stands what it may choose from.
#include "service/attribution/span/claim_span.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "service/attribution/limits.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

bool Contains(const std::vector<int>& candidates, int candidate) {
  return std::find(candidates.begin(), candidates.end(), candidate) != candidates.end();
}

struct ReachCase {
  const char* name;
  const char* article;
  const char* cue;
  const char* source;  // empty: none
  const char* claim;
  bool reached;
};

TEST(ClaimSpanTest, ReachesClaims) {
  constexpr ReachCase kCases[] = {
      {.name = "BehindInna",
       .article = "قال الوزير إن المعرض نجح هذا العام.",
       .cue = "قال",
       .source = "الوزير",
       .claim = "المعرض نجح هذا العام",
       .reached = true},
      {.name = "WithComplementizer",
       .article = "أكد أنه سيعود غدا، ثم خرج",
       .cue = "أكد",
       .source = "",
       .claim = "أنه سيعود غدا",
       .reached = true},
      {.name = "WithoutComplementizer",
       .article = "أعلنت الوزارة إطلاق معرض جديد، ثم عادت",
       .cue = "أعلنت",
       .source = "الوزارة",
       .claim = "إطلاق معرض جديد",
       .reached = true},
      {.name = "DirectlyBehindTheCue",
       .article = "أعلن إطلاق معرض جديد",
       .cue = "أعلن",
       .source = "",
       .claim = "إطلاق معرض جديد",
       .reached = true},
      {.name = "Quotation",
       .article = "قال الوزير: «سنعود. سننجح» ثم خرج",
       .cue = "قال",
       .source = "الوزير",
       .claim = "سنعود. سننجح",
       .reached = true},
      {.name = "QuotationOverParagraphs",
       .article = "قال الوزير: «سنعود.\nسننجح غدا» ثم خرج",
       .cue = "قال",
       .source = "الوزير",
       .claim = "سنعود.\nسننجح غدا",
       .reached = true},
      {.name = "QuotationBefore",
       .article = "«سنعود غدا» قال الوزير",
       .cue = "قال",
       .source = "الوزير",
       .claim = "سنعود غدا",
       .reached = true},
      {.name = "QuotationOfTwoSentencesBefore",
       .article = "«سنعود غدا. سننجح معا»، قال الوزير",
       .cue = "قال",
       .source = "الوزير",
       .claim = "سنعود غدا. سننجح معا",
       .reached = true},
      {.name = "SentenceBeforeAnAdjunct",
       .article = "نجح المعرض هذا العام، وفقا للوزارة.",
       .cue = "وفقا",
       .source = "للوزارة",
       .claim = "نجح المعرض هذا العام",
       .reached = true},
      {.name = "BehindAnAdjunct",
       .article = "وفقا للوزارة، فإن المعرض نجح هذا العام.",
       .cue = "وفقا",
       .source = "للوزارة",
       .claim = "المعرض نجح هذا العام",
       .reached = true},
      {.name = "NextLineBehindAColon",
       .article = "قال الوزير:\nسنعود غدا",
       .cue = "قال",
       .source = "الوزير",
       .claim = "سنعود غدا",
       .reached = true},
      {.name = "HeadlineColon",
       .article = "وزير الثقافة: المعرض نجح",
       .cue = ":",
       .source = "وزير الثقافة",
       .claim = "المعرض نجح",
       .reached = true},
      {.name = "EndsBeforeTheNextCue",
       .article = "قال الوزير إن المعرض نجح مؤكدا أنه سيعود",
       .cue = "قال",
       .source = "الوزير",
       .claim = "المعرض نجح",
       .reached = true},
      {.name = "NotInsideItsSource",
       .article = "قال وزير الثقافة إن المعرض نجح",
       .cue = "قال",
       .source = "وزير الثقافة",
       .claim = "الثقافة إن المعرض نجح",
       .reached = false},
      {.name = "NotInTheNextSentence",
       .article = "قال الوزير إن المعرض نجح. سنعود غدا",
       .cue = "قال",
       .source = "الوزير",
       .claim = "سنعود غدا",
       .reached = false},
      {.name = "NotOverTheSentence",
       .article = "قال الوزير إن المعرض نجح. سنعود غدا",
       .cue = "قال",
       .source = "الوزير",
       .claim = "المعرض نجح. سنعود غدا",
       .reached = false},
      {.name = "NotOverTheCue",
       .article = "نجح المعرض قال الوزير غدا",
       .cue = "قال",
       .source = "الوزير",
       .claim = "نجح المعرض قال",
       .reached = false},
  };
  for (const ReachCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    const Cue cue = MakeCue(article, test.cue, test.cue[0] == ':' ? CueKind::kColon : CueKind::kFinite);
    const std::vector<float> starts(article.size(), 0.0f);
    const ClaimContext context{article.text(), LoadedLexicon(), cue, article.Tokens(test.source), starts};
    const TokenRange claim = article.Tokens(test.claim);
    const bool reached = Contains(ClaimStartCandidates(context), claim.begin) &&
                         Contains(ClaimEndCandidates(context, claim.begin), claim.end);
    EXPECT_EQ(reached, test.reached) << test.name;
  }
}

TEST(ClaimSpanTest, CandidatesAreBoundedHoweverLongTheSentence) {
  std::string words;
  for (int i = 0; i < 1500; ++i) words += "في منضدة، ";
  const AnalyzedArticle article(words + "قال " + words);
  const Cue cue = MakeCue(article, "قال");
  const std::vector<float> starts(article.size(), 0.0f);
  const ClaimContext context{article.text(), LoadedLexicon(), cue, {}, starts};
  const std::vector<int> begins = ClaimStartCandidates(context);
  EXPECT_LE(begins.size(), static_cast<size_t>(1 + kClaimStartBefore + kClaimStartBehind));
  for (const int begin : {begins.front(), cue.tokens.end}) {
    const std::vector<int> ends = ClaimEndCandidates(context, begin);
    EXPECT_TRUE(std::is_sorted(ends.begin(), ends.end()));
    EXPECT_LE(ends.size(), static_cast<size_t>(kClaimEndCandidatesMax));
    EXPECT_LE(ends.back(), begin + kClaimTokensMax);
  }
}

TEST(ClaimSpanTest, ThereIsAlwaysAnEnd) {
  const AnalyzedArticle article("قال نعم");
  const std::vector<float> starts(article.size(), 0.0f);
  const Cue cue = MakeCue(article, "قال");
  const ClaimContext context{article.text(), LoadedLexicon(), cue, {}, starts};
  EXPECT_EQ(ClaimEndCandidates(context, 1), std::vector<int>{2});
}

TEST(ClaimSpanTest, ACueAtTheEndOfTheTextHasNoStartBehind) {
  const AnalyzedArticle article("قال");
  const std::vector<float> starts(article.size(), 0.0f);
  const Cue cue = MakeCue(article, "قال");
  EXPECT_TRUE(ClaimStartCandidates({article.text(), LoadedLexicon(), cue, {}, starts}).empty());
}

TEST(ClaimSpanTest, KnowsWhichQuotationATokenOpens) {
  const AnalyzedArticle article("قال «نعم سنعود» ثم «لا»");
  EXPECT_EQ(QuotationOpenedAt(article.text(), article.Token("نعم")), 0);
  EXPECT_EQ(QuotationOpenedAt(article.text(), article.Token("سنعود")), -1);
  EXPECT_EQ(QuotationOpenedAt(article.text(), article.Token("لا")), 1);
  EXPECT_EQ(QuotationOpenedAt(article.text(), article.Token("قال")), -1);
  EXPECT_EQ(QuotationOpenedAt(article.text(), article.size()), -1);
  EXPECT_EQ(QuotationOpenedAt(article.text(), -1), -1);
}

TEST(ClaimSpanTest, FeaturesSeeTheNextCue) {
  const AnalyzedArticle article("قال الوزير إن المعرض نجح وأضاف أنه سيعود");
  const Cue cue = MakeCue(article, "قال");
  std::vector<float> starts(article.size(), 0.0f);
  const int begin = article.Token("المعرض"), end = article.Token("وأضاف");
  FeatureVector without, with;
  AddClaimEndFeatures({article.text(), LoadedLexicon(), cue, article.Tokens("الوزير"), starts}, begin, end, &without);
  starts[end] = 0.99f;
  AddClaimEndFeatures({article.text(), LoadedLexicon(), cue, article.Tokens("الوزير"), starts}, begin, end, &with);
  EXPECT_NE(without.features(), with.features());
}

// The features of `claim`'s beginning or end, where `likely` (empty: none) is a word with which a cue probably begins.
std::vector<Feature> FeaturesOf(const AnalyzedArticle& article, const char* claim, const char* likely, bool of_end) {
  std::vector<float> starts(article.size(), 0.0f);
  if (likely[0] != '\0') starts[article.Token(likely)] = 0.99f;
  const Cue cue = MakeCue(article, "قال");
  const ClaimContext context{article.text(), LoadedLexicon(), cue, article.Tokens("الوزير"), starts};
  const TokenRange range = article.Tokens(claim);
  FeatureVector features;
  if (of_end) {
    AddClaimEndFeatures(context, range.begin, range.end, &features);
  } else {
    AddClaimStartFeatures(context, range.begin, &features);
  }
  return features.features();
}

TEST(ClaimSpanTest, FeaturesOfAnEndSeeACueThatWasPassed) {
  const AnalyzedArticle article("قال الوزير إن المعرض نجح وأضاف أنه سيعود غدا، ثم خرج");
  const char* claim = "المعرض نجح وأضاف أنه سيعود غدا";
  EXPECT_NE(FeaturesOf(article, claim, "", true), FeaturesOf(article, claim, "وأضاف", true));
  EXPECT_EQ(FeaturesOf(article, claim, "", true), FeaturesOf(article, claim, "قال", true));
}

TEST(ClaimSpanTest, FeaturesOfAnEndSeeWhatFollowsACommaThatWasPassed) {
  const AnalyzedArticle in_fact("قال الوزير إن المعرض نجح، بينما خسر الفريق، ثم خرج");
  const AnalyzedArticle in_time("قال الوزير إن المعرض نجح، عندما خسر الفريق، ثم خرج");
  EXPECT_NE(FeaturesOf(in_fact, "المعرض نجح، بينما خسر الفريق", "", true),
            FeaturesOf(in_time, "المعرض نجح، عندما خسر الفريق", "", true));
}

TEST(ClaimSpanTest, FeaturesOfABeginningSeeACueThatWasPassed) {
  const AnalyzedArticle article("قال الوزير نعم وأضاف أنه سيعود");
  EXPECT_NE(FeaturesOf(article, "أنه سيعود", "", false), FeaturesOf(article, "أنه سيعود", "وأضاف", false));
  EXPECT_EQ(FeaturesOf(article, "نعم", "", false), FeaturesOf(article, "نعم", "وأضاف", false));
}

}  // namespace
}  // namespace isnad
