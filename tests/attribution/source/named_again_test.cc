// Where the bearer of a phrase is named again, and what only looks like it.
#include "service/attribution/source/named_again.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

using ::testing::ElementsAreArray;

struct AgainCase {
  const char* name;
  const char* article;
  const char* phrase;
  int occurrence;
  std::vector<std::string> places;  // all of them, in text order, the phrase itself included
};

TEST(NamedAgainTest, FindsTheSameBearer) {
  const AgainCase kCases[] = {
      {.name = "FullNameOfALastName",
       .article = "عاد المدير سامي النجار إلى طنجة.\nقال النجار إنه سعيد",
       .phrase = "النجار",
       .occurrence = 1,
       .places = {"المدير سامي النجار", "النجار"}},
      {.name = "LastNameOfAFullName",
       .article = "عاد المدير سامي النجار إلى طنجة.\nقال النجار إنه سعيد",
       .phrase = "المدير سامي النجار",
       .occurrence = 0,
       .places = {"المدير سامي النجار", "النجار"}},
      {.name = "NotWithAnotherGivenName",
       .article = "عاد خالد النجار ثم خرج سامي النجار",
       .phrase = "سامي النجار",
       .occurrence = 0,
       .places = {"سامي النجار"}},
      {.name = "SameWordsOfABody",
       .article = "أعلنت وزارة الثقافة ذلك. وعادت وزارة الثقافة",
       .phrase = "وزارة الثقافة",
       .occurrence = 1,
       .places = {"وزارة الثقافة", "وزارة الثقافة"}},
      {.name = "NotInALongerIdafa",
       .article = "قال وزير حركة النهضة. وعادت حركة النهضة",
       .phrase = "حركة النهضة",
       .occurrence = 1,
       .places = {"حركة النهضة"}},
      {.name = "OfficeBehindItsName",
       .article = "عاد سامي النجار وزير الثقافة المصري.\nقال وزير الثقافة إنه سعيد",
       .phrase = "وزير الثقافة",
       .occurrence = 1,
       .places = {"سامي النجار وزير الثقافة المصري", "وزير الثقافة"}},
      {.name = "NameInMarksBehindANoun",
       .article = "ذكرت صحيفة «البيان الجديد» ذلك.\nوقالت البيان الجديد إنها سعيدة",
       .phrase = "البيان الجديد",
       .occurrence = 1,
       .places = {"البيان الجديد"}},
      {.name = "PlaceByItself",
       .article = "عادت تونس إلى القرية. وقالت تونس إنها سعيدة",
       .phrase = "تونس",
       .occurrence = 1,
       .places = {"تونس", "تونس"}},
      {.name = "GenericWordsAreNoNames",
       .article = "عاد وزير الثقافة.\nقال الوزير إنه سعيد",
       .phrase = "الوزير",
       .occurrence = 0,
       .places = {"الوزير"}},
  };
  for (const AgainCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    std::vector<std::string> places;
    const TokenRange phrase = article.Tokens(test.phrase, test.occurrence);
    for (const TokenRange place : NamedAgain(article.text(), IndexStems(article.text()), phrase)) {
      places.push_back(article.Text(place));
    }
    EXPECT_THAT(places, ElementsAreArray(test.places)) << test.name;
  }
}

TEST(NamedAgainTest, PlacesAreApartAndInOrder) {
  std::string names;
  for (int i = 0; i < 200; ++i) names += "عاد المدير سامي النجار. ";
  const AnalyzedArticle article(names);
  const std::vector<TokenRange> places =
      NamedAgain(article.text(), IndexStems(article.text()), article.Tokens("سامي النجار", 3));
  EXPECT_GT(places.size(), 10u);
  EXPECT_LE(static_cast<int>(places.size()), kMentionsMax);
  int end = 0;
  for (const TokenRange place : places) {
    EXPECT_GE(place.begin, end);
    end = place.end;
  }
}

TEST(NamedAgainTest, NobodyIsNamedNowhere) {
  const AnalyzedArticle article("عاد المدير");
  EXPECT_TRUE(NamedAgain(article.text(), IndexStems(article.text()), {}).empty());
}

}  // namespace
}  // namespace isnad
