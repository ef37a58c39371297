// Ids, filters and links of the answer, for spans and speakers put together by hand.
#include "service/attribution/claim/claim_builder.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/attribution/claim/embedded_ranker.h"
#include "tests/attribution/span/made_up_span.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A minister whose words hold a director's, whose words hold a guard's; then a demand of the minister's.
class ClaimBuilderTest : public ::testing::Test {
 protected:
  ClaimBuilderTest() : article_("قال الوزير سامي حداد إن المدير أكد أن الحارس ذكر أن الباب مغلق. وطالب بفتح الباب.") {
    Add("قال", "الوزير سامي حداد", "المدير أكد أن الحارس ذكر أن الباب مغلق", -1, 0);
    Add("أكد", "المدير", "الحارس ذكر أن الباب مغلق", 0, 1);
    Add("ذكر", "الحارس", "الباب مغلق", 1, 2);
    Add("وطالب", "", "بفتح الباب", -1, 0);
    for (const char* name : {"الوزير سامي حداد", "المدير", "الحارس"}) {
      Speaker speaker;
      speaker.fullest = article_.Tokens(name);
      speaker.mentions = {speaker.fullest};
      speakers_.speakers.push_back(speaker);
    }
  }

  void Add(const char* cue, const char* source, const char* content, int parent, int speaker) {
    AttributionSpan span = MakeSpan(article_, MakeCue(article_, cue), source, {content});
    span.cue.probability = span.source_probability = span.content_probability = 0.999f;
    span.parent = parent;
    spans_.push_back(span);
    SpeakerChoice choice;
    choice.speaker = speaker;
    speakers_.attributions.push_back(choice);
  }

  // Makes the attribution doubtful enough for a confidence below the others'.
  void Doubt(int span) {
    spans_[span].cue.probability = 0.55f;
    spans_[span].source_probability = spans_[span].content_probability = 0.35f;
  }

  Attributions Build(const ExtractOptions& options = {}) const {
    return BuildClaims(article_.text(), LoadedLexicon(), spans_, speakers_, EmbeddedRanker(), options);
  }

  // Options under which exactly the doubted attributions are left out.
  ExtractOptions WithoutDoubted(const std::vector<int>& doubted) const {
    const Attributions all = Build();
    ExtractOptions options;
    options.min_confidence = 1;
    for (int i = 0; i < static_cast<int>(all.claims.size()); ++i) {
      if (std::find(doubted.begin(), doubted.end(), i) != doubted.end()) continue;
      options.min_confidence = std::min(options.min_confidence, all.claims[i].confidence);
    }
    for (const int i : doubted) EXPECT_LT(all.claims[i].confidence, options.min_confidence);
    return options;
  }

  std::vector<std::string> Cues(const Attributions& answer) const {
    std::vector<std::string> cues;
    for (const Claim& claim : answer.claims) cues.push_back(article_.Text(claim.cue.range));
    return cues;
  }

  const AnalyzedArticle article_;
  std::vector<AttributionSpan> spans_;
  Speakers speakers_;
};

std::vector<int> Ids(const Attributions& answer) {
  std::vector<int> ids;
  for (const Claim& claim : answer.claims) ids.push_back(claim.id);
  return ids;
}

std::vector<int> Parents(const Attributions& answer) {
  std::vector<int> parents;
  for (const Claim& claim : answer.claims) parents.push_back(claim.parent_id);
  return parents;
}

std::vector<int> SourceIds(const Attributions& answer) {
  std::vector<int> ids;
  for (const Claim& claim : answer.claims) ids.push_back(claim.source.source_id);
  return ids;
}

TEST_F(ClaimBuilderTest, NumbersClaimsInTheOrderOfTheirCues) {
  const Attributions answer = Build();
  EXPECT_THAT(Cues(answer), ElementsAre("قال", "أكد", "ذكر", "وطالب"));
  EXPECT_THAT(Ids(answer), ElementsAre(1, 2, 3, 4));
}

TEST_F(ClaimBuilderTest, NamesTheClaimAroundANestedOne) { EXPECT_THAT(Parents(Build()), ElementsAre(0, 1, 2, 0)); }

TEST_F(ClaimBuilderTest, OneSpeakerIsOneSource) {
  const Attributions answer = Build();
  EXPECT_THAT(SourceIds(answer), ElementsAre(1, 2, 3, 1));
  ASSERT_THAT(answer.sources, SizeIs(3));
  EXPECT_EQ(article_.Text(answer.sources[0].name), "الوزير سامي حداد");
  EXPECT_EQ(answer.claims[3].source.resolution, Resolution::kDropped);
  EXPECT_FALSE(answer.claims[3].source.range.has_value());
}

TEST_F(ClaimBuilderTest, LeavesOutClaimsBelowTheConfidenceAskedFor) {
  Doubt(0);
  const Attributions answer = Build(WithoutDoubted({0}));
  EXPECT_THAT(Cues(answer), ElementsAre("أكد", "ذكر", "وطالب"));
  EXPECT_THAT(Ids(answer), ElementsAre(1, 2, 3));
  EXPECT_THAT(Parents(answer), ElementsAre(0, 1, 0)) << "ids of parents are renumbered too";
  EXPECT_THAT(SourceIds(answer), ElementsAre(1, 2, 3));
}

TEST_F(ClaimBuilderTest, TheParentOfALeftOutParentTakesItsPlace) {
  Doubt(1);
  const Attributions answer = Build(WithoutDoubted({1}));
  EXPECT_THAT(Cues(answer), ElementsAre("قال", "ذكر", "وطالب"));
  EXPECT_THAT(Parents(answer), ElementsAre(0, 1, 0));
  EXPECT_THAT(answer.sources, SizeIs(2)) << "a source that no claim names is left out";
}

TEST_F(ClaimBuilderTest, NoClaimTakesTheParentsPlaceThatDoesNotHoldTheCue) {
  spans_[0].content = {article_.Tokens("المدير أكد")};
  Doubt(1);
  EXPECT_THAT(Parents(Build(WithoutDoubted({1}))), ElementsAre(0, 0, 0));
}

TEST_F(ClaimBuilderTest, KeepsTheCueClassesAskedFor) {
  ExtractOptions options;
  options.cue_classes = {CueClass::kDirective};
  EXPECT_THAT(Cues(Build(options)), ElementsAre("وطالب"));
  options.cue_classes = {CueClass::kStatement, CueClass::kDirective};
  EXPECT_THAT(Cues(Build(options)), SizeIs(4));
  options.cue_classes = {CueClass::kEvidence};
  EXPECT_THAT(Build(options).sources, IsEmpty());
}

TEST_F(ClaimBuilderTest, AKnownSourceGivesIdNameAndType) {
  KnownSource known;
  known.id = "desk-7";
  known.name = "سامي حداد";
  known.type = SourceType::kDocument;
  ExtractOptions options;
  options.known_sources = MakeKnownSources({known});
  const Attributions answer = Build(options);
  ASSERT_THAT(answer.sources, SizeIs(3));
  EXPECT_EQ(answer.sources[0].registry_id, "desk-7");
  EXPECT_EQ(answer.sources[0].canonical_name, "سامي حداد");
  EXPECT_EQ(answer.sources[0].type, SourceType::kDocument);
  EXPECT_EQ(answer.sources[1].registry_id, "");

  known.type = SourceType::kUnspecified;
  options.known_sources = MakeKnownSources({known});
  EXPECT_EQ(Build(options).sources[0].type, Build().sources[0].type) << "no type says nothing of the type";
}

TEST(BuildClaimsTest, AKnownSourceWinsOverTheRegistry) {
  const AnalyzedArticle article("قالت رويترز إن الباب مغلق.");
  AttributionSpan span = MakeSpan(article, MakeCue(article, "قالت"), "رويترز", {"الباب مغلق"});
  Speakers speakers;
  speakers.speakers.resize(1);
  speakers.speakers[0].fullest = span.source;
  speakers.speakers[0].mentions = {span.source};
  speakers.attributions.resize(1);
  speakers.attributions[0].speaker = 0;
  KnownSource known;
  known.id = "desk-8";
  known.name = "وكالة رويترز";
  known.aliases = {"رويترز"};
  known.type = SourceType::kOutlet;
  ExtractOptions options;
  const Attributions plain = BuildClaims(article.text(), LoadedLexicon(), {span}, speakers, EmbeddedRanker(), options);
  ASSERT_THAT(plain.sources, SizeIs(1));
  EXPECT_NE(plain.sources[0].registry_id, "") << "the registry knows it";
  options.known_sources = MakeKnownSources({known});
  const Attributions answer = BuildClaims(article.text(), LoadedLexicon(), {span}, speakers, EmbeddedRanker(), options);
  ASSERT_THAT(answer.sources, SizeIs(1));
  EXPECT_EQ(answer.sources[0].registry_id, "desk-8");
  EXPECT_EQ(answer.sources[0].canonical_name, "وكالة رويترز");
  EXPECT_EQ(answer.sources[0].type, SourceType::kOutlet);
}

}  // namespace
}  // namespace isnad
