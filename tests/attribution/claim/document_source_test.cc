// Stamps and bylines of agencies, and what only looks like one.
#include "service/attribution/claim/document_source.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

std::string StampOf(const std::string& text) {
  const AnalyzedArticle article(text);
  const std::optional<ByteRange> stamp = FindDocumentSource(article.text(), LoadedLexicon());
  return stamp ? article.Text(*stamp) : "";
}

struct StampCase {
  const char* name;
  const char* article;
  const char* stamp;  // empty: none
};

TEST(DocumentSourceTest, FindsStampsAtTheBeginning) {
  constexpr StampCase kCases[] = {
      {.name = "BracketAndDash",
       .article = "المعرض يعود\nالقاهرة (رويترز) - قال الوزير إن المعرض نجح.",
       .stamp = "(رويترز)"},
      {.name = "BracketWithoutDash",
       .article = "المعرض يعود\nالقاهرة (رويترز) قال الوزير إن المعرض نجح.",
       .stamp = "(رويترز)"},
      {.name = "BracketBehindADate",
       .article = "المعرض يعود\nتونس 11 ديسمبر 2016 (وات) - قال الوزير نعم.",
       .stamp = "(وات)"},
      {.name = "PlaceDashAgency", .article = "المعرض يعود\nباريس - أ.ف.ب: قال الوزير إن المعرض نجح.", .stamp = "أ.ف.ب"},
      {.name = "SpacedLetters",
       .article = "المعرض يعود\nباريس (أ ف ب) - قال الوزير إن المعرض نجح.",
       .stamp = "(أ ف ب)"},
      {.name = "AgencyDashPlace", .article = "المعرض يعود\nواس - الرياض\nقال الوزير إن المعرض نجح.", .stamp = "واس"},
      {.name = "AgencySlash", .article = "المعرض يعود\nالرياض / واس / قال الوزير إن المعرض نجح.", .stamp = "واس"},
      {.name = "LineOfItsOwn", .article = "المعرض يعود\nرويترز\nقال الوزير إن المعرض نجح.", .stamp = "رويترز"},
      {.name = "BehindTheDate",
       .article = "عام / المعرض يعود\n\nجدة 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس\nقال نعم.",
       .stamp = "واس"},
      {.name = "GluedDate",
       .article = "عام / المعرض يعود\nجدة 25 شوال 1436هـ الموافق 10 أغسطس 2015م واس\nقال نعم.",
       .stamp = "واس"},
      {.name = "AdjectiveForAnAgency",
       .article = "المعرض يعود\nباريس - الفرنسية: قال الوزير إن المعرض نجح.",
       .stamp = "الفرنسية"},
      {.name = "NoHeadline", .article = "الدوحة - رويترز: قال الوزير إن المعرض نجح.", .stamp = "رويترز"},
  };
  for (const StampCase& test : kCases) EXPECT_EQ(StampOf(test.article), test.stamp) << test.name;
}

TEST(DocumentSourceTest, FindsStampsAtTheEnd) {
  constexpr StampCase kCases[] = {
      {.name = "Bracket", .article = "المعرض يعود\nقال الوزير إن المعرض نجح. (رويترز)", .stamp = "(رويترز)"},
      {.name = "BracketOnItsLine", .article = "المعرض يعود\nقال الوزير إن المعرض نجح.\n(د ب أ)\n", .stamp = "(د ب أ)"},
      {.name = "BetweenDashes", .article = "المعرض يعود\nقال الوزير إن المعرض نجح.\n-وات-", .stamp = "وات"},
      {.name = "InQuotationMarks", .article = "المعرض يعود\nقال الوزير إن المعرض نجح. «رويترز»", .stamp = "رويترز"},
      {.name = "Adjective", .article = "المعرض يعود\nقال الوزير إن المعرض نجح.\nالفرنسية", .stamp = "الفرنسية"},
      {.name = "BehindTheOutlet",
       .article = "المعرض يعود\nقال الوزير إن المعرض نجح. الضفة - رويترز",
       .stamp = "رويترز"},
      {.name = "Translation",
       .article = "المعرض يعود\nقال الوزير إن المعرض نجح. (ترجمة رويترز)",
       .stamp = "(ترجمة رويترز)"},
      {.name = "Agencies", .article = "المعرض يعود\nقال الوزير إن المعرض نجح. (وكالات)", .stamp = "(وكالات)"},
      {.name = "NamedSource", .article = "المعرض يعود\nقال الوزير إن المعرض نجح.\nالمصدر : رويترز", .stamp = "رويترز"},
  };
  for (const StampCase& test : kCases) EXPECT_EQ(StampOf(test.article), test.stamp) << test.name;
}

TEST(DocumentSourceTest, PassesOverOrdinaryMentions) {
  constexpr StampCase kCases[] = {
      {.name = "Empty", .article = "", .stamp = ""},
      {.name = "NoAgency", .article = "المعرض يعود\nقال الوزير إن المعرض نجح.", .stamp = ""},
      {.name = "HeadlineColonIsASpeaker", .article = "رويترز: المعرض يعود\nقال الوزير إن المعرض نجح.", .stamp = ""},
      {.name = "BracketInsideASentence",
       .article = "المعرض يعود\nقالت وكالة الأنباء الألمانية (د ب أ) إن المعرض نجح.",
       .stamp = ""},
      {.name = "AddresseeInBrackets", .article = "المعرض يعود\nقال الوزير لوكالة (وات) إن المعرض نجح.", .stamp = ""},
      {.name = "SourceAtTheEnd", .article = "المعرض يعود\nنجح المعرض وفقا لرويترز.", .stamp = ""},
      {.name = "NameAtTheEndOfASentence", .article = "المعرض يعود\nنقل الخبر عن وكالة الأناضول.", .stamp = ""},
      {.name = "AdjectiveAtTheEnd", .article = "المعرض يعود\nعاد المعرض إلى المدينة الفرنسية.", .stamp = ""},
      {.name = "CountryOnItsLine", .article = "المعرض يعود\nالبحرين\nقال الوزير إن المعرض نجح.", .stamp = ""},
      {.name = "ReportersByline",
       .article = "المعرض يعود\nالقاهرة: سامي النجار\nقال الوزير إن المعرض نجح.",
       .stamp = ""},
      {.name = "OtherBracket", .article = "المعرض يعود\nقال الوزير إن المعرض نجح. (انتهى)", .stamp = ""},
      {.name = "BracketInTheMiddle",
       .article = "المعرض يعود\nسطر\nسطر\nسطر\nسطر\nقال الوزير نعم (رويترز)\nعاد الزوار إلى المعرض.",
       .stamp = ""},
      {.name = "NameAlone", .article = "رويترز", .stamp = ""},
      {.name = "LettersInsideWords", .article = "المعرض يعود\nعام 2015 في مارس شارك واستمر المعرض", .stamp = ""},
  };
  for (const StampCase& test : kCases) EXPECT_EQ(StampOf(test.article), test.stamp) << test.name;
}

TEST(DocumentSourceTest, SpellingDoesNotMatter) {
  EXPECT_EQ(StampOf("المعرض يعود\n\u200Fالقاهرة (رويـــترز)\u200F - قال نعم."), "(رويـــترز)");
}

}  // namespace
}  // namespace isnad
