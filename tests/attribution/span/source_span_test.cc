// Where a source may begin and end. The ranker chooses; here stands what it may choose from.
#include "service/attribution/span/source_span.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gtest/gtest.h"
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
  const char* source;
  bool reached;
};

TEST(SourceSpanTest, ReachesSources) {
  constexpr ReachCase kCases[] = {
      {.name = "BehindTheVerb",
       .article = "قال وزير الثقافة سامي النجار إن المعرض نجح",
       .cue = "قال",
       .source = "وزير الثقافة سامي النجار",
       .reached = true},
      {.name = "BeforeTheVerb",
       .article = "وزير الثقافة يقول إن المعرض نجح",
       .cue = "يقول",
       .source = "وزير الثقافة",
       .reached = true},
      {.name = "BehindAPhrase",
       .article = "نجح المعرض وفقا لوزارة الثقافة.",
       .cue = "وفقا",
       .source = "لوزارة الثقافة",
       .reached = true},
      {.name = "BehindATime",
       .article = "قال أمس الخميس وزير الثقافة إن المعرض نجح",
       .cue = "قال",
       .source = "وزير الثقافة",
       .reached = true},
      {.name = "WithAComma",
       .article = "قال سامي النجار، وزير الثقافة، إن المعرض نجح",
       .cue = "قال",
       .source = "سامي النجار، وزير الثقافة",
       .reached = true},
      {.name = "NotInTheNextSentence",
       .article = "هكذا قال. وزير الثقافة عاد",
       .cue = "قال",
       .source = "وزير الثقافة",
       .reached = false},
      {.name = "NotInTheSentenceBefore",
       .article = "عاد وزير الثقافة. ثم قال نعم",
       .cue = "قال",
       .source = "وزير الثقافة",
       .reached = false},
      {.name = "NoComplementizer",
       .article = "قال أنه سيعود غدا",
       .cue = "قال",
       .source = "أنه سيعود",
       .reached = false},
      {.name = "NoMarkAtTheEnd",
       .article = "قال سامي النجار، إن المعرض نجح",
       .cue = "قال",
       .source = "سامي النجار،",
       .reached = false},
      {.name = "NotOverTheCue",
       .article = "سامي النجار قال إن المعرض نجح",
       .cue = "قال",
       .source = "سامي النجار قال",
       .reached = false},
  };
  for (const ReachCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    const Cue cue = MakeCue(article, test.cue);
    const TokenRange source = article.Tokens(test.source);
    const bool reached = Contains(SourceStartCandidates(article.text(), cue), source.begin) &&
                         Contains(SourceEndCandidates(article.text(), cue, source.begin), source.end);
    EXPECT_EQ(reached, test.reached) << test.name;
  }
}

TEST(SourceSpanTest, NoSourceIsAlwaysTheFirstChoice) {
  const AnalyzedArticle article("قال");
  EXPECT_EQ(SourceStartCandidates(article.text(), MakeCue(article, "قال")), std::vector<int>{-1});
  const AnalyzedArticle longer("وأضاف الوزير أن المعرض نجح");
  EXPECT_EQ(SourceStartCandidates(longer.text(), MakeCue(longer, "وأضاف")).front(), -1);
}

TEST(SourceSpanTest, CandidatesAreOrderedAndBounded) {
  std::string words;
  for (int i = 0; i < 100; ++i) words += "منضدة ";
  const AnalyzedArticle article(words + "قال " + words);
  const Cue cue = MakeCue(article, "قال");
  const std::vector<int> starts = SourceStartCandidates(article.text(), cue);
  EXPECT_TRUE(std::is_sorted(starts.begin(), starts.end()));
  EXPECT_EQ(starts.size(), static_cast<size_t>(1 + kSourceStartBefore + kSourceStartBehind));
  EXPECT_FALSE(Contains(starts, cue.tokens.begin));
  EXPECT_LE(SourceEndCandidates(article.text(), cue, cue.tokens.end).back(), cue.tokens.end + kSourceTokensMax);
  EXPECT_EQ(SourceEndCandidates(article.text(), cue, cue.tokens.begin - 2).back(), cue.tokens.begin);
}

std::vector<Feature> StartFeatures(const AnalyzedArticle& article, absl::string_view cue, int start) {
  FeatureVector features;
  AddSourceStartFeatures(article.text(), LoadedLexicon(), MakeCue(article, cue), start, &features);
  return features.features();
}

TEST(SourceSpanTest, FeaturesTellTheCandidatesApart) {
  const AnalyzedArticle article("قال وزير الثقافة إن المعرض نجح");
  const std::vector<Feature> none = StartFeatures(article, "قال", -1);
  const std::vector<Feature> first = StartFeatures(article, "قال", 1);
  const std::vector<Feature> second = StartFeatures(article, "قال", 2);
  EXPECT_NE(none, first);
  EXPECT_NE(first, second);
  EXPECT_EQ(first, StartFeatures(AnalyzedArticle("قَالَ وزيرُ الثقافة ان المعرض نجح"), "قَالَ", 1));
  FeatureVector end_two, end_three;
  const Cue cue = MakeCue(article, "قال");
  AddSourceEndFeatures(article.text(), LoadedLexicon(), cue, 1, 2, &end_two);
  AddSourceEndFeatures(article.text(), LoadedLexicon(), cue, 1, 3, &end_three);
  EXPECT_NE(end_two.features(), end_three.features());
}

}  // namespace
}  // namespace isnad
