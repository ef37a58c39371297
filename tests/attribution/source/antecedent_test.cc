// Whom a mention, or none, may stand for: which candidates there are and in what order. The ranker chooses.
#include "service/attribution/source/antecedent.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kArticle[] =
    "عاد مدير المتحف الوطني سامي النجار إلى المدينة.\n"
    "قال النجار إن المعرض نجح. وأوضحت السفيرة ليلى أنها سعيدة، ثم عادت مع رئيس البلدية، وأضاف أنه سيعود.";

// The spans of kArticle: a short mention, a full one and a dropped one.
std::vector<AttributionSpan> SpansOf(const AnalyzedArticle& article) {
  std::vector<AttributionSpan> spans = {MakeSpan(article, MakeCue(article, "قال"), "", {"المعرض نجح"}),
                                        MakeSpan(article, MakeCue(article, "وأوضحت"), "السفيرة ليلى", {"أنها سعيدة"}),
                                        MakeSpan(article, MakeCue(article, "وأضاف"), "", {"أنه سيعود"})};
  spans[0].source = article.Tokens("النجار", 1);
  return spans;
}

// Candidates for one attribution of an article with the speakers met so far.
struct Question {
  const AnalyzedArticle& article;
  std::vector<AttributionSpan> spans;
  int index = 0;
  std::vector<Speaker> speakers = {};

  std::vector<Antecedent> Candidates() const {
    const StemIndex stems = IndexStems(article.text()), bases = IndexBases(article.text());
    const SpeakersMet met(speakers);
    return AntecedentCandidates({article.text(), LoadedLexicon(), stems, bases, spans, index, met});
  }
  std::vector<std::string> Phrases(AntecedentKind kind) const {
    std::vector<std::string> phrases;
    for (const Antecedent& candidate : Candidates()) {
      if (candidate.kind == kind) phrases.push_back(article.Text(candidate.phrase));
    }
    return phrases;
  }
};

Speaker SpeakerOf(TokenRange mention, int last_attribution) {
  Speaker speaker;
  speaker.fullest = mention;
  speaker.mentions = {mention};
  speaker.last_attribution = last_attribution;
  speaker.spoke_in = {last_attribution};
  return speaker;
}

TEST(AntecedentCandidatesTest, TheMentionItselfComesFirst) {
  const AnalyzedArticle article(kArticle);
  const Question question{article, SpansOf(article), 0, {SpeakerOf(article.Tokens("السفيرة ليلى"), 0)}};
  const std::vector<Antecedent> candidates = question.Candidates();
  ASSERT_FALSE(candidates.empty());
  EXPECT_EQ(candidates[0].kind, AntecedentKind::kSelf);
  EXPECT_EQ(candidates[0].phrase, article.Tokens("النجار", 1));
  EXPECT_THAT(question.Phrases(AntecedentKind::kImpersonal), IsEmpty());
}

TEST(AntecedentCandidatesTest, ASpeakerOfTheSameNameStandsForTheMention) {
  const AnalyzedArticle article(kArticle);
  const Question question{
      article, SpansOf(article), 0, {SpeakerOf(article.Tokens("مدير المتحف الوطني سامي النجار"), 0)}};
  EXPECT_THAT(question.Phrases(AntecedentKind::kSelf), IsEmpty());
  const std::vector<Antecedent> candidates = question.Candidates();
  ASSERT_EQ(candidates[0].kind, AntecedentKind::kSpeaker);
  EXPECT_TRUE(candidates[0].same_name);
}

TEST(AntecedentCandidatesTest, NobodyComesFirstForADroppedMention) {
  const AnalyzedArticle article(kArticle);
  const Question question{article, SpansOf(article), 2};
  const std::vector<Antecedent> candidates = question.Candidates();
  ASSERT_FALSE(candidates.empty());
  EXPECT_EQ(candidates[0].kind, AntecedentKind::kImpersonal);
  EXPECT_THAT(question.Phrases(AntecedentKind::kSelf), IsEmpty());
}

TEST(AntecedentCandidatesTest, SpeakersAreOrderedByTheirLastSpeech) {
  const AnalyzedArticle article(kArticle);
  const Question question{
      article,
      SpansOf(article),
      2,
      {SpeakerOf(article.Tokens("مدير المتحف الوطني سامي النجار"), 0), SpeakerOf(article.Tokens("السفيرة ليلى"), 1)}};
  EXPECT_THAT(question.Phrases(AntecedentKind::kSpeaker),
              ElementsAre("السفيرة ليلى", "مدير المتحف الوطني سامي النجار"));
  int rank = 0;
  for (const Antecedent& candidate : question.Candidates()) {
    if (candidate.kind != AntecedentKind::kSpeaker) continue;
    EXPECT_EQ(candidate.rank, rank);
    EXPECT_EQ(candidate.speaker, 1 - rank++);
  }
}

TEST(AntecedentCandidatesTest, NearPhrasesAreNearestFirst) {
  const AnalyzedArticle article(kArticle);
  const std::vector<std::string> phrases = Question{article, SpansOf(article), 2}.Phrases(AntecedentKind::kPhrase);
  const auto near = std::find(phrases.begin(), phrases.end(), "رئيس البلدية");
  const auto far = std::find(phrases.begin(), phrases.end(), "السفيرة ليلى");
  ASSERT_NE(near, phrases.end());
  ASSERT_NE(far, phrases.end());
  EXPECT_LT(near, far);
}

TEST(AntecedentCandidatesTest, ASpeakerIsNoPhraseAsWell) {
  const AnalyzedArticle article(kArticle);
  const TokenRange ambassador = article.Tokens("السفيرة ليلى");
  const Question question{article, SpansOf(article), 2, {SpeakerOf(ambassador, 1)}};
  for (const Antecedent& candidate : question.Candidates()) {
    if (candidate.kind != AntecedentKind::kPhrase) continue;
    EXPECT_FALSE(candidate.phrase.Overlaps(ambassador)) << article.Text(candidate.phrase);
  }
}

TEST(AntecedentCandidatesTest, TheSourceOfTheEnclosingContent) {
  const AnalyzedArticle article("قال الوزير إن المعرض نجح وأضاف أنه سيعود");
  std::vector<AttributionSpan> spans = {
      MakeSpan(article, MakeCue(article, "قال"), "الوزير", {"المعرض نجح وأضاف أنه سيعود"}),
      MakeSpan(article, MakeCue(article, "وأضاف"), "", {"أنه سيعود"})};
  EXPECT_THAT((Question{article, spans, 1}.Phrases(AntecedentKind::kEnclosing)), IsEmpty());
  spans[1].parent = 0;
  EXPECT_THAT((Question{article, spans, 1}.Phrases(AntecedentKind::kEnclosing)), ElementsAre("الوزير"));
  const std::vector<Speaker> met = {SpeakerOf(article.Tokens("الوزير"), 0)};
  EXPECT_THAT((Question{article, spans, 1, met}.Phrases(AntecedentKind::kEnclosing)), IsEmpty());
}

struct SharingCase {
  const char* name;
  const char* article;
  const char* mention;  // the source is this occurrence of it
  int occurrence;
  const char* phrase;
  bool offered;
};

TEST(AntecedentCandidatesTest, FullerPhrasesThatShareATellingWord) {
  constexpr SharingCase kCases[] = {
      {.name = "FirstWordOfAnOffice",
       .article = "عاد وزير الثقافة المصري إلى القرية.\nقال الوزير إنه سعيد",
       .mention = "الوزير",
       .occurrence = 0,
       .phrase = "وزير الثقافة المصري",
       .offered = true},
      {.name = "NothingShared",
       .article = "عاد المدير سامي الحداد إلى طنجة.\nقال النجار إنه سعيد",
       .mention = "النجار",
       .occurrence = 0,
       .phrase = "المدير سامي الحداد",
       .offered = false},
      {.name = "NotFuller",
       .article = "عاد النجار إلى طنجة.\nقال النجار إنه سعيد",
       .mention = "النجار",
       .occurrence = 1,
       .phrase = "النجار",
       .offered = false},
      {.name = "ShorterThanTheMention",
       .article = "عاد النجار إلى طنجة.\nقال المدير سامي النجار إنه سعيد",
       .mention = "المدير سامي النجار",
       .occurrence = 0,
       .phrase = "النجار",
       .offered = false},
  };
  for (const SharingCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    AttributionSpan span = MakeSpan(article, MakeCue(article, "قال"), "", {"إنه سعيد"});
    span.source = article.Tokens(test.mention, test.occurrence);
    const std::vector<std::string> phrases = Question{article, {span}}.Phrases(AntecedentKind::kPhrase);
    if (test.offered) {
      EXPECT_THAT(phrases, Contains(test.phrase)) << test.name;
    } else {
      EXPECT_THAT(phrases, Not(Contains(test.phrase))) << test.name;
    }
  }
}

struct IntroductionCase {
  const char* name;
  const char* article;
  const char* mention;
  const char* phrase;
  bool introduces;
};

TEST(AntecedentCandidatesTest, PhrasesThatADefiniteMentionTakesUp) {
  constexpr IntroductionCase kCases[] = {
      {.name = "Indefinite",
       .article = "صدرت دراسة أمس.\nقال الحداد إن الدراسة جادة",
       .mention = "الدراسة",
       .phrase = "دراسة",
       .introduces = true},
      {.name = "Accusative",
       .article = "نشر المعهد تقريرا أمس.\nقال التقرير إنه سعيد",
       .mention = "التقرير",
       .phrase = "تقريرا",
       .introduces = true},
      {.name = "WithItsComplement",
       .article = "صدر تقرير لمعهد النسيج.\nقال التقرير إنه سعيد",
       .mention = "التقرير",
       .phrase = "تقرير لمعهد النسيج",
       .introduces = true},
      {.name = "BehindADemonstrative",
       .article = "صدرت دراسة أمس.\nقال إن هذه الدراسة جادة",
       .mention = "هذه الدراسة",
       .phrase = "دراسة",
       .introduces = true},
      {.name = "AnotherNoun",
       .article = "صدر كتاب أمس.\nقال التقرير إنه سعيد",
       .mention = "التقرير",
       .phrase = "كتاب",
       .introduces = false},
      {.name = "DefiniteItself",
       .article = "صدر التقرير أمس.\nقال التقرير إنه سعيد",
       .mention = "التقرير",
       .phrase = "التقرير",
       .introduces = false},
      {.name = "ForAnIndefiniteMention",
       .article = "صدرت دراسة أمس.\nقال الحداد إن دراسة جادة",
       .mention = "دراسة جادة",
       .phrase = "دراسة",
       .introduces = false},
  };
  for (const IntroductionCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    AttributionSpan span = MakeSpan(article, MakeCue(article, "قال"), "", {});
    span.source = article.Tokens(test.mention, article.Text(TokenRange{0, article.size()}).find(test.mention) == 0);
    if (test.name == std::string("DefiniteItself")) span.source = article.Tokens(test.mention, 1);
    std::vector<std::string> introducing;
    int introduced = -1;
    for (const Antecedent& candidate : Question{article, {span}}.Candidates()) {
      if (candidate.introduces) introducing.push_back(article.Text(candidate.phrase));
      if (candidate.kind == AntecedentKind::kSelf) introduced = candidate.introduced;
    }
    if (test.introduces) {
      EXPECT_THAT(introducing, ElementsAre(test.phrase)) << test.name;
    } else {
      EXPECT_THAT(introducing, IsEmpty()) << test.name;
    }
    EXPECT_EQ(introduced, test.introduces ? 1 : 0) << test.name;
  }
}

TEST(AntecedentCandidatesTest, ABodyInsideASpeakersDescriptionIsBroughtIn) {
  const AnalyzedArticle article("قال مدير شركة النسيج سامي النجار إن العمل مستمر. وأعلنت الشركة أنها سعيدة");
  AttributionSpan first = MakeSpan(article, MakeCue(article, "قال"), "مدير شركة النسيج سامي النجار", {"العمل مستمر"});
  AttributionSpan second = MakeSpan(article, MakeCue(article, "وأعلنت"), "الشركة", {"أنها سعيدة"});
  std::vector<std::string> introducing;
  for (const Antecedent& candidate : Question{article, {first, second}, 1, {SpeakerOf(first.source, 0)}}.Candidates()) {
    if (candidate.introduces) introducing.push_back(article.Text(candidate.phrase));
  }
  ASSERT_EQ(introducing.size(), 1u);
  EXPECT_EQ(introducing[0].find("شركة النسيج"), 0u) << introducing[0];
}

TEST(AntecedentCandidatesTest, AHeadlineMayNameItsSpeakerLater) {
  const AnalyzedArticle article("وأضاف أنه سيعود.\nقال سامي النجار إن المعرض نجح. وأضاف أنه سعيد");
  const std::vector<AttributionSpan> spans = {
      MakeSpan(article, MakeCue(article, "وأضاف"), "", {"أنه سيعود"}),
      MakeSpan(article, MakeCue(article, "قال"), "سامي النجار", {"المعرض نجح"}),
      MakeSpan(article, MakeCue(article, "وأضاف", CueKind::kFinite, 1), "", {"أنه سعيد"})};
  const auto later = [&](int index, std::vector<Speaker> met) {
    int count = 0;
    for (const Antecedent& candidate : Question{article, spans, index, std::move(met)}.Candidates()) {
      count += candidate.later;
    }
    return count;
  };
  EXPECT_EQ(later(0, {}), 1);
  EXPECT_EQ(later(2, {SpeakerOf(spans[1].source, 1)}), 0) << "nothing follows";
}

TEST(AntecedentCandidatesTest, TheSpeakerWhoseContentHoldsTheCue) {
  const AnalyzedArticle article("قال الوزير \"أعتقد أن المعرض نجح\". وأضاف أنه سيعود");
  const std::vector<AttributionSpan> spans = {
      MakeSpan(article, MakeCue(article, "قال"), "الوزير", {"أعتقد أن المعرض نجح"}),
      MakeSpan(article, MakeCue(article, "أعتقد"), "", {"المعرض نجح"}),
      MakeSpan(article, MakeCue(article, "وأضاف"), "", {"أنه سيعود"})};
  for (const int index : {1, 2}) {
    const std::vector<Antecedent> candidates =
        Question{article, spans, index, {SpeakerOf(article.Tokens("الوزير"), 0)}}.Candidates();
    const auto speaker = std::find_if(candidates.begin(), candidates.end(), [](const Antecedent& candidate) {
      return candidate.kind == AntecedentKind::kSpeaker;
    });
    ASSERT_NE(speaker, candidates.end());
    EXPECT_EQ(speaker->holds, index == 1);
  }
}

TEST(AntecedentCandidatesTest, NoPhraseForAMentionTellsNoMoreThanIt) {
  const AnalyzedArticle article(kArticle);
  const std::vector<AttributionSpan> spans = SpansOf(article);
  for (const int index : {0, 1}) {
    for (const Antecedent& candidate : Question{article, spans, index}.Candidates()) {
      if (candidate.kind != AntecedentKind::kPhrase) continue;
      EXPECT_GT(TellingWords(article.text(), candidate.phrase), TellingWords(article.text(), spans[index].source));
      EXPECT_GE(SharedWords(article.text(), candidate.phrase, spans[index].source), 1);
    }
  }
}

TEST(AntecedentCandidatesTest, AreBoundedHoweverLongTheArticle) {
  std::string phrases;
  for (int i = 0; i < 500; ++i) phrases += "عاد المدير سامي النجار. ";
  const AnalyzedArticle article(phrases + "قال النجار إنه سعيد");
  AttributionSpan span = MakeSpan(article, MakeCue(article, "قال"), "", {"إنه سعيد"});
  span.source = article.Tokens("النجار", 500);
  std::vector<Speaker> speakers;
  for (int i = 0; i < 500; ++i) speakers.push_back(SpeakerOf({0, 1}, i));
  EXPECT_LT((Question{article, {span}, 0, speakers}.Candidates().size()), 50u);
  span.source = {};
  EXPECT_LT((Question{article, {span}, 0, speakers}.Candidates().size()), 50u);
}

}  // namespace
}  // namespace isnad
