// What holds of the finder whatever its weights are.
#include "service/attribution/span/span_finder.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/cue/cue_finder.h"
#include "tests/attribution/ranking/made_up_model.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

// A ranker with random small weights: the finder must be sound whatever it was taught.
Ranker RandomRanker(uint64_t seed) {
  Model model = RandomModel(seed, /*bits=*/10, /*range=*/20, /*scale=*/0.05f);
  model.decisions[static_cast<int>(Decision::kClaimEnd)].network = RandomNetwork(seed);
  model.vectors = RandomVectors(seed, 100);
  return Ranker(std::move(model));
}

constexpr char kArticle[] =
    "وزير الثقافة: المعرض نجح\n"
    "قال وزير الثقافة سامي النجار، أمس الخميس، إن المعرض نجح، مؤكدا أنه سيعود في الربيع. «سنعود»، قال النجار، «مهما "
    "طال الزمن». ونقلت وكالة رويترز عن مسؤول قوله إن الزوار كثر، على حد تعبيره، وفقا للوزارة.\n"
    "وأضاف: «نريد أن يأتي الجميع.\nهذا وعدنا» وأشار إلى أن «الكتاب... صديق";

CueList EveryCandidate(const AnalyzedArticle& article) {
  CueCandidates candidates = FindCueCandidates(article.text(), LoadedLexicon(), PhraseMatcher(LoadedLexicon()));
  for (Cue& cue : candidates.candidates) cue.probability = 0.9f;
  return SelectCues(candidates, article.size());
}

TEST(FindSpansTest, SpansAreSoundWhateverTheWeights) {
  const AnalyzedArticle article(kArticle);
  const CueList cues = EveryCandidate(article);
  ASSERT_GE(cues.cues.size(), 8u);
  for (uint64_t seed = 0; seed < 50; ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    const std::vector<AttributionSpan> spans = FindSpans(article.text(), LoadedLexicon(), cues, RandomRanker(seed));
    int last_cue = -1;
    for (const AttributionSpan& span : spans) {
      EXPECT_GT(span.cue.tokens.begin, last_cue);
      last_cue = span.cue.tokens.begin;
      ASSERT_FALSE(span.content.empty());
      EXPECT_FALSE(span.source.Overlaps(span.cue.tokens));
      int end = 0;
      for (const TokenRange piece : span.content) {
        EXPECT_FALSE(piece.empty());
        EXPECT_LE(end, piece.begin);
        EXPECT_LE(piece.end, article.size());
        EXPECT_FALSE(piece.Overlaps(span.cue.tokens));
        end = piece.end;
      }
      EXPECT_GE(span.content_probability, 0.0f);
      EXPECT_LE(span.content_probability, 1.0f);
      EXPECT_LT(span.parent, static_cast<int>(spans.size()));
    }
  }
}

TEST(FindSpansTest, IsTheSameEachTime) {
  const AnalyzedArticle article(kArticle);
  const CueList cues = EveryCandidate(article);
  const Ranker ranker = RandomRanker(1);
  const auto first = FindSpans(article.text(), LoadedLexicon(), cues, ranker);
  const auto second = FindSpans(article.text(), LoadedLexicon(), cues, ranker);
  ASSERT_EQ(first.size(), second.size());
  for (size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].source, second[i].source);
    EXPECT_EQ(first[i].content, second[i].content);
  }
}

TEST(FindSpansTest, WithoutWeightsTheLikeliestReadingIsChosen) {
  const AnalyzedArticle article(kArticle);
  const CueList cues = EveryCandidate(article);
  Model model = RandomModel(3, /*bits=*/10, /*range=*/20, /*scale=*/0.05f);
  model.decisions[static_cast<int>(Decision::kReading)] = {1, {0}, {}};
  std::vector<SpanReading> likeliest;
  size_t others = 0;
  const auto spans = FindSpans(article.text(), LoadedLexicon(), cues, Ranker(std::move(model)), nullptr,
                               [&](const ClaimContext&, const std::vector<SpanReading>& readings) {
                                 likeliest.push_back(readings.front());
                                 others += readings.size() - 1;
                                 for (const SpanReading& reading : readings) {
                                   EXPECT_LE(reading.probability(), readings.front().probability());
                                 }
                               });
  EXPECT_GT(others, 0u);
  ASSERT_EQ(spans.size(), likeliest.size());
  for (size_t i = 0; i < spans.size(); ++i) {
    EXPECT_EQ(spans[i].source, likeliest[i].source);
    EXPECT_EQ(spans[i].content, likeliest[i].claim.pieces);
  }
}

TEST(FindSpansTest, TheWholeMayTurnTheChoice) {
  const AnalyzedArticle article(kArticle);
  const CueList cues = EveryCandidate(article);
  int turned = 0;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    std::vector<TokenRange> likeliest;
    const auto spans = FindSpans(article.text(), LoadedLexicon(), cues, RandomRanker(seed), nullptr,
                                 [&](const ClaimContext&, const std::vector<SpanReading>& readings) {
                                   likeliest.push_back(readings.front().source);
                                 });
    ASSERT_EQ(spans.size(), likeliest.size());
    for (size_t i = 0; i < spans.size(); ++i) turned += spans[i].source != likeliest[i];
  }
  EXPECT_GT(turned, 0);
}

TEST(FindSpansTest, ACueWithNothingAroundHasNoAttribution) {
  const AnalyzedArticle article("قال");
  EXPECT_TRUE(FindSpans(article.text(), LoadedLexicon(), EveryCandidate(article), RandomRanker(1)).empty());
}

}  // namespace
}  // namespace isnad
