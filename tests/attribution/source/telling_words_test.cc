// What mentions have in common: the first place of the same words, and the words that tell who is meant.
#include <string>

#include "gtest/gtest.h"
#include "service/attribution/source/antecedent.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

struct OccurrenceCase {
  const char* name;
  const char* article;
  const char* phrase;
  int occurrence;
  const char* first;
  int first_occurrence;
};

TEST(FirstOccurrenceTest, IsTheFirstPlaceOfTheSameWords) {
  constexpr OccurrenceCase kCases[] = {
      {.name = "Twice",
       .article = "عاد سامي النجار ثم خرج سامي النجار",
       .phrase = "سامي النجار",
       .occurrence = 1,
       .first = "سامي النجار",
       .first_occurrence = 0},
      {.name = "TheFirstOfThree",
       .article = "عاد النجار ثم خرج النجار ثم عاد النجار",
       .phrase = "النجار",
       .occurrence = 2,
       .first = "النجار",
       .first_occurrence = 0},
      {.name = "Once",
       .article = "عاد سامي الحداد ثم خرج سامي النجار",
       .phrase = "سامي النجار",
       .occurrence = 0,
       .first = "سامي النجار",
       .first_occurrence = 0},
      {.name = "NotALaterOne",
       .article = "عاد سامي النجار ثم خرج سامي النجار",
       .phrase = "سامي النجار",
       .occurrence = 0,
       .first = "سامي النجار",
       .first_occurrence = 0},
      {.name = "NotByTheLastWordAlone",
       .article = "عاد خالد النجار ثم خرج سامي النجار",
       .phrase = "سامي النجار",
       .occurrence = 0,
       .first = "سامي النجار",
       .first_occurrence = 0},
      {.name = "BehindAConjunction",
       .article = "عاد خالد وسامي النجار ثم خرج سامي النجار",
       .phrase = "سامي النجار",
       .occurrence = 1,
       .first = "وسامي النجار",
       .first_occurrence = 0},
  };
  for (const OccurrenceCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    EXPECT_EQ(FirstOccurrence(article.text(), IndexStems(article.text()), article.Tokens(test.phrase, test.occurrence)),
              article.Tokens(test.first, test.first_occurrence))
        << test.name;
  }
}

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
