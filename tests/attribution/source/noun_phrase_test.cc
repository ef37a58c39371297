// Where a phrase that may name a speaker ends, and that a range falls into such phrases.
#include "service/attribution/source/noun_phrase.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct PhraseCase {
  const char* name;
  const char* article;
  const char* begin;   // the word that the phrase begins at
  const char* phrase;  // empty: none begins there
};

TEST(NounPhraseTest, BeginsAtNounsAndNamesAndEndsBeforeWhatIsNoPartOfThem) {
  constexpr PhraseCase kCases[] = {
      {.name = "EndsAtAVerb", .article = "وزير الثقافة قال إن المعرض نجح", .begin = "وزير", .phrase = "وزير الثقافة"},
      {.name = "EndsAtAnAuxiliary", .article = "وزير الثقافة كان هنا", .begin = "وزير", .phrase = "وزير الثقافة"},
      {.name = "EndsAtAPreposition", .article = "رئيس البلدية في طنجة", .begin = "رئيس", .phrase = "رئيس البلدية"},
      {.name = "EndsAtAFusedPreposition",
       .article = "رئيس البلدية بمدينة طنجة",
       .begin = "رئيس",
       .phrase = "رئيس البلدية"},
      {.name = "EndsAtAFusedConjunction",
       .article = "وزير الثقافة ومدير المتحف",
       .begin = "وزير",
       .phrase = "وزير الثقافة"},
      {.name = "EndsAtARelative", .article = "وزير الثقافة الذي عاد", .begin = "وزير", .phrase = "وزير الثقافة"},
      {.name = "EndsAtAComma", .article = "مدير المتحف، سامي النجار", .begin = "مدير", .phrase = "مدير المتحف"},
      {.name = "EndsAtABracket", .article = "مدير المتحف (سامي)", .begin = "مدير", .phrase = "مدير المتحف"},
      {.name = "EndsAtAColon", .article = "مدير المتحف: سنعود", .begin = "مدير", .phrase = "مدير المتحف"},
      {.name = "EndsAtDigits", .article = "مدير المتحف 25 زائرا", .begin = "مدير", .phrase = "مدير المتحف"},
      {.name = "EndsAtANumberWord", .article = "مدير المتحف خمسون", .begin = "مدير", .phrase = "مدير المتحف"},
      {.name = "EndsWithTheSentence", .article = "عاد المدير\nسامي هنا", .begin = "المدير", .phrase = "المدير"},
      {.name = "EndsWithTheArticle", .article = "عاد المدير سامي", .begin = "المدير", .phrase = "المدير سامي"},
      {.name = "TitleNationalityAndName",
       .article = "التقى وزير الخارجية المصري سامي النجار في القاهرة",
       .begin = "وزير",
       .phrase = "وزير الخارجية المصري سامي النجار"},
      {.name = "NameParticles",
       .article = "عاد الأمير خالد بن سلمان إلى جدة",
       .begin = "الأمير",
       .phrase = "الأمير خالد بن سلمان"},
      {.name = "BeginsBehindItsConjunction",
       .article = "عاد الوزير ومدير المتحف إلى جدة",
       .begin = "ومدير",
       .phrase = "ومدير المتحف"},
      {.name = "QuotedName",
       .article = "زار صحيفة «الفجر الجديد» المحلية في طنجة",
       .begin = "صحيفة",
       .phrase = "صحيفة «الفجر الجديد» المحلية"},
      {.name = "NotAQuotedSpeech",
       .article = "شعار المدير «سنعود إلى القرية مع الجميع في الربيع القادم»",
       .begin = "المدير",
       .phrase = "المدير"},
      {.name = "NoneAtAVerb", .article = "قال الوزير", .begin = "قال", .phrase = ""},
      {.name = "NoneAtAPreposition", .article = "في القاهرة", .begin = "في", .phrase = ""},
      {.name = "NoneAtAMark", .article = "عاد: الوزير", .begin = ":", .phrase = ""},
      {.name = "NoneAtANumber", .article = "عاد 25 زائرا", .begin = "25", .phrase = ""},
      {.name = "NoneAtAQuantifier", .article = "عاد جميع الوزراء", .begin = "جميع", .phrase = ""},
      {.name = "NoneAtAPronoun", .article = "هو الوزير", .begin = "هو", .phrase = ""},
  };
  for (const PhraseCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    EXPECT_EQ(article.Text(NounPhraseAt(article.text(), article.Token(test.begin))), test.phrase) << test.name;
  }
}

TEST(NounPhraseTest, NoneOutsideTheArticle) {
  const AnalyzedArticle article("مدير المتحف");
  EXPECT_TRUE(NounPhraseAt(article.text(), -1).empty());
  EXPECT_TRUE(NounPhraseAt(article.text(), article.size()).empty());
  EXPECT_FALSE(NounPhraseAt(article.text(), 0).empty());
}

TEST(NounPhraseTest, IsBoundedHoweverManyNamesFollow) {
  std::string names = "السيد";
  for (int i = 0; i < 100; ++i) names += " محمد";
  const AnalyzedArticle article(names);
  const TokenRange phrase = NounPhraseAt(article.text(), 0);
  EXPECT_GT(phrase.size(), 4);
  EXPECT_LT(phrase.size(), 40);
}

std::vector<std::string> Phrases(const AnalyzedArticle& article, TokenRange range) {
  std::vector<std::string> phrases;
  for (const TokenRange phrase : NounPhrases(article.text(), range)) phrases.push_back(article.Text(phrase));
  return phrases;
}

constexpr char kMeeting[] = "عاد وزير الثقافة إلى القاهرة مع مدير المتحف، ومعه السفير الفرنسي.";

TEST(NounPhrasesTest, AllInTextOrder) {
  const AnalyzedArticle article(kMeeting);
  EXPECT_THAT(Phrases(article, article.Tokens("وزير الثقافة إلى القاهرة")), ElementsAre("وزير الثقافة", "القاهرة"));
  EXPECT_THAT(Phrases(article, article.Tokens("مدير المتحف، ومعه السفير الفرنسي")),
              ::testing::IsSupersetOf({"مدير المتحف", "السفير الفرنسي"}));
}

TEST(NounPhrasesTest, StayInsideTheRange) {
  const AnalyzedArticle article(kMeeting);
  EXPECT_THAT(Phrases(article, article.Tokens("وزير")), ElementsAre("وزير"));
  EXPECT_THAT(Phrases(article, article.Tokens("الثقافة إلى")), ElementsAre("الثقافة"));
  EXPECT_THAT(Phrases(article, article.Tokens("إلى")), IsEmpty());
  EXPECT_THAT(Phrases(article, {3, 3}), IsEmpty());
}

TEST(NounPhrasesTest, AreApart) {
  const AnalyzedArticle article(kMeeting);
  int end = 0;
  const std::vector<TokenRange> phrases = NounPhrases(article.text(), {0, article.size()});
  EXPECT_GE(phrases.size(), 4u);
  for (const TokenRange phrase : phrases) {
    EXPECT_FALSE(phrase.empty());
    EXPECT_GE(phrase.begin, end);
    end = phrase.end;
  }
}

}  // namespace
}  // namespace isnad
