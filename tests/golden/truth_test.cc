// How good the engine's answers are on the golden articles, whose truth was annotated by hand and whose texts are in no
// training set. The floors stand a little below what the engine reaches: a drop is a regression, a rise is a reason to
// lift them. golden_test.cc holds every answer still; this test holds the sum.
#include "tests/golden/truth.h"

#include <algorithm>
#include <iostream>

#include "gtest/gtest.h"
#include "tests/golden/golden_article.h"
#include "tests/golden/loaded_extractor.h"
#include "tests/golden/truth_score.h"
#include "tests/golden/word_range.h"

namespace isnad {
namespace {

constexpr double kCueF1Floor = 0.93;
constexpr double kSourceFloor = 0.92;
constexpr double kResolvedFloor = 0.88;
constexpr double kClaimFloor = 0.93;
constexpr double kStrictF1Floor = 0.83;
constexpr double kAttributeFloor = 0.90;  // quote kind, source type, cue class, polarity, parent: each
// An article full of traps (pointing, adding, promising, a topic's colon) may yield doubtful claims, but hardly a
// confident one.
constexpr int kDoubtfulClaimsMax = 5;
constexpr int kConfidentClaimsMax = 1;
constexpr double kConfident = 0.5;

std::vector<TrueAttribution> TruthOf(const GoldenArticle& article) {
  absl::StatusOr<std::vector<TrueAttribution>> truth =
      ReadTruth(article.text, ReadBytes(GoldenPath(article, ".gold.json")));
  EXPECT_TRUE(truth.ok()) << article.name << ": " << truth.status();
  return truth.ok() ? *std::move(truth) : std::vector<TrueAttribution>();
}

Attributions AnswerFor(const GoldenArticle& article) {
  absl::StatusOr<Attributions> answer = LoadedExtractor().Extract(article.text);
  EXPECT_TRUE(answer.ok()) << article.name << ": " << answer.status();
  return answer.ok() ? *std::move(answer) : Attributions();
}

TEST(TruthTest, AnswersStayAboveTheFloors) {
  TruthScore total;
  for (const GoldenArticle& article : GoldenArticles()) {
    const TruthScore score = ScoreAnswer(article.text, TruthOf(article), AnswerFor(article));
    std::cout << ScoreLine(score) << " | " << article.name << "\n";
    total += score;
  }
  std::cout << ScoreLine(total) << " | all\n";
  EXPECT_GE(total.CueF1(), kCueF1Floor);
  EXPECT_GE(total.OfMatched(total.source), kSourceFloor);
  EXPECT_GE(total.Resolved(), kResolvedFloor);
  EXPECT_GE(total.OfMatched(total.claim), kClaimFloor);
  EXPECT_GE(total.StrictF1(), kStrictF1Floor);
  EXPECT_GE(total.OfMatched(total.quote_kind), kAttributeFloor);
  EXPECT_GE(total.OfMatched(total.source_type), kAttributeFloor);
  EXPECT_GE(total.OfMatched(total.cue_class), kAttributeFloor);
  EXPECT_GE(total.OfMatched(total.polarity), kAttributeFloor);
  EXPECT_GE(total.OfMatched(total.parent), kAttributeFloor);
}

TEST(TruthTest, ArticlesWithoutAttributionYieldHardlyAConfidentClaim) {
  int articles = 0;
  for (const GoldenArticle& article : GoldenArticles()) {
    if (!TruthOf(article).empty()) continue;
    ++articles;
    int confident = 0;
    const Attributions answer = AnswerFor(article);
    for (const Claim& claim : answer.claims) confident += claim.confidence >= kConfident;
    EXPECT_LE(confident, kConfidentClaimsMax) << article.name;
    EXPECT_LE(answer.claims.size(), kDoubtfulClaimsMax) << article.name;
  }
  EXPECT_GE(articles, 2);
}

class TruthFileTest : public testing::TestWithParam<GoldenArticle> {};

TEST_P(TruthFileTest, IsConsistent) {
  const std::vector<TrueAttribution> truth = TruthOf(GetParam());
  for (size_t i = 0; i < truth.size(); ++i) {
    const TrueAttribution& attribution = truth[i];
    SCOPED_TRACE(attribution.number);
    EXPECT_EQ(attribution.number, static_cast<int>(i) + 1);
    EXPECT_TRUE(IsWholeWords(GetParam().text, attribution.cue));
    EXPECT_EQ(attribution.source_type == SourceType::kUnspecified,
              !attribution.source.has_value() && !attribution.antecedent.has_value());
    for (ByteRange piece : attribution.claim) {
      EXPECT_TRUE(IsWholeWords(GetParam().text, piece));
      EXPECT_FALSE(piece.Overlaps(attribution.cue));
      EXPECT_FALSE(attribution.source.has_value() && piece.Overlaps(*attribution.source));
    }
    if (attribution.parent == 0) continue;
    ASSERT_LE(attribution.parent, static_cast<int>(truth.size()));
    const std::vector<ByteRange>& holder = truth[attribution.parent - 1].claim;
    EXPECT_TRUE(
        std::any_of(holder.begin(), holder.end(), [&](ByteRange piece) { return piece.Contains(attribution.cue); }));
  }
}

INSTANTIATE_TEST_SUITE_P(Articles, TruthFileTest, testing::ValuesIn(GoldenArticles()),
                         [](const testing::TestParamInfo<GoldenArticle>& info) { return info.param.name; });

TEST(TruthScoreTest, GivesThePerfectAnswerFullMarks) {
  for (const GoldenArticle& article : GoldenArticles()) {
    const std::vector<TrueAttribution> truth = TruthOf(article);
    const TruthScore score = ScoreAnswer(article.text, truth, PerfectAnswer(truth));
    EXPECT_EQ(score.CueF1(), 1) << article.name;
    EXPECT_EQ(score.StrictF1(), 1) << article.name;
    EXPECT_EQ(score.Resolved(), 1) << article.name;
    for (int count : {score.parent, score.quote_kind, score.cue_class, score.polarity}) {
      EXPECT_EQ(score.OfMatched(count), 1) << article.name;
    }
  }
}

constexpr char kArticle[] = "قال الوزير سامي إن الطريق مفتوح. وأضاف أن الجسر مغلق.";
constexpr char kTruth[] = R"({"document_source": "", "attributions": [
  {"n": 1, "cue": "قال", "source": "الوزير سامي", "antecedent": "", "claim": ["الطريق مفتوح"],
   "kind": "indirect", "source_type": "person", "cue_class": "statement", "polarity": "positive", "parent": 0},
  {"n": 2, "cue": "وأضاف", "source": "", "antecedent": "الوزير سامي", "claim": ["الجسر مغلق"],
   "kind": "indirect", "source_type": "person", "cue_class": "statement", "polarity": "positive", "parent": 0}]})";

TEST(TruthScoreTest, CountsEachKindOfError) {
  struct Case {
    const char* error;
    void (*damage)(Attributions*);
    int predicted, matched, source, resolved, claim, strict;
  };
  constexpr Case kCases[] = {
      {"none", [](Attributions*) {}, 2, 2, 2, 1, 2, 2},
      {"claim missed", [](Attributions* answer) { answer->claims.pop_back(); }, 1, 1, 1, 0, 1, 1},
      {"spurious claim", [](Attributions* answer) { answer->claims.push_back(answer->claims[0]); }, 3, 2, 2, 1, 2, 2},
      {"claim too short", [](Attributions* answer) { answer->claims[0].content[0].end -= 13; }, 2, 2, 2, 1, 1, 1},
      {"source too short", [](Attributions* answer) { answer->claims[0].source.range->end -= 9; }, 2, 2, 1, 1, 2, 1},
      {"subject unresolved", [](Attributions* answer) { answer->claims[1].source.source_id = 0; }, 2, 2, 1, 0, 2, 1},
  };
  const absl::StatusOr<std::vector<TrueAttribution>> truth = ReadTruth(kArticle, kTruth);
  ASSERT_TRUE(truth.ok()) << truth.status();
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.error);
    Attributions answer = PerfectAnswer(*truth);
    test.damage(&answer);
    const TruthScore score = ScoreAnswer(kArticle, *truth, answer);
    EXPECT_EQ(score.gold, 2);
    EXPECT_EQ(score.predicted, test.predicted);
    EXPECT_EQ(score.matched, test.matched);
    EXPECT_EQ(score.source, test.source);
    EXPECT_EQ(score.resolved, test.resolved);
    EXPECT_EQ(score.claim, test.claim);
    EXPECT_EQ(score.strict, test.strict);
  }
}

TEST(TruthTest, RefusesStringsThatAreNotInTheArticle) {
  EXPECT_FALSE(ReadTruth("قال زيد إن البيت كبير", kTruth).ok());
  EXPECT_FALSE(ReadTruth(kArticle, "[]").ok());
  EXPECT_FALSE(ReadTruth(kArticle, "{").ok());
}

}  // namespace
}  // namespace isnad
