// Which words of a phrase are a person's name, and where the description of the person begins.
#include "service/attribution/source/person_name.h"

#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

struct NameCase {
  const char* name;
  const char* phrase;
  const char* person;  // empty: none
};

TEST(PersonNameTest, IsTheFirstRunOfNameWords) {
  constexpr NameCase kCases[] = {
      {.name = "Alone", .phrase = "سامي النجار", .person = "سامي النجار"},
      {.name = "BehindAnOfficeAndAPlace", .phrase = "رئيس تونس سامي النجار", .person = "سامي النجار"},
      {.name = "BeforeAnOffice", .phrase = "سامي النجار مدير المتحف", .person = "سامي النجار"},
      {.name = "WithParticles", .phrase = "الأمير خالد بن سلمان", .person = "خالد بن سلمان"},
      {.name = "ADivineNameBehindAName", .phrase = "نصر الله", .person = "نصر الله"},
      {.name = "WithArticleBehindATitle", .phrase = "الشيخ العاطي", .person = "العاطي"},
      {.name = "WithArticleBehindALetterForATitle", .phrase = "د. العاطي", .person = "العاطي"},
      {.name = "NotALetter", .phrase = "د", .person = ""},
      {.name = "NotOfABody", .phrase = "وزارة سامي النجار", .person = ""},
      {.name = "AnOfficeAlone", .phrase = "وزير الخارجية المصري", .person = ""},
  };
  for (const NameCase& test : kCases) {
    const AnalyzedArticle article(test.phrase);
    EXPECT_EQ(article.Text(PersonName(article.text(), {0, article.size()})), test.person) << test.name;
  }
}

struct DescriptionCase {
  const char* name;
  const char* phrase;
  const char* person;
  const char* described;  // from the description's begin to the end of the name
};

TEST(DescriptionBeginTest, IsTheFirstOfficeOrTheWordsWithArticleBeforeTheName) {
  constexpr DescriptionCase kCases[] = {
      {.name = "Office",
       .phrase = "زيارة وزير الثقافة سامي النجار",
       .person = "سامي النجار",
       .described = "وزير الثقافة سامي النجار"},
      {.name = "WordsWithArticle",
       .phrase = "كتاب الشاعر المصري سامي النجار",
       .person = "سامي النجار",
       .described = "الشاعر المصري سامي النجار"},
      {.name = "None", .phrase = "كتاب سامي النجار", .person = "سامي النجار", .described = "سامي النجار"},
  };
  for (const DescriptionCase& test : kCases) {
    const AnalyzedArticle article(test.phrase);
    const TokenRange person = article.Tokens(test.person);
    const int begin = DescriptionBegin(article.text(), {0, article.size()}, person);
    EXPECT_EQ(article.Text(TokenRange{begin, person.end}), test.described) << test.name;
  }
}

}  // namespace
}  // namespace isnad
