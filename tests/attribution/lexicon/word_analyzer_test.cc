// How a written word is split into clitics and a stem, what it may be, and the one class that stands for it. The first
// tests use a small lexicon of their own, so that they say what the analyzer does and not what the data hold; the class
// tests use the shipped data.
#include "service/attribution/lexicon/word_analyzer.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/text/text_hash.h"
#include "service/attribution/token/tokenizer.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

constexpr absl::string_view kVerbs =
    "qala\tstatement\tneutral\t-\tinna,anna,quote\t1\tu\tق و ل\tقال\tقول\n"
    "akkada\tstatement\taffirm\t-\tanna,object\t2\t-\tء ك د\tأكد\tتأكيد\n"
    "alana\tstatement\tneutral\t-\tanna,object\t4\t-\tع ل ن\tأعلن\tإعلان\n"
    "wafaqa\tstatement\tneutral\t-\tanna,object\t3\t-\tو ف ق\tوافق\tموافقة\n"
    "talaba_i\tdirective\tdemand\t-\tobject\t1\tu\tط ل ب\tطلب\tطلب\n"
    "talaba_iii\tdirective\tdemand\t-\tperson\t3\t-\tط ل ب\tطالب\tمطالبة\n"
    "adana\tevaluation\tcriticise\t-\tobject\t4\t-\tد ي ن\tأدان\tإدانة\n"
    "wadda\tdirective\tneutral\t-\tanna\t1\ta\tو د د\tود\tود\n";
constexpr absl::string_view kWords =
    "office\tوزير رئيس\n"
    "organization_noun\tوكالة حكومة شركة\n"
    "preposition\tإلى في وفق\n"
    "document_noun\tبيان\n"
    "medium_noun\tحساب رأي\n"
    "city\tبغداد لندن\n";

const Lexicon& SmallLexicon() {
  static const Lexicon lexicon = *Lexicon::Load({LexiconFile{"verbs.tsv", kVerbs}, LexiconFile{"words.tsv", kWords}});
  return lexicon;
}

// The reading of a word as "conjunction+preposition+al+stem+enclitic".
std::string Split(absl::string_view word, const Distribution& distribution = EmptyDistribution()) {
  const TokenizedText text = Tokenize(Normalize(word));
  const AnalyzedText analyzed = AnalyzeWords(text, SmallLexicon(), distribution);
  if (analyzed.size() != 1) return "(no single token)";
  const Word& w = analyzed.words[0];
  std::string split;
  if (w.conjunction != 0) absl::StrAppend(&split, std::string(1, w.conjunction), "+");
  if (w.preposition != 0) absl::StrAppend(&split, std::string(1, w.preposition), "+");
  if (w.future) absl::StrAppend(&split, "s+");
  if (w.article) absl::StrAppend(&split, "al+");
  absl::StrAppend(&split, w.stem);
  if (w.enclitic != Enclitic::kNone) absl::StrAppend(&split, "+", static_cast<int>(w.enclitic));
  absl::StrAppend(&split, w.entry == nullptr ? "?" : "");
  return split;
}

struct SplitCase {
  const char* name;
  const char* word;
  const char* split;  // "?" at the end: unknown
};

// Pronouns by their numbers in Enclitic: 1 his, 2 her, 3 their, 5 our.
TEST(WordAnalyzerTest, SplitsClitics) {
  constexpr SplitCase kCases[] = {
      {.name = "Bare", .word = "وزير", .split = "وزير"},
      {.name = "WordsOwnWaw", .word = "وكالة", .split = "وكاله"},
      {.name = "Article", .word = "الوزير", .split = "al+وزير"},
      {.name = "Conjunction", .word = "ووزير", .split = "w+وزير"},
      {.name = "ConjunctionAndArticle", .word = "والوزير", .split = "w+al+وزير"},
      {.name = "Feh", .word = "فقال", .split = "f+قال"},
      {.name = "PrepositionBi", .word = "ببيان", .split = "b+بيان"},
      {.name = "PrepositionBiArticle", .word = "بالبيان", .split = "b+al+بيان"},
      {.name = "LamArticle", .word = "للوزير", .split = "l+al+وزير"},
      {.name = "Lam", .word = "لوزير", .split = "l+وزير"},
      {.name = "KafArticle", .word = "كالوزير", .split = "k+al+وزير"},
      {.name = "ConjunctionLamArticle", .word = "وللحكومة", .split = "w+l+al+حكومه"},
      {.name = "TwoWaws", .word = "ووافق", .split = "w+وافق"},
      {.name = "TwoWawsThatAreAPassiveToo", .word = "ووفق", .split = "w+وفق"},
      {.name = "WordsOwnBeh", .word = "بغداد", .split = "بغداد"},
      {.name = "WordsOwnLam", .word = "لندن", .split = "لندن"},
      {.name = "Future", .word = "سيقول", .split = "s+يقول"},
      {.name = "ConjunctionFuture", .word = "وستعلن", .split = "w+s+تعلن"},
      {.name = "NoFutureBeforePerfect", .word = "سقال", .split = "سقال?"},
      {.name = "PronounHis", .word = "وزيره", .split = "وزيره+1"},
      {.name = "PronounHer", .word = "وزيرها", .split = "وزيرها+2"},
      {.name = "PronounTheir", .word = "وزيرهم", .split = "وزيرهم+3"},
      {.name = "PronounOur", .word = "وزيرنا", .split = "وزيرنا+5"},
      {.name = "TehMarbutaBeforePronoun", .word = "وكالتها", .split = "وكالتها+2"},
      {.name = "PrepositionAndPronoun", .word = "لوزيره", .split = "l+وزيره+1"},
      {.name = "VerbWithObject", .word = "أعلنها", .split = "اعلنها+2"},
      {.name = "MasdarWithPronoun", .word = "قوله", .split = "قوله+1"},
      {.name = "TehMarbutaIsNoPronoun", .word = "حسابة", .split = "حسابه?"},
      {.name = "TehMarbutaBehindVerb", .word = "أعلنة", .split = "اعلنه?"},
      {.name = "TehMarbutaBehindTeh", .word = "خوارزميتة", .split = "خوارزميته?"},
      {.name = "FeminineOffice", .word = "وزيرة", .split = "وزيره"},
      {.name = "FeminineOfficeWithArticle", .word = "والوزيرة", .split = "w+al+وزيره"},
      {.name = "FeminineOfficeWithoutDots", .word = "الوزيره", .split = "al+وزيره"},
      {.name = "NoPronounBehindArticle", .word = "الحسابهم", .split = "al+حسابهم?"},
      {.name = "PronounOfAVerbIsNoTehMarbuta", .word = "طالبه", .split = "طالبه+1"},
      {.name = "ConjunctionAndVerbWithPronoun", .word = "وطالبه", .split = "w+طالبه+1"},
      {.name = "TehMarbutaOfAParticiple", .word = "طالبة", .split = "طالبه"},
      {.name = "WawBeforeAVerbIsAConjunction", .word = "وأدان", .split = "w+ادان"},
      {.name = "UnknownArticle", .word = "الخوارزميات", .split = "al+خوارزميات?"},
      {.name = "UnknownLamArticle", .word = "للخوارزميات", .split = "l+al+خوارزميات?"},
      {.name = "UnknownWithPronoun", .word = "خوارزميتهم", .split = "خوارزميتهم+3?"},
      {.name = "UnknownHehIsNoPronoun", .word = "خوارزميه", .split = "خوارزميه?"},
      {.name = "OneLetter", .word = "و", .split = "و?"},
      {.name = "TwoLetters", .word = "ال", .split = "ال?"},
  };
  for (const SplitCase& test : kCases) EXPECT_EQ(Split(test.word), test.split) << test.name;
}

TEST(WordAnalyzerTest, FrequenciesDecideAnUnknownWordsWaw) {
  const absl::StatusOr<Distribution> distribution =
      Distribution::Load("1\t1\t9\tصمود\n1\t1\t3\tوصمود\n1\t1\t9\tورود\n1\t1\t2\tرود\n");
  ASSERT_TRUE(distribution.ok());
  EXPECT_EQ(Split("وصمود", *distribution), "w+صمود?");
  EXPECT_EQ(Split("ورود", *distribution), "ورود?");
  EXPECT_EQ(Split("والمطر", *distribution), "w+al+مطر?") << "a waw before an article is always a conjunction";
}

TEST(WordAnalyzerTest, ConjunctionAndVowelsDoNotChangeTheFormsHash) {
  const AnalyzedArticle article("أكد وأكَّدَ فأكّد أكدت");
  const std::vector<Word>& words = article.text().words;
  ASSERT_EQ(words.size(), 4u);
  EXPECT_EQ(words[0].form_hash, HashText("اكد"));
  EXPECT_EQ(words[1].form_hash, words[0].form_hash);
  EXPECT_EQ(words[2].form_hash, words[0].form_hash);
  EXPECT_NE(words[3].form_hash, words[0].form_hash);
}

struct BaseCase {
  const char* name;
  const char* a;
  const char* b;
  bool same;
};

TEST(WordAnalyzerTest, TheBaseLeavesOutPronounsAndEndingsOfCaseAndPlural) {
  constexpr BaseCase kCases[] = {
      {.name = "PluralInBothCases", .a = "المحللون", .b = "محللين", .same = true},
      {.name = "PluralInConstruct", .a = "المحللون", .b = "محللو", .same = true},
      {.name = "ObliquePluralInConstruct", .a = "المحللين", .b = "محللي", .same = true},
      {.name = "Accusative", .a = "التقرير", .b = "تقريرا", .same = true},
      {.name = "Pronoun", .a = "الوزير", .b = "وزيرهم", .same = true},
      {.name = "PronounBehindTehMarbuta", .a = "الوزارة", .b = "وزارتها", .same = true},
      {.name = "Feminine", .a = "الوزير", .b = "الوزيرة", .same = false},
      {.name = "AnotherNoun", .a = "الوزير", .b = "الوزارة", .same = false},
      {.name = "TooShortForAnEnding", .a = "دين", .b = "دون", .same = false},
  };
  for (const BaseCase& test : kCases) {
    const AnalyzedArticle article(std::string(test.a) + " " + test.b);
    const std::vector<Word>& words = article.text().words;
    ASSERT_EQ(words.size(), 2u) << test.name;
    EXPECT_EQ(words[0].base_hash == words[1].base_hash, test.same) << test.name;
  }
}

TEST(WordAnalyzerTest, AllNumbersAreOneForm) {
  const AnalyzedArticle article("12 ١٩٩٩ 3.5 ثلاثة");
  const std::vector<Word>& words = article.text().words;
  EXPECT_EQ(words[0].form_hash, words[1].form_hash);
  EXPECT_EQ(words[0].form_hash, words[2].form_hash);
  EXPECT_NE(words[0].form_hash, words[3].form_hash);
}

TEST(WordAnalyzerTest, TakesWordClassesOfTheDistribution) {
  const absl::StatusOr<Distribution> distribution = Distribution::Load("5\t77\t9\tقال\n");
  ASSERT_TRUE(distribution.ok());
  const TokenizedText text = Tokenize(Normalize("وقال خرج"));
  const AnalyzedText analyzed = AnalyzeWords(text, SmallLexicon(), *distribution);
  EXPECT_EQ(analyzed.words[0].cluster_coarse, 5);
  EXPECT_EQ(analyzed.words[0].cluster_fine, 77);
  EXPECT_EQ(analyzed.words[1].cluster_coarse, 0);
}

TEST(WordAnalyzerTest, KnowsGenderAndNumberByTheEnding) {
  const AnalyzedArticle article("الوكالة المعلمات مهندسون مهندسين وزير وكالتها");
  const std::vector<Word>& words = article.text().words;
  EXPECT_TRUE(words[0].feminine);
  EXPECT_FALSE(words[0].plural);
  EXPECT_TRUE(words[1].feminine);
  EXPECT_TRUE(words[1].plural);
  EXPECT_TRUE(words[2].plural);
  EXPECT_FALSE(words[2].feminine);
  EXPECT_TRUE(words[3].plural);
  EXPECT_FALSE(words[4].feminine || words[4].plural);
  EXPECT_FALSE(words[5].feminine) << "the pronoun hides the ending";
}

TEST(WordAnalyzerTest, OutsideTheTextIsAClassOfItsOwn) {
  const AnalyzedArticle article("قال");
  EXPECT_EQ(article.text().At(-1).coarse, CoarseClass::kOutside);
  EXPECT_EQ(article.text().At(1).coarse, CoarseClass::kOutside);
  EXPECT_EQ(&article.text().At(0), &article.text().words[0]);
}

struct ClassCase {
  const char* word;
  CoarseClass coarse;
};

TEST(CoarseClassTest, SaysWhatAWordMostProbablyDoes) {
  constexpr ClassCase kCases[] = {
      {.word = "،", .coarse = CoarseClass::kComma},
      {.word = "؛", .coarse = CoarseClass::kComma},
      {.word = "؟", .coarse = CoarseClass::kStop},
      {.word = "…", .coarse = CoarseClass::kStop},
      {.word = ":", .coarse = CoarseClass::kColon},
      {.word = "«", .coarse = CoarseClass::kQuoteMark},
      {.word = "(", .coarse = CoarseClass::kBracket},
      {.word = "–", .coarse = CoarseClass::kDash},
      {.word = "٪", .coarse = CoarseClass::kOtherMark},
      {.word = "٢٠", .coarse = CoarseClass::kNumber},
      {.word = "CNN", .coarse = CoarseClass::kLatin},
      {.word = "وقال", .coarse = CoarseClass::kReportingFinite},
      {.word = "وأكد", .coarse = CoarseClass::kReportingFinite},
      {.word = "ستعلن", .coarse = CoarseClass::kReportingFinite},
      {.word = "مؤكدا", .coarse = CoarseClass::kReportingParticiple},
      {.word = "أن", .coarse = CoarseClass::kComplementizer},
      {.word = "بأنها", .coarse = CoarseClass::kComplementizer},
      {.word = "في", .coarse = CoarseClass::kPreposition},
      {.word = "بين", .coarse = CoarseClass::kPreposition},
      {.word = "التي", .coarse = CoarseClass::kRelative},
      {.word = "هؤلاء", .coarse = CoarseClass::kDemonstrative},
      {.word = "هما", .coarse = CoarseClass::kPronoun},
      {.word = "لأن", .coarse = CoarseClass::kSubordinator},
      {.word = "لم", .coarse = CoarseClass::kNegation},
      {.word = "كانت", .coarse = CoarseClass::kAuxiliary},
      {.word = "الخميس", .coarse = CoarseClass::kTime},
      {.word = "نوفمبر", .coarse = CoarseClass::kTime},
      {.word = "الوزير", .coarse = CoarseClass::kOffice},
      {.word = "مصادر", .coarse = CoarseClass::kAnonymousNoun},
      {.word = "وزارة", .coarse = CoarseClass::kOrganizationNoun},
      {.word = "الحكومة", .coarse = CoarseClass::kGovernmentNoun},
      {.word = "صحيفة", .coarse = CoarseClass::kMediaNoun},
      {.word = "لرويترز", .coarse = CoarseClass::kAgencyName},
      {.word = "السودان", .coarse = CoarseClass::kPlaceName},
      {.word = "الفرنسية", .coarse = CoarseClass::kNationality},
      {.word = "مصطفى", .coarse = CoarseClass::kGivenName},
      {.word = "المجاورة", .coarse = CoarseClass::kArticleFeminine},
      {.word = "البلورات", .coarse = CoarseClass::kArticlePlural},
      {.word = "المسرحي", .coarse = CoarseClass::kArticleNisba},
      {.word = "يتدحرج", .coarse = CoarseClass::kVerbLike},
      {.word = "بلورة", .coarse = CoarseClass::kFeminine},
  };
  for (const ClassCase& test : kCases) {
    const AnalyzedArticle article(test.word);
    ASSERT_EQ(article.size(), 1) << test.word;
    EXPECT_EQ(static_cast<int>(article.text().words[0].coarse), static_cast<int>(test.coarse)) << test.word;
  }
}

TEST(CoarseClassTest, ANounWithArticleIsNoVerb) {
  // "al-qawl" has the stem of a verb's noun, "al-dhikr" that of a verb.
  const AnalyzedArticle article("القول الذكر");
  for (const Word& word : article.text().words) EXPECT_NE(word.coarse, CoarseClass::kReportingFinite);
}

}  // namespace
}  // namespace isnad
