// What an article says again, and what stands beside it there.
#include "service/attribution/span/recurrence.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

TEST(RecurrenceTest, CountsOtherPlacesAndTheirNeighbours) {
  const AnalyzedArticle article("قال نديم الشامي أمس. وصل نديم الشامي غدا. قال نديم وغادر.");
  const Recurrence recurrence(article.text());
  const OtherPlaces& first = recurrence.At(article.Token("نديم"));
  EXPECT_EQ(first.count, 2);
  EXPECT_EQ(first.same_behind, 1) << "not in the third sentence";
  EXPECT_EQ(first.same_before, 1) << "not in the second sentence";
  EXPECT_EQ(first.behind_verb, 1);
  EXPECT_EQ(first.before_verb, 0);
  EXPECT_EQ(recurrence.At(article.Token("الشامي", 1)).same_before, 1);
}

TEST(RecurrenceTest, ComparesStems) {
  const AnalyzedArticle article("سفينة الشركة وسفينة شركة");
  const Recurrence recurrence(article.text());
  EXPECT_EQ(recurrence.At(0).count, 1) << "a conjunction in front makes no other word";
  EXPECT_EQ(recurrence.At(0).same_behind, 1) << "nor does an article";
}

TEST(RecurrenceTest, PassesOverMarksNumbersAndSingleLetters) {
  const AnalyzedArticle article("نديم، 12 م، 12 م، سليم");
  const Recurrence recurrence(article.text());
  for (int i = 0; i < article.size(); ++i) EXPECT_EQ(recurrence.At(i).count, 0) << i;
}

struct PlacesCase {
  const char* name;
  const char* phrase;
  int places;
};

TEST(RecurrenceTest, FindsWholePhrases) {
  const AnalyzedArticle article("نديم الشامي بكر حضر. نديم الشامي غادر. نديم");
  const Recurrence recurrence(article.text());
  constexpr PlacesCase kCases[] = {
      {.name = "Word", .phrase = "نديم", .places = 2},
      {.name = "TwoWords", .phrase = "نديم الشامي", .places = 1},
      {.name = "NeverAgain", .phrase = "نديم الشامي بكر", .places = 0},
      {.name = "Once", .phrase = "غادر", .places = 0},
  };
  for (const PlacesCase& test : kCases) {
    EXPECT_EQ(recurrence.Places(article.Tokens(test.phrase)), test.places) << test.name;
  }
}

TEST(RecurrenceTest, CountsNoMoreThanItSays) {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "نديم ";
  const AnalyzedArticle article(words);
  const Recurrence recurrence(article.text());
  EXPECT_EQ(recurrence.At(0).count, Recurrence::kPlacesMax);
  EXPECT_LE(recurrence.Places({0, 2}), Recurrence::kPlacesMax);
}

TEST(RecurrenceTest, OutsideTheTextIsNothing) {
  const AnalyzedArticle article("نديم نديم");
  const Recurrence recurrence(article.text());
  EXPECT_EQ(recurrence.At(-1).count, 0);
  EXPECT_EQ(recurrence.At(article.size()).count, 0);
  EXPECT_EQ(Recurrence().At(0).count, 0);
}

TEST(RecurrenceTest, APhraseThatEndsOutsideTheTextIsNowhere) {
  const AnalyzedArticle article("نديم الشامي، نديم الشامي");
  const Recurrence recurrence(article.text());
  EXPECT_EQ(recurrence.Places({3, 5}), 1);
  EXPECT_EQ(recurrence.Places({3, 6}), 0);
}

TEST(ShareTest, TellsNoneSomeAndAll) {
  EXPECT_EQ(Share(0, 0), 0u);
  EXPECT_EQ(Share(0, 3), 1u);
  EXPECT_EQ(Share(2, 3), 2u);
  EXPECT_EQ(Share(3, 3), 3u);
}

}  // namespace
}  // namespace isnad
