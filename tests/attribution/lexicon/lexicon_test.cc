// The lexicon built from small files: look-ups under every spelling, and one row for each problem that data may have.
#include "service/attribution/lexicon/lexicon.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/text/normalizer.h"

namespace isnad {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::string_view kVerbs =
    "qala\tstatement\tneutral\t-\tinna,anna,quote\t1\tu\tق و ل\tقال\tقول\n"
    "nafa\tstatement\tdeny\tdenies,ambiguous\tanna,object\t1\ti\tن ف ي\tنفى\tنفي\n";
constexpr absl::string_view kNouns = "noun_statement\tstatement\tneutral\tambiguous\tanna\tتصريح,تصريحات\n";
constexpr absl::string_view kWords =
    "office\tوزير وزيرة, وزراء\n"
    "title\tشيخ\n"
    "office\tأمين شيخ\n"
    "day\tالأحد\n"
    "preposition\tإلى\n"
    "adverb\tالآن\n";
constexpr absl::string_view kNames =
    "agency/reuters\tagency\tرويترز\tوكالة رويترز,وكالة رويترز للأنباء\n"
    "government/sa\tgovernment\tالسعودية\tالرياض,المملكة العربية السعودية\n";
constexpr absl::string_view kPhrases = "wifqan\taccording_to\tneutral\tafter\tli\tوفقا\n";

std::vector<LexiconFile> Files() {
  return {{"names.tsv", kNames},
          {"nouns.tsv", kNouns},
          {"phrases.tsv", kPhrases},
          {"verbs.tsv", kVerbs},
          {"words.tsv", kWords}};
}

Lexicon LoadOrDie(const std::vector<LexiconFile>& files) {
  absl::StatusOr<Lexicon> lexicon = Lexicon::Load(files);
  if (!lexicon.ok()) {
    ADD_FAILURE() << lexicon.status();
    return *Lexicon::Load({});
  }
  return *std::move(lexicon);
}

const WordEntry* FindText(const Lexicon& lexicon, absl::string_view text) { return lexicon.Find(FoldedSpelling(text)); }

CuePhrase LoadPhrase(const std::string& row) {
  std::vector<LexiconFile> files = Files();
  files[2].contents = row;
  const Lexicon lexicon = LoadOrDie(files);
  return lexicon.phrases().empty() ? CuePhrase() : lexicon.phrases().front();
}

TEST(LexiconFind, FindsEverySpellingOfAWord) {
  const Lexicon lexicon = LoadOrDie(Files());
  for (const absl::string_view spelling : {"أمين", "امين", "أَمِين", "أميـن", "ﺃﻣﻴﻦ", "أمین"}) {
    const WordEntry* entry = FindText(lexicon, spelling);
    ASSERT_NE(entry, nullptr) << spelling;
    EXPECT_TRUE(entry->classes.Has(WordClass::kOffice)) << spelling;
  }
}

TEST(LexiconFind, JoinsTheClassesOfAWord) {
  const Lexicon lexicon = LoadOrDie(Files());
  const WordEntry* entry = FindText(lexicon, "شيخ");
  ASSERT_NE(entry, nullptr);
  EXPECT_TRUE(entry->classes.Has(WordClass::kOffice));
  EXPECT_TRUE(entry->classes.Has(WordClass::kTitle));
  EXPECT_FALSE(entry->classes.Has(WordClass::kDay));
}

TEST(LexiconFind, KeepsWordsOfOpenClassesByTheirStem) {
  const Lexicon lexicon = LoadOrDie(Files());
  const WordEntry* entry = FindText(lexicon, "أحد");
  ASSERT_NE(entry, nullptr);
  EXPECT_TRUE(entry->classes.Has(WordClass::kDay));
  EXPECT_EQ(FindText(lexicon, "الأحد"), nullptr);
}

TEST(LexiconFind, KeepsFunctionWordsAsTheyAre) {
  const Lexicon lexicon = LoadOrDie(Files());
  EXPECT_NE(FindText(lexicon, "إلى"), nullptr);
  EXPECT_NE(FindText(lexicon, "الآن"), nullptr);
  EXPECT_EQ(FindText(lexicon, "آن"), nullptr);
}

TEST(LexiconFind, KnowsNothingOfOtherWords) {
  const Lexicon lexicon = LoadOrDie(Files());
  for (const absl::string_view word : {"", "كتاب", "وزي", "minister"})
    EXPECT_EQ(FindText(lexicon, word), nullptr) << word;
}

TEST(LexiconFind, FindsFormsOfVerbsWithTheirFeatures) {
  const Lexicon lexicon = LoadOrDie(Files());
  const WordEntry* entry = FindText(lexicon, "قالت");
  ASSERT_NE(entry, nullptr);
  const VerbFormFeatures said_she{
      .kind = FormKind::kPerfect, .person = Person::kThird, .gender = Gender::kFeminine, .number = Number::kSingular};
  bool found = false;
  for (const Reading& reading : entry->readings) {
    EXPECT_EQ(lexicon.lemma(reading.lemma).id, "qala");
    found = found || reading.features == said_she;
  }
  EXPECT_TRUE(found);
}

TEST(LexiconFind, ReadsNounsWithNumberAndGender) {
  const Lexicon lexicon = LoadOrDie(Files());
  const WordEntry* entry = FindText(lexicon, "تصريحات");
  ASSERT_NE(entry, nullptr);
  ASSERT_THAT(entry->readings, SizeIs(1));
  const Reading reading = entry->readings[0];
  EXPECT_EQ(lexicon.lemma(reading.lemma).id, "noun_statement");
  EXPECT_EQ(reading.features.kind, FormKind::kNoun);
  EXPECT_EQ(reading.features.number, Number::kPlural);
  EXPECT_EQ(reading.features.gender, Gender::kFeminine);
}

TEST(LexiconFind, CountsAReadingOnce) {
  const Lexicon lexicon = LoadOrDie(Files());
  for (const absl::string_view word : {"قال", "يقول", "نفى", "ينفي", "قائلا"}) {
    const WordEntry* entry = FindText(lexicon, word);
    ASSERT_NE(entry, nullptr) << word;
    for (size_t i = 0; i < entry->readings.size(); ++i) {
      for (size_t j = i + 1; j < entry->readings.size(); ++j) {
        EXPECT_FALSE(entry->readings[i] == entry->readings[j]) << word;
      }
    }
  }
}

TEST(LexiconLemmas, CarryClassStanceFlagsAndFrames) {
  const Lexicon lexicon = LoadOrDie(Files());
  ASSERT_THAT(lexicon.lemmas(), SizeIs(3));
  const Lemma& nafa = lexicon.lemma(1);
  EXPECT_EQ(nafa.id, "nafa");
  EXPECT_EQ(nafa.lemma, "نفى");
  EXPECT_EQ(nafa.cue_class, CueClass::kStatement);
  EXPECT_EQ(nafa.stance, Stance::kDeny);
  EXPECT_TRUE(nafa.denies);
  EXPECT_TRUE(nafa.ambiguous);
  EXPECT_TRUE(nafa.Takes(Frame::kAnna));
  EXPECT_TRUE(nafa.Takes(Frame::kObject));
  EXPECT_FALSE(nafa.Takes(Frame::kInna));
  EXPECT_FALSE(lexicon.lemma(0).denies);
}

TEST(LexiconFindName, FindsNamesAndAliasesWithOrWithoutArticles) {
  const Lexicon lexicon = LoadOrDie(Files());
  struct {
    absl::string_view name;
    absl::string_view id;
  } const kCases[] = {
      {"رويترز", "agency/reuters"},
      {"وكالة رويترز", "agency/reuters"},
      {"الوكالة رويترز", "agency/reuters"},
      {"وكالة رويترز للأنباء", "agency/reuters"},
      {"السعودية", "government/sa"},
      {"الرياض", "government/sa"},
      {"رياض", "government/sa"},
      {"المملكة العربية السعودية", "government/sa"},
      {"المملكه العربيه السعوديه", "government/sa"},
  };
  for (const auto& test : kCases) {
    const RegistryEntry* entry = lexicon.FindName(FoldedSpelling(test.name));
    ASSERT_NE(entry, nullptr) << test.name;
    EXPECT_EQ(entry->id, test.id);
  }
  EXPECT_EQ(lexicon.FindName(FoldedSpelling("رويترز"))->canonical_name, "رويترز");
  EXPECT_EQ(lexicon.FindName(FoldedSpelling("رويترز"))->type, SourceType::kAgency);
}

TEST(LexiconFindName, MatchesWholeNamesOnly) {
  const Lexicon lexicon = LoadOrDie(Files());
  for (const absl::string_view name : {"", "وكالة", "المملكة العربية", "رويترز قالت", "الرويترز"}) {
    EXPECT_EQ(lexicon.FindName(FoldedSpelling(name)), nullptr) << name;
  }
  EXPECT_EQ(lexicon.name_words_max(), 3);
}

TEST(WithoutArticles, LeavesShortWordsAlone) {
  EXPECT_EQ(WithoutArticles("الحياه الي الان الصين"), "حياه الي الان صين");
  EXPECT_EQ(WithoutArticles(""), "");
}

TEST(LexiconPhrases, ReadAlternativesPronounsAndParentheses) {
  const CuePhrase phrase = LoadPhrase("p\taccording_to\tdoubt\tpronoun\t-\tعلى|إلى حد زعم|ادعاء+ (أن)\n");
  ASSERT_THAT(phrase.elements, SizeIs(4));
  EXPECT_THAT(phrase.elements[0].words, ElementsAre("علي", "الي"));
  EXPECT_FALSE(phrase.elements[0].pronoun);
  EXPECT_THAT(phrase.elements[2].words, ElementsAre("زعم", "ادعاء"));
  EXPECT_TRUE(phrase.elements[2].pronoun);
  EXPECT_FALSE(phrase.elements[2].outside_cue);
  EXPECT_THAT(phrase.elements[3].words, ElementsAre("ان"));
  EXPECT_TRUE(phrase.elements[3].outside_cue);
  EXPECT_EQ(phrase.cue_class, CueClass::kAccordingTo);
  EXPECT_EQ(phrase.stance, Stance::kDoubt);
  EXPECT_EQ(phrase.source_place, CuePhrase::SourcePlace::kPronoun);
}

TEST(LexiconPhrases, ReadVerbSlots) {
  const CuePhrase phrase = LoadPhrase("p\tstatement\tneutral\tverb_subject\t-\tما {verb} {verb=nafa}\n");
  ASSERT_THAT(phrase.elements, SizeIs(3));
  EXPECT_EQ(phrase.elements[1].kind, CuePhrase::Element::Kind::kVerb);
  EXPECT_EQ(phrase.elements[1].lemma, -1);
  EXPECT_TRUE(phrase.elements[1].pronoun);
  EXPECT_THAT(phrase.elements[1].words, IsEmpty());
  EXPECT_EQ(phrase.elements[2].lemma, 1);
  EXPECT_EQ(phrase.source_place, CuePhrase::SourcePlace::kVerbSubject);
}

TEST(LexiconPhrases, ReadFlags) {
  EXPECT_TRUE(LoadPhrase("p\taccording_to\tneutral\tafter\tli\tوفقا\n").preposition_attached);
  const CuePhrase newsroom = LoadPhrase("p\tstatement\tneutral\tnone\tno\tيذكر\n");
  EXPECT_TRUE(newsroom.not_attribution);
  EXPECT_FALSE(newsroom.preposition_attached);
  EXPECT_EQ(newsroom.source_place, CuePhrase::SourcePlace::kNone);
}

TEST(LexiconLoad, RefusesBadRowsWithTheirPlace) {
  struct {
    absl::string_view name;
    absl::string_view file;
    absl::string_view contents;
    absl::string_view message;
  } const kCases[] = {
      {"unknown file", "notes.tsv", "",
       "notes.tsv:1: name: expected verbs, nouns, words, names, phrases or distribution, with an optional _suffix"},
      {"column count", "words.tsv", "# x\noffice", "words.tsv:2: class: row has 1 columns, expected 2"},
      {"word class", "words.tsv", "offices\tوزير", "words.tsv:1: class: unknown class offices"},
      {"empty word", "words.tsv", "office\tوزير,,أمير", "words.tsv:1: words: empty word"},
      {"duplicate word", "words.tsv", "office\tوزير\noffice\tأمير وزير",
       "words.tsv:2: words: duplicate word in its class: وزير"},
      {"duplicate by folding", "words.tsv", "office\tأمير امير",
       "words.tsv:1: words: duplicate word in its class: امير"},
      {"duplicate by article", "words.tsv", "day\tالخميس خميس",
       "words.tsv:1: words: duplicate word in its class: خميس"},
      {"tatweel", "words.tsv", "office\tوزيـر", "words.tsv:1: words: tatweel U+0640"},
      {"name id", "names.tsv", "Agency\tagency\tرويترز\t-", "names.tsv:1: id: not an id: Agency"},
      {"name type", "names.tsv", "a\tagent\tرويترز\t-", "names.tsv:1: type: unknown type agent"},
      {"duplicate name id", "names.tsv", "a\tagency\tرويترز\t-\na\tagency\tتاس\t-", "names.tsv:2: id: duplicate id a"},
      {"duplicate alias", "names.tsv", "a\tagency\tرويترز\t-\nb\tagency\tتاس\tرويترز",
       "names.tsv:2: aliases: duplicate name رويترز"},
      {"duplicate name", "names.tsv", "a\tagency\tالحدث\t-\nb\tagency\tحدث\t-",
       "names.tsv:2: name: duplicate name حدث"},
      {"noun class", "nouns.tsv", "n\tsaying\tneutral\t-\t-\tقول", "nouns.tsv:1: class: unknown class saying"},
      {"noun stance", "nouns.tsv", "n\tstatement\tangry\t-\t-\tقول", "nouns.tsv:1: stance: unknown stance angry"},
      {"noun flag", "nouns.tsv", "n\tstatement\tneutral\todd\t-\tقول", "nouns.tsv:1: flags: unknown flag odd"},
      {"noun frame", "nouns.tsv", "n\tstatement\tneutral\t-\tanna,that\tقول",
       "nouns.tsv:1: frames: unknown frame that"},
      {"noun without forms", "nouns.tsv", "n\tstatement\tneutral\t-\t-\t-", "nouns.tsv:1: forms: no forms"},
      {"duplicate lemma", "nouns.tsv", "n\tstatement\tneutral\t-\t-\tقول\nn\tstatement\tneutral\t-\t-\tنفي",
       "nouns.tsv:2: id: duplicate id n"},
      {"verb pattern", "verbs.tsv", "v\tstatement\tneutral\t-\t-\tI\tu\tق و ل\tقال\t-",
       "verbs.tsv:1: pattern: not a number: I"},
      {"verb vowel", "verbs.tsv", "v\tstatement\tneutral\t-\t-\t1\to\tق و ل\tقال\t-",
       "verbs.tsv:1: vowel: expected a, i, u or -, found o"},
      {"phrase source", "phrases.tsv", "p\tstatement\tneutral\tbefore\t-\tوفق",
       "phrases.tsv:1: source: unknown source before"},
      {"phrase flag", "phrases.tsv", "p\tstatement\tneutral\tafter\tla\tوفق", "phrases.tsv:1: flags: unknown flag la"},
      {"duplicate phrase", "phrases.tsv", "p\tstatement\tneutral\tafter\t-\tوفق\np\tstatement\tneutral\tafter\t-\tحسب",
       "phrases.tsv:2: id: duplicate id p"},
      {"empty alternative", "phrases.tsv", "p\tstatement\tneutral\tafter\t-\tوفق|",
       "phrases.tsv:1: pattern: empty word"},
      {"open parenthesis", "phrases.tsv", "p\tstatement\tneutral\tafter\t-\tوفق (ل",
       "phrases.tsv:1: pattern: parenthesis not closed"},
      {"misplaced sign", "phrases.tsv", "p\tstatement\tneutral\tafter\t-\tقول+ه",
       "phrases.tsv:1: pattern: misplaced sign in قول+ه"},
      {"outside first", "phrases.tsv", "p\tstatement\tneutral\tafter\t-\t(وفق) ما",
       "phrases.tsv:1: pattern: begins outside the cue"},
      {"verb slot", "phrases.tsv", "p\tstatement\tneutral\tafter\t-\tما {noun}",
       "phrases.tsv:1: pattern: expected {verb} or {verb=ID}, found {noun}"},
      {"unknown verb", "phrases.tsv", "p\tstatement\tneutral\tafter\t-\tما {verb=zama}",
       "phrases.tsv:1: pattern: unknown lemma zama"},
  };
  for (const auto& test : kCases) {
    SCOPED_TRACE(std::string(test.name));
    const absl::StatusOr<Lexicon> lexicon = Lexicon::Load({{std::string(test.file), test.contents}});
    EXPECT_EQ(lexicon.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(lexicon.status().message(), test.message);
  }
}

TEST(LexiconLoad, NamesTheRootThatCannotBeConjugated) {
  const absl::StatusOr<Lexicon> lexicon =
      Lexicon::Load({{"verbs.tsv", "v\tstatement\tneutral\t-\t-\t1\tu\tق\tقال\t-"}});
  EXPECT_EQ(lexicon.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(absl::StartsWith(lexicon.status().message(), "verbs.tsv:1: root: ")) << lexicon.status();
}

TEST(LexiconLoad, RefusesAnIdThatVerbsAndNounsShare) {
  std::vector<LexiconFile> files = Files();
  files[1].contents = "qala\tstatement\tneutral\t-\t-\tقول";
  EXPECT_EQ(Lexicon::Load(files).status().message(), "nouns.tsv:1: id: duplicate id qala");
}

TEST(LexiconLoad, TakesSeveralFilesOfAKindInAnyOrder) {
  std::vector<LexiconFile> files = {{"phrases_local.tsv", "p\tstatement\tneutral\tafter\t-\t{verb=zaama}\n"},
                                    {"words_local.tsv", "office\tشهبندر\n"},
                                    {"verbs_local.tsv", "zaama\tstatement\tdoubt\t-\tanna\t1\tu\tز ع م\tزعم\tزعم\n"}};
  for (LexiconFile& file : Files()) files.push_back(file);
  const Lexicon lexicon = LoadOrDie(files);
  EXPECT_NE(FindText(lexicon, "شهبندر"), nullptr);
  EXPECT_NE(FindText(lexicon, "وزير"), nullptr);
  EXPECT_NE(FindText(lexicon, "زعمت"), nullptr);
  EXPECT_THAT(lexicon.phrases(), SizeIs(2));
}

TEST(LexiconLoad, LeavesTheDistributionToItsOwnReader) {
  EXPECT_TRUE(Lexicon::Load({{"distribution.tsv", "1\t2\t3\tقال\n"}}).ok());
}

TEST(LexiconVersion, IsTwelveHexDigitsThatNamesAndContentsDecide) {
  const std::string version = LoadOrDie(Files()).version();
  EXPECT_EQ(version.size(), 12u);
  EXPECT_EQ(version.find_first_not_of("0123456789abcdef"), std::string::npos) << version;
  EXPECT_EQ(LoadOrDie(Files()).version(), version);

  std::vector<LexiconFile> commented = Files();
  const std::string contents = "# one more\n" + std::string(kWords);
  commented[4].contents = contents;
  EXPECT_NE(LoadOrDie(commented).version(), version);

  std::vector<LexiconFile> renamed = Files();
  renamed[4].name = "words_local.tsv";
  EXPECT_NE(LoadOrDie(renamed).version(), version);
}

TEST(LexiconVersion, IsTheSameInEveryProcess) {
  EXPECT_EQ(LoadOrDie({{"words.tsv", "title\tشيخ\n"}}).version(), "5b4dc26c94d3");
}

TEST(LexiconLines, PrintLemmasAndForms) {
  const Lexicon lexicon = LoadOrDie(Files());
  EXPECT_THAT(lexicon.LemmaLines(),
              ElementsAre("qala\tstatement\tneutral\tanna,inna,quote\tقال", "nafa\tstatement\tdeny\tanna,object\tنفى",
                          "noun_statement\tstatement\tneutral\tanna\tتصريح"));
  const std::vector<std::string> forms = lexicon.FormLines();
  EXPECT_THAT(forms, SizeIs(lexicon.form_count()));
  EXPECT_THAT(forms, Contains("قالت\tقال\tperfect.3.f.s.active"));
  EXPECT_EQ(forms.back().substr(0, forms.back().rfind('\t')), "تصريحات\tتصريح");
}

}  // namespace
}  // namespace isnad
