// Every place where a cue may stand is a candidate, of the right kind; ordinary words are none.
#include "service/attribution/cue/cue_candidates.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

const PhraseMatcher& Phrases() {
  static const PhraseMatcher phrases(LoadedLexicon());
  return phrases;
}

CueCandidates Candidates(const AnalyzedArticle& article) {
  return FindCueCandidates(article.text(), LoadedLexicon(), Phrases());
}

bool Has(const AnalyzedArticle& article, absl::string_view cue, CueKind kind) {
  for (const Cue& candidate : Candidates(article).candidates) {
    if (article.Text(candidate.tokens) == cue && candidate.kind == kind) return true;
  }
  return false;
}

struct CandidateCase {
  const char* name;
  const char* article;
  const char* cue;
  CueKind kind;
  bool expected;
};

TEST(CueCandidatesTest, FindsPlacesForCues) {
  constexpr CandidateCase kCases[] = {
      {.name = "Perfect", .article = "قال الوزير إنه سيعود", .cue = "قال", .kind = CueKind::kFinite, .expected = true},
      {.name = "ConjunctionStays",
       .article = "وقالت الوزيرة إنها ستعود",
       .cue = "وقالت",
       .kind = CueKind::kFinite,
       .expected = true},
      {.name = "Imperfect",
       .article = "ويؤكد الخبير أنه سيعود",
       .cue = "ويؤكد",
       .kind = CueKind::kFinite,
       .expected = true},
      {.name = "Future",
       .article = "ستعلن الوزارة أنها ستعود",
       .cue = "ستعلن",
       .kind = CueKind::kFinite,
       .expected = true},
      {.name = "Vocalised",
       .article = "قَالَ الوَزِيرُ إنَّهُ سيعود",
       .cue = "قَالَ",
       .kind = CueKind::kFinite,
       .expected = true},
      {.name = "Participle",
       .article = "عاد الوزير، مؤكدا أنه نجح",
       .cue = "مؤكدا",
       .kind = CueKind::kParticiple,
       .expected = true},
      {.name = "Nominal",
       .article = "نقلت عن الوزير قوله إنه نجح",
       .cue = "قوله",
       .kind = CueKind::kNominal,
       .expected = true},
      {.name = "PhraseOfOneWord",
       .article = "نجح المعرض وفقا للوزارة",
       .cue = "وفقا",
       .kind = CueKind::kPhrase,
       .expected = true},
      {.name = "PhraseOfSeveral",
       .article = "نجح المعرض على حد قوله",
       .cue = "على حد قوله",
       .kind = CueKind::kPhrase,
       .expected = true},
      {.name = "PhraseOfAVerbAndItsObject",
       .article = "أطلق جرس الإنذار من نقص المياه",
       .cue = "أطلق جرس الإنذار",
       .kind = CueKind::kPhrase,
       .expected = true},
      {.name = "PhraseWithAPronounBetween",
       .article = "ووجهت إليه تهمة السرقة",
       .cue = "ووجهت إليه تهمة",
       .kind = CueKind::kPhrase,
       .expected = true},
      {.name = "PhraseInTheWritersVoice",
       .article = "يشار أن المعرض نجح",
       .cue = "يشار",
       .kind = CueKind::kFinite,
       .expected = false},
      {.name = "ComplementizerIsNoVerb",
       .article = "قال الوزير إنها نجحت",
       .cue = "إنها",
       .kind = CueKind::kFinite,
       .expected = false},
      {.name = "HeadlineColon",
       .article = "وزير الثقافة: المعرض نجح",
       .cue = ":",
       .kind = CueKind::kColon,
       .expected = true},
      {.name = "TimeOfDayIsNoColon",
       .article = "يبدأ المعرض عند 10:30 صباحا",
       .cue = ":",
       .kind = CueKind::kColon,
       .expected = false},
      {.name = "NumberThenColonAndSpace",
       .article = "المجموعة 2: نجح المعرض",
       .cue = ":",
       .kind = CueKind::kColon,
       .expected = true},
      {.name = "ColonAtTheBeginning",
       .article = ": نجح المعرض",
       .cue = ":",
       .kind = CueKind::kColon,
       .expected = false},
      {.name = "Relay",
       .article = "ونقلت الوكالة عن مسؤول أن المعرض نجح",
       .cue = "عن",
       .kind = CueKind::kRelay,
       .expected = true},
      {.name = "AnWithoutAVerb",
       .article = "سمعت المدينة عن المعرض",
       .cue = "عن",
       .kind = CueKind::kRelay,
       .expected = false},
      {.name = "RelayInTheNextSentence",
       .article = "قال الوزير نعم. سمعنا عن المعرض",
       .cue = "عن",
       .kind = CueKind::kRelay,
       .expected = false},
      {.name = "UnknownVerb",
       .article = "جلجل الرجل أن المعرض نجح",
       .cue = "جلجل",
       .kind = CueKind::kUnknown,
       .expected = true},
      {.name = "UnknownVerbTooFar",
       .article = "جلجل صاحب المكتبة القديمة قرب السوق الكبير أن المعرض نجح",
       .cue = "جلجل",
       .kind = CueKind::kUnknown,
       .expected = false},
      {.name = "UnknownWithArticle",
       .article = "الجلجل الكبير أن المعرض نجح",
       .cue = "الجلجل",
       .kind = CueKind::kUnknown,
       .expected = false},
      {.name = "OrdinaryNoun",
       .article = "المنضدة في المعرض",
       .cue = "المنضدة",
       .kind = CueKind::kFinite,
       .expected = false},
  };
  for (const CandidateCase& test : kCases) {
    EXPECT_EQ(Has(AnalyzedArticle(test.article), test.cue, test.kind), test.expected) << test.name;
  }
}

TEST(CueCandidatesTest, KnowTheirLemmaAndForm) {
  const AnalyzedArticle article("وأعلنت الوزارة أنها ستعود");
  const CueCandidates found = Candidates(article);
  ASSERT_FALSE(found.candidates.empty());
  const Cue& cue = found.candidates.front();
  ASSERT_GE(cue.lemma, 0);
  EXPECT_EQ(LoadedLexicon().lemma(cue.lemma).id, "alana");
  EXPECT_EQ(cue.features.gender, Gender::kFeminine);
  EXPECT_EQ(cue.features.person, Person::kThird);
  EXPECT_EQ(cue.phrase, -1);
}

TEST(CueCandidatesTest, AreInTextOrderInsideTheText) {
  const AnalyzedArticle article("وزير: قال إن الوكالة نقلت عن مسؤول قوله إن المعرض نجح، على حد تعبيره، وفقا لها");
  const CueCandidates found = Candidates(article);
  EXPECT_GE(found.candidates.size(), 6u);
  int last = 0;
  for (const Cue& cue : found.candidates) {
    EXPECT_LE(last, cue.tokens.begin);
    EXPECT_LT(cue.tokens.begin, cue.tokens.end);
    EXPECT_LE(cue.tokens.end, article.size());
    last = cue.tokens.begin;
  }
  EXPECT_EQ(found.newsroom_voice.size(), static_cast<size_t>(article.size()));
}

TEST(CueCandidatesTest, MarksTheNewsroomsOwnVoice) {
  const AnalyzedArticle article("يذكر أن المعرض نجح وقال الوزير نعم");
  const CueCandidates found = Candidates(article);
  EXPECT_TRUE(found.newsroom_voice[article.Token("يذكر")]);
  EXPECT_FALSE(found.newsroom_voice[article.Token("المعرض")]);
  EXPECT_FALSE(found.newsroom_voice[article.Token("وقال")]);
}

TEST(CueCandidatesTest, AnEmptyTextHasNone) {
  const AnalyzedArticle article("");
  EXPECT_TRUE(Candidates(article).candidates.empty());
}

std::vector<Feature> FeaturesOf(const AnalyzedArticle& article, absl::string_view cue) {
  const CueCandidates all = Candidates(article);
  FeatureVector features;
  for (const Cue& candidate : all.candidates) {
    if (article.Text(candidate.tokens) != cue) continue;
    AddCueFeatures(article.text(), LoadedLexicon(), all, candidate, &features);
    return features.features();
  }
  ADD_FAILURE() << "no candidate " << cue;
  return {};
}

TEST(CueFeaturesTest, DoNotDependOnSpelling) {
  EXPECT_EQ(FeaturesOf(AnalyzedArticle("قال الوزير إن المعرض نجح"), "قال"),
            FeaturesOf(AnalyzedArticle("قَـالَ الوزِير ان المعرضَ نجح"), "قَـالَ"));
}

TEST(CueFeaturesTest, DependOnWhatFollows) {
  EXPECT_NE(FeaturesOf(AnalyzedArticle("ذكر الوزير إن المعرض نجح"), "ذكر"),
            FeaturesOf(AnalyzedArticle("ذكر الوزير في المعرض غدا"), "ذكر"));
}

}  // namespace
}  // namespace isnad
