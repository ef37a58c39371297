// The embedded model's confidence in made-up attributions.
#include "service/attribution/claim/confidence.h"

#include "gtest/gtest.h"
#include "tests/attribution/claim/embedded_ranker.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

const AnalyzedText& Text() {
  static const AnalyzedArticle article("قال الوزير إن المعرض نجح.");
  return article.text();
}

AttributionSpan SpanWith(float cue, float source, float content) {
  AttributionSpan span;
  span.cue.tokens = {0, 1};
  span.cue.probability = cue;
  span.source = {1, 2};
  span.source_probability = source;
  span.content = {{3, 5}};
  span.content_probability = content;
  return span;
}

SpeakerChoice ChoiceWith(float probability) {
  SpeakerChoice choice;
  choice.speaker = 0;
  choice.probability = probability;
  return choice;
}

TEST(ConfidenceTest, IsAProbability) {
  for (int kind = 0; kind < kCueKindCount; ++kind) {
    for (const float probability : {0.0f, 0.3f, 0.6f, 0.9f, 0.96f, 0.99f, 1.0f}) {
      for (const bool dropped : {false, true}) {
        AttributionSpan span = SpanWith(probability, probability, probability);
        span.cue.kind = static_cast<CueKind>(kind);
        if (dropped) span.source = {};
        const double confidence = Confidence(Text(), span, ChoiceWith(probability), 0.9f, EmbeddedRanker());
        EXPECT_GE(confidence, 0) << kind << " " << probability << " " << dropped;
        EXPECT_LE(confidence, 1) << kind << " " << probability << " " << dropped;
      }
    }
  }
}

TEST(ConfidenceTest, SureDecisionsGiveMoreThanDoubtfulOnes) {
  EXPECT_GT(Confidence(Text(), SpanWith(0.999f, 0.999f, 0.999f), ChoiceWith(1), 0.9f, EmbeddedRanker()),
            Confidence(Text(), SpanWith(0.55f, 0.35f, 0.35f), ChoiceWith(1), 0.9f, EmbeddedRanker()));
}

TEST(ConfidenceTest, ADoubtfulCueIsMoreDoubtfulAmongDoubtfulOnes) {
  const AttributionSpan span = SpanWith(0.6f, 0.9f, 0.9f);
  EXPECT_GT(Confidence(Text(), span, ChoiceWith(1), 0.99f, EmbeddedRanker()),
            Confidence(Text(), span, ChoiceWith(1), 0.6f, EmbeddedRanker()));
}

TEST(ConfidenceTest, MeanCueProbabilityIsThatOfAllCues) {
  EXPECT_EQ(MeanCueProbability({}), 1);
  EXPECT_FLOAT_EQ(MeanCueProbability({SpanWith(0.5f, 0, 0), SpanWith(1, 0, 0)}), 0.75f);
}

TEST(ConfidenceTest, TheSpeakersProbabilityCountsWhereTheSourceIsDropped) {
  AttributionSpan span = SpanWith(0.999f, 0.999f, 0.999f);
  EXPECT_EQ(Confidence(Text(), span, ChoiceWith(0.999f), 0.9f, EmbeddedRanker()),
            Confidence(Text(), span, ChoiceWith(0.2f), 0.9f, EmbeddedRanker()));
  span.source = {};
  EXPECT_GT(Confidence(Text(), span, ChoiceWith(0.999f), 0.9f, EmbeddedRanker()),
            Confidence(Text(), span, ChoiceWith(0.2f), 0.9f, EmbeddedRanker()));
}

TEST(ConfidenceTest, AWholeQuotationIsToldFromUnquotedWords) {
  const auto features = [](const char* article_text) {
    const AnalyzedArticle article(article_text);
    AttributionSpan span = SpanWith(0.9f, 0.9f, 0.9f);
    span.content = {article.Tokens("المعرض نجح")};
    FeatureVector vector;
    AddConfidenceFeatures(article.text(), span, ChoiceWith(1), 0.9f, &vector);
    return vector.features();
  };
  EXPECT_NE(features("قال الوزير: «المعرض نجح»"), features("قال الوزير: المعرض نجح"));
  EXPECT_EQ(features("قال الوزير: «المعرض نجح»"), features("قال المدير: «المعرض نجح»")) << "no single words";
}

}  // namespace
}  // namespace isnad
