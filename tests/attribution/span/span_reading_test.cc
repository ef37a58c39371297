// What tells one reading of an attribution from another.
#include "service/attribution/span/span_reading.h"

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

constexpr float kEqual = 0.5f;

SpanReading Read(const AnalyzedArticle& article, const char* source, const char* claim, float probability = kEqual) {
  return {article.Tokens(source), probability, 0, {{article.Tokens(claim)}, kEqual, kEqual}};
}

std::vector<Feature> FeaturesOf(const AnalyzedArticle& article, const char* cue_words, const SpanReading& reading,
                                const std::vector<AttributionSpan>& later = {}) {
  const Cue cue = MakeCue(article, cue_words);
  const std::vector<float> starts(article.size(), 0.0f);
  const ClaimContext context{article.text(), LoadedLexicon(), cue, {}, starts, {}, later};
  FeatureVector features;
  AddReadingFeatures(context, reading, Read(article, "", cue_words), &features);
  return features.features();
}

int Shared(const std::vector<Feature>& a, const std::vector<Feature>& b) {
  int shared = 0;
  for (const Feature feature : a) shared += std::count(b.begin(), b.end(), feature) > 0;
  return shared;
}

TEST(SpanReadingTest, EqualReadingsHaveEqualFeatures) {
  const AnalyzedArticle article("دعا المدير السكان إلى الحذر.");
  const SpanReading reading = Read(article, "المدير", "السكان إلى الحذر");
  EXPECT_EQ(FeaturesOf(article, "دعا", reading), FeaturesOf(article, "دعا", reading));
}

struct PairCase {
  const char* name;
  const char* article;
  const char* cue;
  const char* source;
  const char* claim;
  const char* other_source;
  const char* other_claim;
};

// Probabilities are equal, so that what differs is what the whole looks like.
TEST(SpanReadingTest, TellsReadingsApartByTheirWhole) {
  constexpr PairCase kCases[] = {
      {.name = "TheSourceSwallowsTheObject",
       .article = "دعا المدير السكان إلى الحذر.",
       .cue = "دعا",
       .source = "المدير",
       .claim = "السكان إلى الحذر",
       .other_source = "المدير السكان",
       .other_claim = "الحذر"},
      {.name = "TheSourceSwallowsTheAddressee",
       .article = "يقول سامي للجريدة إن الطريق مفتوح.",
       .cue = "يقول",
       .source = "سامي",
       .claim = "الطريق مفتوح",
       .other_source = "سامي للجريدة",
       .other_claim = "الطريق مفتوح"},
      {.name = "TheQuotationStaysOpen",
       .article = "وقال سامي: «الطريق مفتوح، والجسر سليم».",
       .cue = "وقال",
       .source = "سامي",
       .claim = "الطريق مفتوح، والجسر سليم",
       .other_source = "سامي",
       .other_claim = "الطريق مفتوح"},
      {.name = "TheQuotationWithin",
       .article = "واتهم سامي أعضاء في المجلس «بهدر المال العام».",
       .cue = "واتهم",
       .source = "سامي",
       .claim = "أعضاء في المجلس «بهدر المال العام",
       .other_source = "سامي",
       .other_claim = "بهدر المال العام"},
  };
  for (const PairCase& test : kCases) {
    SCOPED_TRACE(test.name);
    const AnalyzedArticle article(test.article);
    const std::vector<Feature> one = FeaturesOf(article, test.cue, Read(article, test.source, test.claim));
    const std::vector<Feature> other =
        FeaturesOf(article, test.cue, Read(article, test.other_source, test.other_claim));
    EXPECT_GE(static_cast<int>(one.size()) - Shared(one, other), 10);
  }
}

TEST(SpanReadingTest, TheProbabilityShows) {
  const AnalyzedArticle article("دعا المدير السكان إلى الحذر.");
  EXPECT_NE(FeaturesOf(article, "دعا", Read(article, "المدير", "السكان إلى الحذر", 0.5f)),
            FeaturesOf(article, "دعا", Read(article, "المدير", "السكان إلى الحذر", 0.1f)));
}

TEST(SpanReadingTest, AClaimThatCutsAnotherAttributionShows) {
  const AnalyzedArticle article("قال سامي إن الطريق مفتوح، والمدير أكد أن الجسر سليم.");
  const AttributionSpan later = MakeSpan(article, MakeCue(article, "أكد"), "والمدير", {"الجسر سليم"});
  const SpanReading cut = Read(article, "سامي", "الطريق مفتوح، والمدير");
  EXPECT_NE(FeaturesOf(article, "قال", cut, {later}), FeaturesOf(article, "قال", cut));
  const SpanReading whole = Read(article, "سامي", "الطريق مفتوح");
  EXPECT_EQ(FeaturesOf(article, "قال", whole, {later}), FeaturesOf(article, "قال", whole));
}

}  // namespace
}  // namespace isnad
