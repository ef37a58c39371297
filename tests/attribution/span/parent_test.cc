// How attributions nest: the candidates, what a ranker is told of them, and what holds whatever it was taught.
#include "service/attribution/span/parent.h"

#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/attribution/ranking/made_up_model.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;

constexpr int kWords = 60;

const AnalyzedArticle& ManyWords() {
  static const AnalyzedArticle article([] {
    std::string words;
    for (int i = 0; i < kWords; ++i) words += "كتاب ";
    return words;
  }());
  return article;
}

AttributionSpan TokenSpan(TokenRange cue, const std::vector<TokenRange>& content) {
  AttributionSpan span;
  span.cue.tokens = cue;
  span.content = content;
  return span;
}

struct ParentCase {
  const char* name;
  std::vector<AttributionSpan> spans;
  std::vector<int> parents;
};

TEST(FindParentsTest, UntaughtTheParentIsTheSmallestContentThatHoldsTheCue) {
  const ParentCase kCases[] = {
      {.name = "None", .spans = {}, .parents = {}},
      {.name = "One", .spans = {TokenSpan({0, 1}, {{2, 9}})}, .parents = {-1}},
      {.name = "Apart", .spans = {TokenSpan({0, 1}, {{2, 5}}), TokenSpan({6, 7}, {{8, 12}})}, .parents = {-1, -1}},
      {.name = "Nested", .spans = {TokenSpan({0, 1}, {{2, 9}}), TokenSpan({3, 4}, {{5, 9}})}, .parents = {-1, 0}},
      {.name = "NestedTwice",
       .spans = {TokenSpan({0, 1}, {{2, 20}}), TokenSpan({3, 4}, {{5, 20}}), TokenSpan({6, 7}, {{8, 20}})},
       .parents = {-1, 0, 1}},
      {.name = "Siblings",
       .spans = {TokenSpan({0, 1}, {{2, 20}}), TokenSpan({3, 4}, {{5, 9}}), TokenSpan({10, 11}, {{12, 20}})},
       .parents = {-1, 0, 0}},
      {.name = "CueBehindItsContentInsideAnothers",
       .spans = {TokenSpan({0, 1}, {{2, 12}}), TokenSpan({9, 10}, {{3, 8}})},
       .parents = {-1, 0}},
      {.name = "CueOnlyPartlyInside",
       .spans = {TokenSpan({0, 1}, {{2, 5}}), TokenSpan({4, 6}, {{7, 9}})},
       .parents = {-1, -1}},
      {.name = "SecondPieceHolds",
       .spans = {TokenSpan({3, 4}, {{0, 2}, {6, 12}}), TokenSpan({7, 8}, {{9, 12}})},
       .parents = {-1, 0}},
      {.name = "ContentRunsOnBehindItsParents",
       .spans = {TokenSpan({0, 1}, {{2, 9}}), TokenSpan({3, 4}, {{5, 30}})},
       .parents = {-1, 0}},
      {.name = "OfTwoThatHoldEachOthersCuesTheLarger",
       .spans = {TokenSpan({0, 1}, {{2, 12}}), TokenSpan({5, 6}, {{0, 4}})},
       .parents = {-1, 0}},
  };
  for (const ParentCase& test : kCases) {
    std::vector<AttributionSpan> spans = test.spans;
    FindParents(ManyWords().text(), LoadedLexicon(), Ranker(), &spans);
    std::vector<int> parents;
    for (const AttributionSpan& span : spans) parents.push_back(span.parent);
    EXPECT_EQ(parents, test.parents) << test.name;
  }
}

TEST(FindParentsTest, ParentsHoldTheCueAndMakeNoCircles) {
  constexpr uint64_t kSeed = 13;
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::mt19937_64 random(kSeed);
  const Ranker ranker(RandomModel(kSeed, /*bits=*/10, /*range=*/60, /*scale=*/0.05f));
  for (int round = 0; round < 1000; ++round) {
    std::vector<AttributionSpan> spans;
    for (int i = 0; i < 12; ++i) {
      const int cue = static_cast<int>(random() % 40), begin = static_cast<int>(random() % 40);
      spans.push_back(TokenSpan({cue, cue + 1}, {{begin, begin + 1 + static_cast<int>(random() % 20)}}));
    }
    FindParents(ManyWords().text(), LoadedLexicon(), ranker, &spans);
    for (size_t i = 0; i < spans.size(); ++i) {
      int steps = 0;
      for (int at = static_cast<int>(i); at >= 0; at = spans[at].parent) ASSERT_LE(++steps, 12);
      if (spans[i].parent < 0) continue;
      EXPECT_TRUE(spans[spans[i].parent].content.front().Contains(spans[i].cue.tokens));
    }
  }
}

TEST(ParentCandidatesTest, TheSmallestFirstAndNoneLast) {
  const std::vector<AttributionSpan> spans = {TokenSpan({0, 1}, {{2, 30}}), TokenSpan({3, 4}, {{5, 20}}),
                                              TokenSpan({6, 7}, {{8, 20}}), TokenSpan({21, 22}, {{23, 30}})};
  EXPECT_THAT(ParentCandidates({ManyWords().text(), LoadedLexicon(), spans, 2}), ElementsAre(1, 0, -1));
  EXPECT_THAT(ParentCandidates({ManyWords().text(), LoadedLexicon(), spans, 0}), ElementsAre(-1));
}

std::vector<Feature> FeaturesOf(const AnalyzedArticle& article, const std::vector<AttributionSpan>& spans, int parent) {
  FeatureVector features;
  AddParentFeatures({article.text(), LoadedLexicon(), spans, 1}, parent, &features);
  return features.features();
}

TEST(ParentFeaturesTest, NoneHasNone) {
  const std::vector<AttributionSpan> spans = {TokenSpan({0, 1}, {{2, 9}}), TokenSpan({3, 4}, {{5, 9}})};
  EXPECT_TRUE(FeaturesOf(ManyWords(), spans, -1).empty());
  EXPECT_FALSE(FeaturesOf(ManyWords(), spans, 0).empty());
}

TEST(ParentFeaturesTest, TheFirstPersonInsideAQuotationIsToldFromTheSameOutside) {
  const char* const kContent = "السوق هادئ وأعتقد أن الأسعار ستنخفض";
  const AnalyzedArticle quoted("قال التاجر: «السوق هادئ وأعتقد أن الأسعار ستنخفض»");
  const AnalyzedArticle plain("قال التاجر: السوق هادئ وأعتقد أن الأسعار ستنخفض");
  const auto features = [&](const AnalyzedArticle& article) {
    const std::vector<AttributionSpan> spans = {MakeSpan(article, MakeCue(article, "قال"), "التاجر", {kContent}),
                                                MakeSpan(article, MakeCue(article, "وأعتقد"), "", {"الأسعار ستنخفض"})};
    return FeaturesOf(article, spans, 0);
  };
  EXPECT_NE(features(quoted), features(plain));
}

}  // namespace
}  // namespace isnad
