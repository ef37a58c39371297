// What holds of the readings of a claim whatever the weights are.
#include "service/attribution/span/claim_finder.h"

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"
#include "tests/attribution/ranking/made_up_model.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

Ranker RandomRanker(uint64_t seed) { return Ranker(RandomModel(seed, /*bits=*/10, /*range=*/20, /*scale=*/0.05f)); }

TEST(FindClaimsTest, ReadingsAreSoundAndTheLikeliestComesFirst) {
  const AnalyzedArticle article("وأكد المدير، أمس، أن الجسر سليم، وأن الطريق مفتوح، بعد أيام من الأمطار.");
  const Cue cue = MakeCue(article, "وأكد");
  const std::vector<float> starts(article.size(), 0.0f);
  const ClaimContext context{article.text(), LoadedLexicon(), cue, article.Tokens("المدير"), starts};
  size_t most = 0;
  for (uint64_t seed = 0; seed < 30; ++seed) {
    const Ranker ranker = RandomRanker(seed);
    CandidateRanking ranking(ranker);
    const std::vector<ClaimReading> readings = FindClaims(context, &ranking);
    ASSERT_FALSE(readings.empty());
    most = std::max(most, readings.size());
    for (size_t i = 0; i < readings.size(); ++i) {
      EXPECT_LT(readings[i].pieces.front().begin, readings[i].pieces.front().end);
      EXPECT_LE(readings[i].probability(), readings.front().probability());
      for (size_t k = 0; k < i; ++k) EXPECT_NE(readings[i].pieces, readings[k].pieces);
    }
  }
  EXPECT_GT(most, 1u) << "beginnings and ends compete";
  EXPECT_LE(most, static_cast<size_t>(kClaimReadingsMax));
}

TEST(FindClaimsTest, AQuotationThatItsAttributionInterruptsHasTwoPieces) {
  const AnalyzedArticle article("«سنفتح الطريق» قال المدير، «قبل العيد».");
  const Cue cue = MakeCue(article, "قال");
  const std::vector<float> starts(article.size(), 0.0f);
  const ClaimContext context{article.text(), LoadedLexicon(), cue, article.Tokens("المدير"), starts};
  const Ranker ranker;
  CandidateRanking ranking(ranker);
  const std::vector<TokenRange> expected = {article.Tokens("سنفتح الطريق"), article.Tokens("قبل العيد")};
  bool found = false;
  for (const ClaimReading& reading : FindClaims(context, &ranking)) found |= reading.pieces == expected;
  EXPECT_TRUE(found);
}

TEST(FindClaimsTest, NothingToChooseFromIsNoReading) {
  const AnalyzedArticle article("قال");
  const Cue cue = MakeCue(article, "قال");
  const std::vector<float> starts(article.size(), 0.0f);
  const ClaimContext context{article.text(), LoadedLexicon(), cue, {}, starts};
  const Ranker ranker;
  CandidateRanking ranking(ranker);
  EXPECT_TRUE(FindClaims(context, &ranking).empty());
}

}  // namespace
}  // namespace isnad
