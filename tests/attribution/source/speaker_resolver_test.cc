// How speakers are met, known again and described; and who speaks in short articles by the embedded model.
#include "service/attribution/source/speaker_resolver.h"

#include <cstdlib>
#include <iostream>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/engine_data.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;

constexpr char kArticle[] =
    "قالت الوزيرة ليلى النجار إن المعرض نجح. وأوضح السفير أنه سعيد. وأضافت النجار أنها ستعود. "
    "وقالت ليلى النجار إنها سعيدة.";

// Takes chosen antecedents in turn, as the resolver does.
class Meeting {
 public:
  explicit Meeting(const AnalyzedArticle& article)
      : article_(article), stems_(IndexStems(article.text())), bases_(IndexBases(article.text())) {}

  int Take(const AttributionSpan& span, const Antecedent& antecedent) {
    spans_.push_back(span);
    const int index = static_cast<int>(spans_.size()) - 1;
    return TakeSpeaker({article_.text(), LoadedLexicon(), stems_, bases_, spans_, index, speakers_}, antecedent,
                       &speakers_);
  }
  int TakeSelf(const AttributionSpan& span) { return Take(span, {AntecedentKind::kSelf, -1, span.source, 0}); }
  const std::vector<Speaker>& speakers() const { return speakers_.all(); }

 private:
  const AnalyzedArticle& article_;
  const StemIndex stems_;
  const StemIndex bases_;
  std::vector<AttributionSpan> spans_;
  SpeakersMet speakers_;
};

AttributionSpan Saying(const AnalyzedArticle& article, absl::string_view cue, TokenRange source,
                       float source_probability = 0.9f) {
  AttributionSpan span = MakeSpan(article, MakeCue(article, cue), "", {});
  span.source = source;
  span.source_probability = source_probability;
  return span;
}

TEST(TakeSpeakerTest, ANewMentionIsANewSpeaker) {
  const AnalyzedArticle article(kArticle);
  Meeting meeting(article);
  EXPECT_EQ(meeting.TakeSelf(Saying(article, "قالت", article.Tokens("الوزيرة ليلى النجار"))), 0);
  EXPECT_EQ(meeting.TakeSelf(Saying(article, "وأوضح", article.Tokens("السفير"))), 1);
  ASSERT_EQ(meeting.speakers().size(), 2u);
  const Speaker& speaker = meeting.speakers()[1];
  EXPECT_EQ(article.Text(speaker.fullest), "السفير");
  EXPECT_THAT(speaker.mentions, ElementsAre(article.Tokens("السفير")));
  EXPECT_EQ(speaker.last_attribution, 1);
  EXPECT_EQ(speaker.times(), 1);
}

TEST(TakeSpeakerTest, NobodyIsNoSpeaker) {
  const AnalyzedArticle article(kArticle);
  Meeting meeting(article);
  EXPECT_EQ(meeting.Take(Saying(article, "قالت", {}), {AntecedentKind::kImpersonal, -1, {}, 0}), -1);
  EXPECT_TRUE(meeting.speakers().empty());
}

TEST(TakeSpeakerTest, AChosenSpeakerTakesTheMention) {
  const AnalyzedArticle article(kArticle);
  Meeting meeting(article);
  const TokenRange full = article.Tokens("الوزيرة ليلى النجار"), shorter = article.Tokens("النجار", 1);
  meeting.TakeSelf(Saying(article, "قالت", full));
  EXPECT_EQ(meeting.Take(Saying(article, "وأضافت", shorter), {AntecedentKind::kSpeaker, 0, full, 0}), 0);
  ASSERT_EQ(meeting.speakers().size(), 1u);
  EXPECT_THAT(meeting.speakers()[0].mentions, ElementsAre(full, shorter, article.Tokens("ليلى النجار", 1)))
      << "the last one because its name is the same";
  EXPECT_EQ(meeting.speakers()[0].fullest, full);
  EXPECT_EQ(meeting.speakers()[0].last_attribution, 1);
  EXPECT_EQ(meeting.speakers()[0].times(), 2);
}

struct KnownCase {
  const char* name;
  TokenRange first;
  TokenRange second;
  int speaker;  // of the second
};

TEST(TakeSpeakerTest, IsKnownByOverlapAndByTheSameWords) {
  const AnalyzedArticle article(kArticle);
  const KnownCase kCases[] = {
      {.name = "SameTokens", .first = article.Tokens("السفير"), .second = article.Tokens("السفير"), .speaker = 0},
      {.name = "Overlap",
       .first = article.Tokens("الوزيرة ليلى النجار"),
       .second = article.Tokens("ليلى النجار"),
       .speaker = 0},
      {.name = "SameWordsEarlier",
       .first = article.Tokens("الوزيرة ليلى النجار"),
       .second = article.Tokens("ليلى النجار", 1),
       .speaker = 0},
      {.name = "Others", .first = article.Tokens("الوزيرة ليلى"), .second = article.Tokens("السفير"), .speaker = 1},
  };
  for (const KnownCase& test : kCases) {
    Meeting meeting(article);
    ASSERT_EQ(meeting.TakeSelf(Saying(article, "قالت", test.first)), 0) << test.name;
    EXPECT_EQ(meeting.TakeSelf(Saying(article, "وأوضح", test.second)), test.speaker) << test.name;
    EXPECT_EQ(meeting.speakers().size(), test.speaker + 1u) << test.name;
  }
}

TEST(TakeSpeakerTest, WhatIsBroughtInIsNotWhomItsPhraseDescribes) {
  const AnalyzedArticle article("قال مدير شركة النسيج سامي النجار إن العمل مستمر. وأعلنت الشركة أرباحها.");
  const TokenRange director = article.Tokens("مدير شركة النسيج سامي النجار"), company = article.Tokens("شركة النسيج");
  const AttributionSpan announces = Saying(article, "وأعلنت", article.Tokens("الشركة"));
  Antecedent firm{AntecedentKind::kPhrase, -1, company, 0};
  for (const bool introduces : {false, true}) {
    Meeting meeting(article);
    meeting.TakeSelf(Saying(article, "قال", director));
    firm.introduces = introduces;
    EXPECT_EQ(meeting.Take(announces, firm), introduces ? 1 : 0);
  }
}

TEST(TakeSpeakerTest, TheSurestMentionTellsHowFarASpeakerIsTrusted) {
  const AnalyzedArticle article(kArticle);
  Meeting meeting(article);
  const TokenRange full = article.Tokens("الوزيرة ليلى النجار"), shorter = article.Tokens("النجار", 1);
  meeting.TakeSelf(Saying(article, "قالت", full, 0.5f));
  const float doubtful = meeting.speakers()[0].trust;
  meeting.Take(Saying(article, "وأضافت", shorter, 0.9f), {AntecedentKind::kSpeaker, 0, full, 0});
  const float sure = meeting.speakers()[0].trust;
  EXPECT_GT(doubtful, 0.0f);
  EXPECT_GT(sure, doubtful);
  meeting.Take(Saying(article, "وقالت", {}), {AntecedentKind::kSpeaker, 0, full, 0});
  EXPECT_EQ(meeting.speakers()[0].trust, sure);
  EXPECT_THAT(meeting.speakers()[0].spoke_in, ElementsAre(0, 1, 2));
}

struct GenderCase {
  const char* name;
  const char* cue;
  CueKind kind;
  bool subject;  // the source stands in so many words
  Gender gender;
};

TEST(TakeSpeakerTest, FiniteVerbsWithASubjectTellTheGender) {
  constexpr GenderCase kCases[] = {
      {.name = "Feminine", .cue = "قالت", .kind = CueKind::kFinite, .subject = true, .gender = Gender::kFeminine},
      {.name = "Masculine", .cue = "وأوضح", .kind = CueKind::kFinite, .subject = true, .gender = Gender::kMasculine},
      {.name = "Dropped", .cue = "قالت", .kind = CueKind::kFinite, .subject = false, .gender = Gender::kNone},
      {.name = "NotFinite", .cue = "قالت", .kind = CueKind::kNominal, .subject = true, .gender = Gender::kNone},
  };
  const AnalyzedArticle article(kArticle);
  for (const GenderCase& test : kCases) {
    Meeting meeting(article);
    const TokenRange phrase = article.Tokens("السفير");
    AttributionSpan span = Saying(article, test.cue, test.subject ? phrase : TokenRange{});
    span.cue.kind = test.kind;
    meeting.Take(span, {AntecedentKind::kPhrase, -1, phrase, 0});
    ASSERT_EQ(meeting.speakers().size(), 1u) << test.name;
    EXPECT_EQ(meeting.speakers()[0].gender, test.gender) << test.name;
  }
}

TEST(TakeSpeakerTest, ASpeakerIsMetAgainByItsName) {
  const AnalyzedArticle article(kArticle);
  Meeting meeting(article);
  meeting.TakeSelf(Saying(article, "وأضافت", article.Tokens("النجار", 1)));
  ASSERT_EQ(meeting.speakers().size(), 1u);
  EXPECT_EQ(article.Text(meeting.speakers()[0].fullest), "الوزيرة ليلى النجار");
  EXPECT_EQ(meeting.TakeSelf(Saying(article, "وقالت", article.Tokens("ليلى النجار", 1))), 0);
  EXPECT_EQ(meeting.speakers().size(), 1u);
}

TEST(TakeSpeakerTest, TheGenderStaysWhereADroppedSubjectFollows) {
  const AnalyzedArticle article(kArticle);
  Meeting meeting(article);
  const TokenRange minister = article.Tokens("الوزيرة ليلى النجار");
  meeting.TakeSelf(Saying(article, "قالت", minister));
  meeting.Take(Saying(article, "وأوضح", {}), {AntecedentKind::kSpeaker, 0, minister, 0});
  EXPECT_EQ(meeting.speakers()[0].gender, Gender::kFeminine);
}

struct FullestCase {
  const char* name;
  TokenRange first;
  TokenRange second;
  float probability;  // of the second
  TokenRange fullest;
};

TEST(TakeSpeakerTest, TheFullestMentionGrowsWithProbableOnesAlone) {
  const AnalyzedArticle article(kArticle);
  const TokenRange full = article.Tokens("الوزيرة ليلى النجار"), shorter = article.Tokens("النجار", 1);
  const FullestCase kCases[] = {
      {.name = "Longer", .first = shorter, .second = full, .probability = 0.9f, .fullest = full},
      {.name = "LongerButDoubtful", .first = shorter, .second = full, .probability = 0.05f, .fullest = shorter},
      {.name = "Shorter", .first = full, .second = shorter, .probability = 0.9f, .fullest = full},
      {.name = "AsLong", .first = shorter, .second = article.Tokens("السفير"), .probability = 0.9f, .fullest = shorter},
  };
  for (const FullestCase& test : kCases) {
    const Antecedent speaker{AntecedentKind::kSpeaker, 0, test.first, 0};
    SpeakersMet speakers({{test.first, {test.first}, 0, {0}, Gender::kNone}});
    const std::vector<AttributionSpan> spans = {Saying(article, "قالت", test.second, test.probability)};
    const StemIndex stems = IndexStems(article.text()), bases = IndexBases(article.text());
    TakeSpeaker({article.text(), LoadedLexicon(), stems, bases, spans, 0, speakers}, speaker, &speakers);
    EXPECT_EQ(speakers[0].fullest, test.fullest) << test.name;
    EXPECT_GE(speakers[0].mentions.size(), 2u) << test.name;
  }
}

// The index of the speaker that a mention of its own is taken for.
int TakenFor(const AnalyzedArticle& article, TokenRange mention, const std::vector<Speaker>& met) {
  SpeakersMet speakers(met);
  const std::vector<AttributionSpan> spans = {Saying(article, "قالت", mention)};
  const StemIndex stems = IndexStems(article.text()), bases = IndexBases(article.text());
  const Antecedent self{AntecedentKind::kSelf, -1, mention, 0};
  return TakeSpeaker({article.text(), LoadedLexicon(), stems, bases, spans, 0, speakers}, self, &speakers);
}

TEST(TakeSpeakerTest, TheFirstOfTwoThatAreNamedThereIsMeant) {
  const AnalyzedArticle article(kArticle);
  std::vector<Speaker> met(3);
  met[1].mentions = {article.Tokens("ليلى النجار", 1)};
  met[2].mentions = {article.Tokens("السفير"), article.Tokens("الوزيرة ليلى النجار")};
  EXPECT_EQ(TakenFor(article, article.Tokens("الوزيرة ليلى النجار"), met), 1);
}

TEST(TakeSpeakerTest, OnlyTheNewestAreKnownAgain) {
  const AnalyzedArticle article(kArticle);
  for (const int others : {kSpeakersLookedAt - 1, kSpeakersLookedAt}) {
    std::vector<Speaker> met(others + 1);
    met[0].mentions = {article.Tokens("السفير")};
    EXPECT_EQ(TakenFor(article, article.Tokens("السفير"), met), others < kSpeakersLookedAt ? 0 : others + 1);
  }
}

const EngineData& Engine() {
  static const EngineData engine = [] {
    absl::StatusOr<EngineData> loaded = LoadEngineData("", "");
    if (!loaded.ok()) {
      std::cerr << "The embedded data do not load: " << loaded.status() << "\n";
      std::exit(1);
    }
    return *std::move(loaded);
  }();
  return engine;
}

Speakers Resolve(const AnalyzedArticle& article, const std::vector<AttributionSpan>& spans) {
  const AnalyzedText text = AnalyzeWords(article.tokenized(), LoadedLexicon(), Engine().distribution);
  return ResolveSpeakers(text, LoadedLexicon(), spans, Engine().ranker);
}

TEST(ResolveSpeakersTest, ADroppedSubjectIsTheLastSpeaker) {
  const AnalyzedArticle article(
      "قال وزير الثقافة سامي النجار، أمس، إن المعرض نجح هذا العام. وأضاف أن الزوار جاؤوا من كل المدن.");
  std::vector<AttributionSpan> spans = {
      MakeSpan(article, MakeCue(article, "قال"), "وزير الثقافة سامي النجار", {"المعرض نجح هذا العام"}),
      MakeSpan(article, MakeCue(article, "وأضاف"), "", {"الزوار جاؤوا من كل المدن"})};
  spans[0].source_probability = 0.9f;
  const Speakers speakers = Resolve(article, spans);
  ASSERT_EQ(speakers.attributions.size(), 2u);
  ASSERT_EQ(speakers.speakers.size(), 1u);
  EXPECT_EQ(article.Text(speakers.speakers[0].fullest), "وزير الثقافة سامي النجار");
  EXPECT_EQ(speakers.attributions[0].speaker, 0);
  EXPECT_EQ(speakers.attributions[1].speaker, 0);
  EXPECT_EQ(speakers.speakers[0].times(), 2);
  EXPECT_EQ(speakers.speakers[0].last_attribution, 1);
}

TEST(ResolveSpeakersTest, TwoNamesAreTwoSpeakersAndTheLastGoesOn) {
  const AnalyzedArticle article(
      "قال مدير المتحف سامي الحداد إن المعرض نجح. من جهتها، قالت السفيرة ليلى النجار إنها سعيدة بالزيارة. وأضافت "
      "أنها ستعود في الربيع.");
  std::vector<AttributionSpan> spans = {
      MakeSpan(article, MakeCue(article, "قال"), "مدير المتحف سامي الحداد", {"المعرض نجح"}),
      MakeSpan(article, MakeCue(article, "قالت"), "السفيرة ليلى النجار", {"إنها سعيدة بالزيارة"}),
      MakeSpan(article, MakeCue(article, "وأضافت"), "", {"أنها ستعود في الربيع"})};
  const Speakers speakers = Resolve(article, spans);
  ASSERT_EQ(speakers.attributions.size(), 3u);
  EXPECT_EQ(speakers.attributions[0].speaker, 0);
  EXPECT_EQ(speakers.attributions[1].speaker, 1);
  EXPECT_EQ(speakers.attributions[2].speaker, 1);
}

TEST(ResolveSpeakersTest, ProbabilitiesAreSoundAndOthersAreBestFirst) {
  const AnalyzedArticle article(kArticle);
  const std::vector<AttributionSpan> spans = {Saying(article, "قالت", article.Tokens("الوزيرة ليلى النجار")),
                                              Saying(article, "وأوضح", article.Tokens("السفير")),
                                              Saying(article, "وأضافت", article.Tokens("النجار", 1))};
  for (const Ranker& ranker : {Ranker(), Engine().ranker}) {
    const Speakers speakers = ResolveSpeakers(article.text(), LoadedLexicon(), spans, ranker);
    ASSERT_EQ(speakers.attributions.size(), spans.size());
    for (const SpeakerChoice& choice : speakers.attributions) {
      EXPECT_GE(choice.speaker, -1);
      EXPECT_LT(choice.speaker, static_cast<int>(speakers.speakers.size()));
      EXPECT_GT(choice.probability, 0.0f);
      EXPECT_LE(choice.probability, 1.0f);
      float before = 1;
      for (const SpeakerCandidate& other : choice.candidates) {
        EXPECT_GE(other.speaker, 0);
        EXPECT_LE(other.probability, before);
        before = other.probability;
      }
    }
  }
}

TEST(ResolveSpeakersTest, NoAttributionsHaveNoSpeakers) {
  const AnalyzedArticle article(kArticle);
  const Speakers speakers = Resolve(article, {});
  EXPECT_TRUE(speakers.speakers.empty());
  EXPECT_TRUE(speakers.attributions.empty());
}

}  // namespace
}  // namespace isnad
