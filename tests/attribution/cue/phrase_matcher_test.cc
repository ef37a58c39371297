// Fixed phrases against tokens: alternatives, pronouns, verbs inside, words that only must follow. A small lexicon of
// its own for what the matcher does; a linear scan over all phrases as an oracle for the index.
#include "service/attribution/cue/phrase_matcher.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "service/attribution/lexicon/word_analyzer.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/token/tokenizer.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

constexpr absl::string_view kVerbs =
    "qala\tstatement\tneutral\t-\tinna,anna,quote\t1\tu\tق و ل\tقال\tقول\n"
    "dhakara\tstatement\tneutral\t-\tanna,object\t1\tu\tذ ك ر\tذكر\tذكر\n"
    "araba\tevaluation\tneutral\t-\tan_noun\t4\t-\tع ر ب\tأعرب\tإعراب\n";
constexpr absl::string_view kWords = "preposition\tعلى عن في\nmedium_noun\tبيان\n";
constexpr absl::string_view kPhrases =
    "wifqan_li\taccording_to\tneutral\tafter\tli\tوفقا|طبقا\n"
    "hadd_qawlihi\taccording_to\tneutral\tpronoun\t-\tعلى حد قول|تعبير+\n"
    "hasabama\taccording_to\tneutral\tverb_subject\t-\tحسبما {verb}\n"
    "araba_an\tevaluation\tneutral\tverb_subject\t-\t{verb=araba} عن\n"
    "kama_warada\taccording_to\tneutral\tafter\t-\tكما ورد (في)\n"
    "qala_qailan\tstatement\tneutral\tverb_subject\t-\t{verb} قائلا\n"
    "yudhkar\tstatement\tneutral\tnone\tno\tيذكر أن\n";

const Lexicon& SmallLexicon() {
  static const Lexicon lexicon = *Lexicon::Load(
      {LexiconFile{"phrases.tsv", kPhrases}, LexiconFile{"verbs.tsv", kVerbs}, LexiconFile{"words.tsv", kWords}});
  return lexicon;
}

// The matches that begin at any token, as "id[tokens]" joined with ' ', with the verb's place behind '@'.
std::string Matches(absl::string_view article) {
  const TokenizedText text = Tokenize(Normalize(article));
  const AnalyzedText analyzed = AnalyzeWords(text, SmallLexicon(), EmptyDistribution());
  const PhraseMatcher matcher(SmallLexicon());
  std::vector<std::string> found;
  for (int token = 0; token < text.size(); ++token) {
    for (const PhraseMatch& match : matcher.MatchesAt(analyzed, token)) {
      found.push_back(absl::StrCat(SmallLexicon().phrases()[match.phrase].id, "[", match.tokens.begin, ",",
                                   match.tokens.end, ")", match.verb >= 0 ? absl::StrCat("@", match.verb) : ""));
    }
  }
  return absl::StrJoin(found, " ");
}

struct MatchCase {
  const char* name;
  const char* article;
  const char* matches;
};

TEST(PhraseMatcherTest, MatchesPhrases) {
  constexpr MatchCase kCases[] = {
      {.name = "OneWord", .article = "سيعود وفقا للوزير", .matches = "wifqan_li[1,2)"},
      {.name = "Alternative", .article = "طبقا للوزير", .matches = "wifqan_li[0,1)"},
      {.name = "OtherSpelling", .article = "وِفقـاً للوزير", .matches = "wifqan_li[0,1)"},
      {.name = "Conjunction", .article = "ووفقا للوزير", .matches = "wifqan_li[0,1)"},
      {.name = "WithPronoun", .article = "عاد على حد قوله", .matches = "hadd_qawlihi[1,4)"},
      {.name = "SecondAlternativeWithPronoun", .article = "على حد تعبيرهم", .matches = "hadd_qawlihi[0,3)"},
      {.name = "PronounMissing", .article = "على حد قول الوزير", .matches = ""},
      {.name = "LongerThanAPronoun", .article = "على حد قولهماضي", .matches = ""},
      {.name = "AnyVerb", .article = "عاد حسبما ذكرت الوكالة", .matches = "hasabama[1,3)@2"},
      {.name = "VerbWithConjunctionInside", .article = "عاد حسبما وذكرت الوكالة", .matches = ""},
      {.name = "NoVerb", .article = "عاد حسبما الوكالة", .matches = ""},
      {.name = "OneVerb", .article = "أعرب عن أمله", .matches = "araba_an[0,2)@0"},
      {.name = "OneVerbAnyForm", .article = "وستعرب عن أملها", .matches = "araba_an[0,2)@0"},
      {.name = "OtherVerb", .article = "قال عن أمله", .matches = ""},
      {.name = "MustFollow", .article = "كما ورد في البيان", .matches = "kama_warada[0,2)"},
      {.name = "MustFollowMissing", .article = "كما ورد البيان", .matches = ""},
      {.name = "VerbFirst", .article = "وذكر قائلا نعم", .matches = "qala_qailan[0,2)@0"},
      {.name = "VerbWithArticle", .article = "الذكر قائلا نعم", .matches = ""},
      {.name = "NewsroomVoice", .article = "يذكر أن المدينة", .matches = "yudhkar[0,2)"},
      {.name = "NotOverASentence", .article = "عاد كما. ورد في", .matches = ""},
      {.name = "NotOverALine", .article = "على حد\nقوله", .matches = ""},
      {.name = "MarkBetween", .article = "على حد، قوله", .matches = ""},
      {.name = "CutByTheEnd", .article = "على حد", .matches = ""},
      {.name = "Nothing", .article = "عاد الوزير", .matches = ""},
  };
  for (const MatchCase& test : kCases) EXPECT_EQ(Matches(test.article), test.matches) << test.name;
}

TEST(PhraseMatcherTest, NamesTheVerbsReading) {
  const TokenizedText text = Tokenize(Normalize("حسبما ذكرت الوكالة"));
  const AnalyzedText analyzed = AnalyzeWords(text, SmallLexicon(), EmptyDistribution());
  const std::vector<PhraseMatch> matches = PhraseMatcher(SmallLexicon()).MatchesAt(analyzed, 0);
  ASSERT_EQ(matches.size(), 1u);
  ASSERT_NE(matches[0].reading, nullptr);
  EXPECT_EQ(SmallLexicon().lemma(matches[0].reading->lemma).id, "dhakara");
  EXPECT_EQ(matches[0].reading->features.kind, FormKind::kPerfect);
}

// Each shipped phrase, written out with its first alternatives, is found where it begins.
TEST(PhraseMatcherTest, FindsEveryShippedPhraseOfWords) {
  const Lexicon& lexicon = LoadedLexicon();
  const PhraseMatcher matcher(lexicon);
  int checked = 0;
  for (size_t i = 0; i < lexicon.phrases().size(); ++i) {
    const CuePhrase& phrase = lexicon.phrases()[i];
    std::vector<std::string> words;
    for (const CuePhrase::Element& element : phrase.elements) {
      if (element.kind == CuePhrase::Element::Kind::kVerb) break;
      words.push_back(element.words.front() + (element.pronoun ? "ها" : ""));
    }
    if (words.size() != phrase.elements.size()) continue;
    ++checked;
    for (const char* prefix : {"", "و"}) {
      const AnalyzedArticle article(absl::StrCat(prefix, absl::StrJoin(words, " "), " نعم"));
      const std::vector<PhraseMatch> matches = matcher.MatchesAt(article.text(), 0);
      EXPECT_TRUE(std::any_of(matches.begin(), matches.end(),
                              [&](const PhraseMatch& match) { return match.phrase == static_cast<int>(i); }))
          << phrase.id << " in " << article.Text(TokenRange{0, article.size()});
    }
  }
  EXPECT_GT(checked, 0);
}

struct ReadingCase {
  const char* name;
  const char* word;
  const char* features;  // of the most probable reading; empty: none
};

TEST(MostProbableReadingTest, PrefersPlainReadings) {
  constexpr ReadingCase kCases[] = {
      {.name = "PerfectBeforeImperative", .word = "قالت", .features = "perfect.3.f.s.active"},
      {.name = "ActiveBeforePassive", .word = "ذكر", .features = "perfect.3.m.s.active"},
      {.name = "ThirdBeforeFirst", .word = "أعرب", .features = "perfect.3.m.s.active"},
      {.name = "Participle", .word = "قائلا", .features = "active_participle"},
      {.name = "ArticleWantsANoun", .word = "الذكر", .features = "masdar"},
      {.name = "PrepositionWantsANoun", .word = "بقوله", .features = "masdar"},
      {.name = "ArticleOnAVerbAlone", .word = "القال", .features = ""},
      {.name = "Unknown", .word = "منضدة", .features = ""},
  };
  for (const ReadingCase& test : kCases) {
    const TokenizedText text = Tokenize(Normalize(test.word));
    const AnalyzedText analyzed = AnalyzeWords(text, SmallLexicon(), EmptyDistribution());
    const Reading* reading = MostProbableReading(analyzed.words[0]);
    const std::string found = reading == nullptr ? "" : FeatureString(reading->features);
    const std::string expected = test.features;
    EXPECT_EQ(found.substr(0, expected.size()), expected) << test.name << ": " << found;
    EXPECT_EQ(found.empty(), expected.empty()) << test.name << ": " << found;
  }
}

}  // namespace
}  // namespace isnad
