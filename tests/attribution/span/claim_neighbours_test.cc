// What a claim's boundaries have to do with the attributions around.
#include "service/attribution/span/claim_neighbours.h"

#include <vector>

#include "gtest/gtest.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

// "said the minister that the fair succeeded, added the governor that he will return, as he put it".
constexpr char kArticle[] = "قال الوزير إن المعرض نجح، وأضاف المحافظ أنه سيعود، وفق تعبيره";

class ClaimNeighboursTest : public testing::Test {
 protected:
  ClaimNeighboursTest() : article_(kArticle), starts_(article_.size(), 0.0f) {
    spans_.push_back(MakeSpan(article_, MakeCue(article_, "قال"), "الوزير", {"المعرض نجح"}));
    spans_.push_back(MakeSpan(article_, MakeCue(article_, "وأضاف"), "المحافظ", {"أنه سيعود"}));
    spans_.push_back(MakeSpan(article_, MakeCue(article_, "وفق تعبيره", CueKind::kPhrase), "", {"أنه سيعود"}));
  }

  ClaimContext Context(size_t index) const {
    const absl::Span<const AttributionSpan> all(spans_);
    return {article_.text(), LoadedLexicon(),       spans_[index].cue,     spans_[index].source,
            starts_,         all.subspan(0, index), all.subspan(index + 1)};
  }

  std::vector<Feature> Start(size_t index, const char* word) const {
    const ClaimContext context = Context(index);
    FeatureVector features;
    AddNeighboursOfStart(context, article_.Token(word), CueContext(context.cue, context.lexicon), &features);
    return features.features();
  }

  std::vector<Feature> End(size_t index, const char* claim) const {
    const ClaimContext context = Context(index);
    const TokenRange range = article_.Tokens(claim);
    FeatureVector features;
    AddNeighboursOfEnd(context, range.begin, {range.end}, CueContext(context.cue, context.lexicon), &features);
    return features.features();
  }

  const AnalyzedArticle article_;
  const std::vector<float> starts_;
  std::vector<AttributionSpan> spans_;
};

TEST_F(ClaimNeighboursTest, TheLastClaimBeforeIsTheSibling) {
  const EarlierClaims claims = FindEarlierClaims(Context(2));
  EXPECT_EQ(article_.Text(claims.sibling), "أنه سيعود");
  EXPECT_EQ(claims.sibling_cue, article_.Token("وأضاف"));
  EXPECT_TRUE(claims.parent.empty());
  EXPECT_TRUE(FindEarlierClaims(Context(0)).sibling.empty());
}

TEST_F(ClaimNeighboursTest, TheSmallestClaimThatHoldsTheCueIsTheParent) {
  spans_[0].content = {article_.Tokens("المعرض نجح، وأضاف المحافظ أنه سيعود، وفق تعبيره")};
  spans_[1].content = {article_.Tokens("سيعود، وفق تعبيره")};
  const EarlierClaims claims = FindEarlierClaims(Context(2));
  EXPECT_EQ(article_.Text(claims.parent), "سيعود، وفق تعبيره");
  EXPECT_EQ(claims.parent_cue, article_.Token("وأضاف"));
  EXPECT_TRUE(claims.sibling.empty());
}

TEST_F(ClaimNeighboursTest, AttributionsWithoutAClaimAreNoNeighbours) {
  spans_[1].content.clear();
  EXPECT_EQ(article_.Text(FindEarlierClaims(Context(2)).sibling), "المعرض نجح");
}

TEST_F(ClaimNeighboursTest, RelatesATokenToARange) {
  const TokenRange range{3, 6};
  const std::vector<uint32_t> expected = {1, 2, 3, 3, 4, 5};
  for (int i = 0; i < 6; ++i) EXPECT_EQ(Relation(2 + i, range), expected[i]) << 2 + i;
  EXPECT_EQ(Relation(2, {}), 0u);
}

TEST_F(ClaimNeighboursTest, ABeginningSeesWhereASiblingBegins) {
  const std::vector<Feature> at = Start(2, "أنه");
  spans_[1].content = {article_.Tokens("سيعود")};
  EXPECT_NE(at, Start(2, "أنه"));
}

TEST_F(ClaimNeighboursTest, ABeginningSeesAnAttributionThatItPassed) {
  const std::vector<Feature> passed = Start(0, "أنه");
  spans_[1].source = {};
  EXPECT_NE(passed, Start(0, "أنه"));
  EXPECT_NE(passed, Start(0, "المعرض"));
}

TEST_F(ClaimNeighboursTest, AnEndSeesTheNextAttribution) {
  const std::vector<Feature> with = End(0, "المعرض نجح");
  spans_.pop_back();
  EXPECT_EQ(with, End(0, "المعرض نجح"));
  spans_.pop_back();
  EXPECT_NE(with, End(0, "المعرض نجح"));
}

TEST_F(ClaimNeighboursTest, AnEndSeesWhetherThePassedAttributionHasASource) {
  const std::vector<Feature> with = End(0, "المعرض نجح، وأضاف المحافظ أنه سيعود");
  spans_[1].source = {};
  EXPECT_NE(with, End(0, "المعرض نجح، وأضاف المحافظ أنه سيعود"));
}

TEST_F(ClaimNeighboursTest, AnEndSeesWhereItsParentEnds) {
  spans_[0].content = {article_.Tokens("المعرض نجح، وأضاف المحافظ أنه سيعود")};
  const std::vector<Feature> with_parent = End(1, "أنه سيعود");
  spans_[0].content = {article_.Tokens("المعرض نجح، وأضاف المحافظ أنه سيعود، وفق تعبيره")};
  EXPECT_NE(with_parent, End(1, "أنه سيعود"));
}

}  // namespace
}  // namespace isnad
