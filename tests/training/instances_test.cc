// Choices for the ranker: the right candidate of each decision, made out by its features.
#include "service/training/instances.h"

#include <cmath>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/span/claim_span.h"
#include "service/attribution/span/source_span.h"
#include "tests/training/language_data.h"

namespace isnad {
namespace {

using ::testing::Each;
using ::testing::IsEmpty;

constexpr char kText[] = "قال وزير الزراعة إن السد آمن. وأضاف أن المياه وفيرة.";
constexpr char kRows[] = R"(
    {"n": 1, "cue": "قال", "source": "وزير الزراعة", "claim": ["السد آمن"], "kind": "indirect",
     "source_type": "person", "cue_class": "statement"},
    {"n": 2, "cue": "وأضاف", "source": "", "antecedent": "وزير الزراعة", "claim": ["المياه وفيرة"], "kind": "indirect",
     "source_type": "person", "cue_class": "statement"})";

InstanceSet AllOf(const PreparedArticle& article) {
  InstanceSet set;
  AddCueInstances(article, LanguageData(), &set);
  AddSpanInstances(article, LanguageData(), &set);
  AddAntecedentInstances(article, LanguageData(), &set);
  AddValueInstances(article, LanguageData(), &set);
  return set;
}

const std::vector<Instance>& Of(const InstanceSet& set, Decision decision) {
  return set.instances[static_cast<int>(decision)];
}
int Unreachable(const InstanceSet& set, Decision decision) { return set.unreachable[static_cast<int>(decision)]; }

// The features of one candidate of an instance.
std::vector<Feature> FeaturesOf(const Instance& instance, int candidate) {
  const uint32_t begin = candidate == 0 ? 0 : instance.ends[candidate - 1];
  return {instance.features.begin() + begin, instance.features.begin() + instance.ends[candidate]};
}

TEST(InstancesTest, OneChoiceForEachCueCandidate) {
  const auto article = Prepared(kText, kRows);
  const InstanceSet set = AllOf(*article);
  const std::vector<Instance>& instances = Of(set, Decision::kCue);
  ASSERT_EQ(instances.size(), article->labels.size());
  for (size_t i = 0; i < instances.size(); ++i) {
    EXPECT_EQ(instances[i].ends.size(), 2u);
    EXPECT_THAT(FeaturesOf(instances[i], 1), IsEmpty()) << "`no` has no features";
    EXPECT_EQ(instances[i].gold, article->labels[i] == CueLabel::kYes ? 0 : 1);
  }
}

TEST(InstancesTest, TheRightCandidatesAreTheAnnotatedTokens) {
  const auto article = Prepared(kText, kRows);
  const InstanceSet set = AllOf(*article);
  const AttributionSpan &first = article->spans[0], &second = article->spans[1];
  const std::vector<Instance>& starts = Of(set, Decision::kSourceStart);
  ASSERT_EQ(starts.size(), 2u);
  EXPECT_EQ(SourceStartCandidates(article->text, first.cue)[starts[0].gold], first.source.begin);
  EXPECT_EQ(SourceStartCandidates(article->text, second.cue)[starts[1].gold], -1);
  const std::vector<Instance>& ends = Of(set, Decision::kSourceEnd);
  ASSERT_EQ(ends.size(), 1u) << "no mention has no end";
  EXPECT_EQ(SourceEndCandidates(article->text, first.cue, first.source.begin)[ends[0].gold], first.source.end);
  for (size_t i = 0; i < 2; ++i) {
    const AttributionSpan& span = article->spans[i];
    const ClaimContext context{article->text, *LanguageData().lexicon, span.cue, span.source, article->starts};
    const int begin = ClaimStartCandidates(context)[Of(set, Decision::kClaimStart)[i].gold];
    EXPECT_EQ(begin, span.content[0].begin);
    EXPECT_EQ(ClaimEndCandidates(context, begin)[Of(set, Decision::kClaimEnd)[i].gold], span.content[0].end);
  }
}

TEST(InstancesTest, TheRightCandidateHasTheEnginesFeatures) {
  const auto article = Prepared(kText, kRows);
  const InstanceSet set = AllOf(*article);
  const AttributionSpan& span = article->spans[0];
  FeatureVector expected;
  AddSourceStartFeatures({article->text, *LanguageData().lexicon, span.cue, article->starts, article->recurrence},
                         span.source.begin, &expected);
  const Instance& instance = Of(set, Decision::kSourceStart)[0];
  EXPECT_EQ(FeaturesOf(instance, instance.gold), expected.features());
  ASSERT_EQ(expected.slots().size(), size_t{kSlotCount});
  ASSERT_EQ(instance.slots.size(), instance.ends.size() * kSlotCount);
  for (int s = 0; s < kSlotCount; ++s) {
    EXPECT_EQ(instance.slots[instance.gold * kSlotCount + s].word, expected.slots()[s].word);
  }
}

TEST(InstancesTest, ValuesAreTheirEnumsNumbers) {
  const auto article = Prepared(kText, kRows);
  const InstanceSet set = AllOf(*article);
  ASSERT_EQ(Of(set, Decision::kSourceType).size(), 2u);
  EXPECT_EQ(Of(set, Decision::kSourceType)[0].gold, static_cast<int>(SourceType::kPerson));
  EXPECT_EQ(Of(set, Decision::kSourceType)[0].ends.size(), size_t{kSourceTypeCount});
  EXPECT_EQ(Of(set, Decision::kQuoteKind)[0].gold, static_cast<int>(QuoteKind::kIndirect));
  EXPECT_EQ(Of(set, Decision::kQuoteKind)[0].ends.size(), 3u);
  EXPECT_EQ(Of(set, Decision::kCueClass)[0].gold, static_cast<int>(CueClass::kStatement));
  EXPECT_EQ(Of(set, Decision::kCueClass)[0].ends.size(), size_t{kCueClassCount});
}

TEST(InstancesTest, EveryRightAnswerIsACandidateHere) {
  const InstanceSet set = AllOf(*Prepared(kText, kRows));
  EXPECT_THAT(set.unreachable, Each(0));
  EXPECT_EQ(Of(set, Decision::kAntecedent).size(), 2u);
}

TEST(InstancesTest, TheDroppedSpeakerIsTheOneBefore) {
  const auto article = Prepared(kText, kRows);
  const InstanceSet set = AllOf(*article);
  const TokenRange minister = article->spans[0].source;
  const SpeakersMet met({{minister, {minister}, 0, {0}}});
  const AntecedentContext context{
      article->text, *LanguageData().lexicon, article->stems, article->bases, article->spans, 1, met};
  const std::vector<Antecedent> candidates = AntecedentCandidates(context);
  const Instance& instance = Of(set, Decision::kAntecedent)[1];
  ASSERT_EQ(instance.ends.size(), candidates.size());
  EXPECT_EQ(candidates[instance.gold].kind, AntecedentKind::kSpeaker);
  EXPECT_EQ(candidates[instance.gold].speaker, 0);
}

TEST(InstancesTest, WhatTheEngineFindsIsJudgedByTheAnnotations) {
  const auto article = Prepared(kText, kRows);
  std::vector<AttributionSpan> found = article->spans;
  InstanceSet right, wrong, spurious;
  AddFoundAntecedentInstances(*article, LanguageData(), found, Ranker(), &right);
  EXPECT_EQ(Of(right, Decision::kAntecedent).size(), 2u);
  EXPECT_EQ(Unreachable(right, Decision::kAntecedent), 0);
  found[1].source = article->spans[1].content[0];  // The content taken for a source: nobody that is annotated.
  AddFoundAntecedentInstances(*article, LanguageData(), found, Ranker(), &wrong);
  ASSERT_EQ(Of(wrong, Decision::kAntecedent).size(), 2u);
  const Instance& instance = Of(wrong, Decision::kAntecedent)[1];
  EXPECT_NE(instance.gold, 0) << "not the mention itself";
  EXPECT_EQ(instance.ends.size(), 2u) << "the mention itself and the minister";
  found[1].cue.tokens = article->spans[1].content[0];  // No annotated cue.
  AddFoundAntecedentInstances(*article, LanguageData(), found, Ranker(), &spurious);
  EXPECT_EQ(Of(spurious, Decision::kAntecedent).size(), 1u);
  EXPECT_EQ(Unreachable(spurious, Decision::kAntecedent), 0);
}

TEST(InstancesTest, TheFullestMentionAndTheShortOneBothShowTheType) {
  const InstanceSet set = AllOf(
      *Prepared(kText, R"({"cue": "قال", "source": "الزراعة", "antecedent": "وزير الزراعة", "claim": ["السد آمن"]})"));
  EXPECT_EQ(Of(set, Decision::kSourceType).size(), 2u);
}

constexpr char kNestedText[] = "أفادت الوكالة أن الوزير قال إن السد آمن، مضيفة أن المياه وفيرة.";
constexpr char kNestedRows[] = R"(
    {"n": 1, "cue": "أفادت", "source": "الوكالة", "claim": ["الوزير قال إن السد آمن"]},
    {"n": 2, "cue": "قال", "source": "الوزير", "claim": ["السد آمن"], "parent": 1},
    {"n": 3, "cue": "مضيفة", "antecedent": "الوكالة", "claim": ["المياه وفيرة"]})";

TEST(InstancesTest, ParentsAreTaughtByContentsAsTheyWereFound) {
  const auto article = Prepared(kNestedText, kNestedRows);
  InstanceSet annotated, found;
  AddParentInstances(*article, LanguageData(), article->spans, &annotated);
  ASSERT_EQ(Of(annotated, Decision::kParent).size(), 1u) << "only a cue that a content holds has a choice";
  EXPECT_EQ(Of(annotated, Decision::kParent)[0].gold, 0);
  std::vector<AttributionSpan> spans = article->spans;
  spans[0].content[0].end = spans[2].content[0].end;  // runs on into the third
  AddParentInstances(*article, LanguageData(), spans, &found);
  ASSERT_EQ(Of(found, Decision::kParent).size(), 2u);
  EXPECT_EQ(Of(found, Decision::kParent)[1].gold, 1) << "none";
  EXPECT_EQ(Of(found, Decision::kParent)[1].ends.size(), 2u);
}

TEST(InstancesTest, TheReadingThatAgreesMostIsRight) {
  const auto article = Prepared(kText, kRows);
  const AttributionSpan& span = article->spans[0];
  const ClaimContext context{article->text, *LanguageData().lexicon, span.cue, span.source, article->starts};
  const TokenRange claim = span.content[0];
  const SpanReading none{{}, 0.6f, 0, {{claim}, 1, 1}};
  const SpanReading longer{span.source, 0.2f, 0, {{{claim.begin - 1, claim.end}}, 1, 1}};
  const SpanReading right{span.source, 0.1f, 0, {{claim}, 1, 1}};
  InstanceSet set;
  AddReadingInstance(*article, context, {none, longer, right}, &set);
  AddReadingInstance(*article, context, {none, longer}, &set);
  AddReadingInstance(*article, context, {none}, &set);
  const std::vector<Instance>& instances = Of(set, Decision::kReading);
  ASSERT_EQ(instances.size(), 2u) << "one reading is no choice";
  EXPECT_EQ(instances[0].gold, 2);
  EXPECT_THAT(instances[0].offsets, ::testing::ElementsAre(std::log(0.6f), std::log(0.2f), std::log(0.1f)));
  EXPECT_EQ(instances[1].gold, 0) << "a whole claim without its source, before a source with a claim too long";
}

TEST(InstancesTest, ReadingsOfWhatIsNoCueTeachNothing) {
  const auto article = Prepared(kText, kRows);
  Cue cue = article->spans[0].cue;
  cue.tokens = {3, 4};
  const ClaimContext context{article->text, *LanguageData().lexicon, cue, {}, article->starts};
  InstanceSet set;
  AddReadingInstance(*article, context, {{{}, 0.5f, 0, {{{4, 5}}, 1, 1}}, {{}, 0.5f, 0, {{{4, 6}}, 1, 1}}}, &set);
  EXPECT_THAT(Of(set, Decision::kReading), IsEmpty());
}

TEST(InstancesTest, AParentThatWasNotFoundTeachesNothing) {
  const auto article = Prepared(kNestedText, kNestedRows);
  std::vector<AttributionSpan> spans = {article->spans[2], article->spans[1]};
  spans[0].content[0] = {0, article->text.size()};
  InstanceSet set;
  AddParentInstances(*article, LanguageData(), spans, &set);
  EXPECT_TRUE(Of(set, Decision::kParent).empty());
  EXPECT_EQ(Unreachable(set, Decision::kParent), 1);
}

TEST(InstancesTest, BorderlineAnnotationsMakeNone) {
  const auto article =
      Prepared(kText, R"({"cue": "قال", "source": "وزير الزراعة", "claim": ["السد آمن"], "borderline": true})");
  const InstanceSet set = AllOf(*article);
  for (int d = 0; d < kDecisionCount; ++d) {
    if (static_cast<Decision>(d) == Decision::kCue) continue;
    EXPECT_THAT(set.instances[d], IsEmpty()) << DecisionName(static_cast<Decision>(d));
  }
  EXPECT_LT(Of(set, Decision::kCue).size(), article->labels.size());
}

TEST(InstancesTest, CountsRightAnswersThatAreNoCandidate) {
  const InstanceSet set =
      AllOf(*Prepared("السماء زرقاء والبحر هادئ.", R"({"cue": "زرقاء", "source": "السماء", "claim": ["البحر هادئ"]})"));
  EXPECT_EQ(Unreachable(set, Decision::kCue), 1);
}

}  // namespace
}  // namespace isnad
