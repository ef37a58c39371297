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
  CueKind kind = CueKind::kFinite;
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
       .reached = true,
       .kind = CueKind::kPhrase},
      {.name = "NotTheAddressee",
       .article = "وقال لصحيفة محلية إن المعرض نجح",
       .cue = "وقال",
       .source = "لصحيفة محلية",
       .reached = false},
      {.name = "BehindTheAddressee",
       .article = "وقال لصحيفة محلية وزير الثقافة إن المعرض نجح",
       .cue = "وقال",
       .source = "وزير الثقافة",
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
    const Cue cue = MakeCue(article, test.cue, test.kind);
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

// What is known of a made-up article; no other cue begins anywhere, unless the caller says so.
struct Looked {
  Looked(const AnalyzedArticle& article, absl::string_view words)
      : article(article), cue(MakeCue(article, words)), starts(article.size(), 0.0f), recurrence(article.text()) {}

  SourceContext context() const { return {article.text(), LoadedLexicon(), cue, starts, recurrence}; }
  std::vector<Feature> Start(int start) const {
    FeatureVector features;
    AddSourceStartFeatures(context(), start, &features);
    return features.features();
  }
  std::vector<Feature> End(int start, int end) const {
    FeatureVector features;
    AddSourceEndFeatures(context(), start, end, &features);
    return features.features();
  }

  const AnalyzedArticle& article;
  const Cue cue;
  std::vector<float> starts;
  const Recurrence recurrence;
};

TEST(SourceSpanTest, FeaturesTellTheCandidatesApart) {
  const AnalyzedArticle article("قال وزير الثقافة إن المعرض نجح");
  const Looked looked(article, "قال");
  EXPECT_NE(looked.Start(-1), looked.Start(1));
  EXPECT_NE(looked.Start(1), looked.Start(2));
  const AnalyzedArticle vowels("قَالَ وزيرُ الثقافة ان المعرض نجح");
  EXPECT_EQ(looked.Start(1), Looked(vowels, "قَالَ").Start(1));
  EXPECT_NE(looked.End(1, 2), looked.End(1, 3));
}

TEST(SourceSpanTest, FeaturesSeeWhereTheNameStandsElsewhere) {
  const AnalyzedArticle once("وصل نديم. قال نديم السفينة غادرت");
  const AnalyzedArticle other("وصل كمال. قال نديم السفينة غادرت");
  const int start = once.Token("قال") + 1;
  EXPECT_NE(Looked(once, "قال").End(start, start + 1), Looked(other, "قال").End(start, start + 1));
  EXPECT_NE(Looked(once, "قال").Start(start), Looked(other, "قال").Start(start));
}

TEST(SourceSpanTest, FeaturesSeeOtherCues) {
  const AnalyzedArticle article("قال نديم مؤكدا أن السفينة غادرت");
  Looked looked(article, "قال");
  const std::vector<Feature> end = looked.End(1, 2), longer = looked.End(1, 3), start = looked.Start(2);
  looked.starts[article.Token("مؤكدا")] = 0.9f;
  EXPECT_NE(looked.End(1, 2), end);
  EXPECT_NE(looked.End(1, 3), longer);
  EXPECT_NE(looked.Start(2), start);
}

TEST(SourceSpanTest, FeaturesSeeEveryStepOnTheWay) {
  const AnalyzedArticle plain("قال نديم سليم كمال بكر عمر زياد إن السفينة غادرت");
  const AnalyzedArticle other("قال نديم سقف مخزن بكر عمر زياد إن السفينة غادرت");
  EXPECT_NE(Looked(plain, "قال").End(1, 7), Looked(other, "قال").End(1, 7)) << "inside the phrase";
  EXPECT_NE(Looked(plain, "قال").Start(6), Looked(other, "قال").Start(6)) << "before the phrase";
}

TEST(SourceSpanTest, MarksOfAllKindsAtEveryPlaceAreNoTrouble) {
  const AnalyzedArticle article("(«قال» - نديم، \"و» (سليم) «، -: ) إن");
  const Looked looked(article, "قال");
  for (const int start : SourceStartCandidates(article.text(), looked.cue)) {
    EXPECT_FALSE(looked.Start(start).empty());
    if (start < 0) continue;
    for (const int end : SourceEndCandidates(article.text(), looked.cue, start)) {
      EXPECT_FALSE(looked.End(start, end).empty());
    }
  }
}

}  // namespace
}  // namespace isnad
