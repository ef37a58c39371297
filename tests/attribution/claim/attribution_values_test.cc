// What the embedded model makes of plain attributions whose spans are put together by hand.
#include "service/attribution/claim/attribution_values.h"

#include <string>

#include "gtest/gtest.h"
#include "service/attribution/cue/cue_candidates.h"
#include "tests/attribution/claim/embedded_ranker.h"
#include "tests/attribution/span/made_up_span.h"

namespace isnad {
namespace {

struct QuoteCase {
  const char* name;
  const char* article;
  const char* content;
  QuoteKind kind;
};

TEST(RankQuoteKindTest, TellsWhoseWordsTheContentHas) {
  const QuoteCase kCases[] = {
      {.name = "Direct",
       .article = "قال الوزير: «لن نغلق المدارس هذا الأسبوع».",
       .content = "لن نغلق المدارس هذا الأسبوع",
       .kind = QuoteKind::kDirect},
      {.name = "Indirect",
       .article = "قال الوزير إن المدارس لن تغلق هذا الأسبوع.",
       .content = "المدارس لن تغلق هذا الأسبوع",
       .kind = QuoteKind::kIndirect},
      {.name = "Mixed",
       .article = "قال الوزير إن المدارس لن تغلق هذا الأسبوع لأن التلاميذ «يحتاجون إلى كل يوم من أيام الدراسة».",
       .content = "المدارس لن تغلق هذا الأسبوع لأن التلاميذ «يحتاجون إلى كل يوم من أيام الدراسة",
       .kind = QuoteKind::kMixed},
  };
  for (const QuoteCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    const AttributionSpan span = MakeSpan(article, MakeCue(article, "قال"), "الوزير", {test.content});
    EXPECT_EQ(RankQuoteKind(article.text(), LoadedLexicon(), span, EmbeddedRanker()), test.kind) << test.name;
  }
}

std::vector<Feature> QuoteFeatures(const char* article_text, const char* content) {
  const AnalyzedArticle article(article_text);
  FeatureVector features;
  AddQuoteKindFeatures(article.text(), LoadedLexicon(), MakeSpan(article, MakeCue(article, "قال"), "الوزير", {content}),
                       QuoteKind::kDirect, &features);
  return features.features();
}

TEST(QuoteKindFeaturesTest, MarksOfEveryShapeAroundTheContentAreSeen) {
  const char* const kContent = "المعرض نجح";
  const auto plain = QuoteFeatures("قال الوزير: المعرض نجح كثيرا", kContent);
  EXPECT_NE(QuoteFeatures("قال الوزير: «المعرض نجح» كثيرا", kContent), plain);
  EXPECT_NE(QuoteFeatures("قال الوزير: {المعرض نجح} كثيرا", kContent), plain);
  EXPECT_NE(QuoteFeatures("قال الوزير: \"المعرض نجح كثيرا", kContent), plain) << "a mark without its partner";
}

TEST(QuoteKindFeaturesTest, AnInnerQuotationIsToldByItsPlaceAndWords) {
  const char* const kContent = "معرض «الكتاب» نجح";
  const auto name = QuoteFeatures("قال الوزير إن معرض «الكتاب» نجح هنا", kContent);
  EXPECT_NE(QuoteFeatures("قال الوزير إن معرض «الكتاب» نجح هنا", "معرض «الكتاب"), name);
  EXPECT_NE(QuoteFeatures("قال الوزير إن معرض «نجح» الكتاب هنا", "معرض «نجح» الكتاب"), name);
}

// The phrase of the lexicon that stands at these words.
Cue PhraseCue(const AnalyzedArticle& article, absl::string_view words) {
  Cue cue = MakeCue(article, words, CueKind::kPhrase);
  cue.lemma = -1;
  const PhraseMatcher phrases(LoadedLexicon());
  const CueCandidates found = FindCueCandidates(article.text(), LoadedLexicon(), phrases);
  for (const Cue& candidate : found.candidates) {
    if (candidate.kind == CueKind::kPhrase && candidate.tokens.begin == cue.tokens.begin) cue = candidate;
  }
  EXPECT_GE(cue.phrase, 0) << "the lexicon has no phrase at these words";
  return cue;
}

TEST(RankCueClassTest, AccordingToIsAClassOfItsOwn) {
  const AnalyzedArticle article("وفقا لوزارة الزراعة فإن المحصول جيد هذا العام.");
  const AttributionSpan span =
      MakeSpan(article, PhraseCue(article, "وفقا"), "لوزارة الزراعة", {"المحصول جيد هذا العام"});
  EXPECT_EQ(RankCueClass(article.text(), LoadedLexicon(), span, span.source, EmbeddedRanker()), CueClass::kAccordingTo);
}

TEST(RankCueClassTest, AVerbOfDemandingIsDirective) {
  const AnalyzedArticle article("طالب الوزير بإغلاق السوق القديم.");
  const AttributionSpan span = MakeSpan(article, MakeCue(article, "طالب"), "الوزير", {"بإغلاق السوق القديم"});
  EXPECT_EQ(RankCueClass(article.text(), LoadedLexicon(), span, span.source, EmbeddedRanker()), CueClass::kDirective);
}

TEST(RankCueClassTest, AVerbOfSayingIsAStatementWhoeverSpeaks) {
  const AnalyzedArticle article("قال الوزير إن السوق القديم أغلق.");
  const AttributionSpan span = MakeSpan(article, MakeCue(article, "قال"), "الوزير", {"السوق القديم أغلق"});
  for (const TokenRange name : {span.source, TokenRange{}}) {
    EXPECT_EQ(RankCueClass(article.text(), LoadedLexicon(), span, name, EmbeddedRanker()), CueClass::kStatement);
  }
}

}  // namespace
}  // namespace isnad
