// The words that tell who is meant, and how many of them two phrases share.
#include "service/attribution/source/telling_words.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

struct TellingCase {
  const char* name;
  const char* phrase;
  int words;
};

TEST(TellingWordsTest, AreNoClosedClassesTimesOrSingleLetters) {
  constexpr TellingCase kCases[] = {
      {.name = "Name", .phrase = "سامي النجار", .words = 2},
      {.name = "TitleAndName", .phrase = "الوزير سامي النجار", .words = 3},
      {.name = "Preposition", .phrase = "المدير في طنجة", .words = 2},
      {.name = "Conjunction", .phrase = "المدير أو الوزير", .words = 2},
      {.name = "NameParticle", .phrase = "خالد بن سلمان", .words = 2},
      {.name = "Pronoun", .phrase = "هو", .words = 0},
      {.name = "Demonstrative", .phrase = "هذا الوزير", .words = 1},
      {.name = "Time", .phrase = "الوزير أمس الخميس", .words = 1},
      {.name = "Number", .phrase = "25 وزيرا", .words = 1},
      {.name = "Marks", .phrase = "صحيفة «الحياة»", .words = 2},
      {.name = "SingleLetter", .phrase = "د سامي", .words = 1},
  };
  for (const TellingCase& test : kCases) {
    const AnalyzedArticle article(test.phrase);
    EXPECT_EQ(TellingWords(article.text(), {0, article.size()}), test.words) << test.name;
  }
}

struct SharedCase {
  const char* name;
  const char* a;
  const char* b;
  int words;
};

TEST(SharedWordsTest, CountTellingWordsByStem) {
  constexpr SharedCase kCases[] = {
      {.name = "Name", .a = "الوزير سامي النجار", .b = "مدير سامي النجار", .words = 2},
      {.name = "Nothing", .a = "سامي النجار", .b = "خالد الحداد", .words = 0},
      {.name = "WithAndWithoutArticle", .a = "الوزير", .b = "وزير الثقافة", .words = 1},
      {.name = "CaseEndingsOfAPlural", .a = "المحللون", .b = "محللين كنديين", .words = 1},
      {.name = "WithAndWithoutConjunction", .a = "وسامي", .b = "سامي النجار", .words = 1},
      {.name = "NotAPreposition", .a = "المدير في طنجة", .b = "الوزير في فاس", .words = 0},
      {.name = "EachWordOfTheFirstOnce", .a = "النجار", .b = "النجار ثم النجار", .words = 1},
  };
  for (const SharedCase& test : kCases) {
    const std::string both = std::string(test.a) + ". " + test.b;
    const AnalyzedArticle article(both);
    const TokenRange b = {article.Tokens(test.a).end + 1, article.size()};
    EXPECT_EQ(SharedWords(article.text(), article.Tokens(test.a), b), test.words) << test.name;
  }
}

}  // namespace
}  // namespace isnad
