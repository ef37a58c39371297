#include "client/text_printer.h"

#include <string>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "client/display_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/hand_made_response.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(FormatAsText, PrintsTheWholePage) {
  const char* expected = R"(4 claims from 2 sources: harbour
carried from: رويترز

[1] indirect statement, confidence 0.88
    source: وكالة رويترز
    cue: نقلت
    claim:
      عن مسؤول في الميناء قوله إن الرصيف مغلق

[2] indirect statement, inside claim 1, confidence 0.50
    source: مسؤول في الميناء
    mentioned as: مسؤول
    through: وكالة رويترز
    cue: قوله
    claim:
      الرصيف مغلق

[3] mixed statement, stance deny, negative, confidence 0.25
    source, implied: مسؤول في الميناء
    cue: نافيا
    claim:
      وقوع أي خسائر

[4] indirect belief, stance expect, hypothetical, confidence 1.00
    source: none named
    cue: من المتوقع
    claim:
      يعود العمل غدا

sources:
  agency, 1 mention: وكالة رويترز
    known as: رويترز
  anonymous, 2 mentions: مسؤول في الميناء

)";
  EXPECT_EQ(FormatAsText(HandMadeResponse(), TextStyle{}), expected);
}

TEST(FormatAsText, SaysThatNothingIsAttributed) {
  v1::ExtractAttributionsResponse response;
  response.set_article_id("empty");
  EXPECT_EQ(FormatAsText(response, TextStyle{}), "no attributed claims: empty\n\n");
}

TEST(FormatAsText, SaysWhatWasLeftOut) {
  v1::ExtractAttributionsResponse response = HandMadeResponse();
  response.set_text_omitted(true);
  response.set_claims_omitted(1);
  std::string page = FormatAsText(response, TextStyle{});
  EXPECT_THAT(page, HasSubstr("too large to repeat the article's words\n"));
  EXPECT_THAT(page, HasSubstr("1 further claim left out\n"));
}

TEST(FormatAsText, KeepsEveryLineInTheWidth) {
  v1::ExtractAttributionsResponse response = HandMadeResponse();
  response.mutable_claims(0)->set_text(
      "هذه جملة طويلة كتبت لتختبر كيف تطوى السطور في نافذة ضيقة دون أن تضيع منها كلمة واحدة مهما صغرت");
  response.mutable_sources(0)->set_name("وكالة الأنباء التي لا يعرف أحد كيف صار اسمها بهذا الطول كله");
  for (int columns : {40, 57, 80}) {
    TextStyle style;
    style.columns = columns;
    for (absl::string_view line : absl::StrSplit(FormatAsText(response, style), '\n')) {
      bool heading = absl::StartsWith(line, "[");  // ASCII; a terminal may break it where it likes
      EXPECT_TRUE(heading || DisplayColumns(line) <= columns) << line;
    }
  }
}

TEST(FormatAsText, EndsLinesWithTheirArabic) {
  for (absl::string_view line : absl::StrSplit(FormatAsText(HandMadeResponse(), TextStyle{}), '\n')) {
    if (!HasRightToLeft(line)) continue;
    EXPECT_TRUE(HasRightToLeft(line.substr(line.rfind(' ') + 1))) << line;
  }
}

TEST(FormatAsText, IsolatesArabicWhereAsked) {
  TextStyle style;
  style.isolates = true;
  std::string page = FormatAsText(HandMadeResponse(), style);
  EXPECT_THAT(page, HasSubstr("    cue: \u2067نقلت\u2069\n"));
  EXPECT_THAT(page, HasSubstr("      \u2067الرصيف مغلق\u2069\n"));
  EXPECT_THAT(page, HasSubstr(": harbour\n")) << "Latin text needs none";
}

TEST(FormatAsText, ColorsWhereAsked) {
  TextStyle style;
  style.colors = true;
  std::string page = FormatAsText(HandMadeResponse(), style);
  EXPECT_THAT(page, HasSubstr("    cue: \x1b[33mنقلت\x1b[0m\n"));
  EXPECT_THAT(page, HasSubstr("    source: \x1b[36mوكالة رويترز\x1b[0m\n"));
  EXPECT_THAT(FormatAsText(HandMadeResponse(), TextStyle{}), Not(HasSubstr("\x1b")));
}

TEST(FormatAsText, AnArticleCannotSteerTheTerminal) {
  v1::ExtractAttributionsResponse response = HandMadeResponse();
  response.mutable_claims(0)->set_text("قال\x1b]0;title\x07 \u202Eشيئا");
  response.mutable_claims(0)->mutable_cue()->set_text("\x1b[2Jقال");
  response.set_article_id("\x1b[2J");
  std::string page = FormatAsText(response, TextStyle{});
  EXPECT_THAT(page, Not(HasSubstr("\x1b")));
  EXPECT_THAT(page, Not(HasSubstr("\u202E")));
}

TEST(FormatAsText, NamesASourceThatIsNotListedByItsId) {
  v1::ExtractAttributionsResponse response = HandMadeResponse();
  response.mutable_claims(0)->mutable_source()->set_source_id(7);
  EXPECT_THAT(FormatAsText(response, TextStyle{}), HasSubstr("    source: source 7\n"));
}

}  // namespace
}  // namespace isnad
