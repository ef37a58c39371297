// Medium, venue, addressee and time between the parts of an attribution. Sentences are made up.
#include "service/attribution/claim/circumstances.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

std::string Describe(const AnalyzedArticle& article, const AttributionSpan& span) {
  constexpr absl::string_view kNames[] = {"medium", "venue", "addressee", "time"};
  std::vector<std::string> found;
  for (const Circumstance& circumstance : FindCircumstances(article.text(), span)) {
    found.push_back(absl::StrCat(kNames[static_cast<int>(circumstance.kind)], ": ", article.Text(circumstance.range)));
  }
  return absl::StrJoin(found, " | ");
}

struct CircumstanceCase {
  const char* name;
  const char* article;
  const char* cue;
  const char* source;  // empty: none
  std::vector<std::string> content;
  const char* circumstances;
};

void ExpectCircumstances(const std::vector<CircumstanceCase>& cases) {
  for (const CircumstanceCase& test : cases) {
    SCOPED_TRACE(test.name);
    const AnalyzedArticle article(test.article);
    const AttributionSpan span = MakeSpan(article, MakeCue(article, test.cue), test.source, test.content);
    EXPECT_EQ(Describe(article, span), test.circumstances);
  }
}

TEST(CircumstancesTest, FindsMediums) {
  ExpectCircumstances({
      {.name = "Statement",
       .article = "قال الوزير في بيان إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "medium: في بيان"},
      {.name = "WithAdjective",
       .article = "قال الوزير، في تصريح صحفي، إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "medium: في تصريح صحفي"},
      {.name = "SocialMedia",
       .article = "كتب الوزير على تويتر أن المعرض نجح",
       .cue = "كتب",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "medium: على تويتر"},
      {.name = "QuotedName",
       .article = "كتب الوزير على «تويتر» أن المعرض نجح",
       .cue = "كتب",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "medium: على «تويتر»"},
      {.name = "OwnAccount",
       .article = "أعلن الوزير عبر حسابه الرسمي أن المعرض نجح",
       .cue = "أعلن",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "medium: عبر حسابه الرسمي"},
      {.name = "ThroughAnything",
       .article = "أعلن الوزير من خلال رفاقه أن المعرض نجح",
       .cue = "أعلن",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "medium: من خلال رفاقه"},
      {.name = "BeforeTheSource",
       .article = "قال في بيان وزير الثقافة إن المعرض نجح",
       .cue = "قال",
       .source = "وزير الثقافة",
       .content = {"المعرض نجح"},
       .circumstances = "medium: في بيان"},
      {.name = "GovernedPrepositionStaysOut",
       .article = "أشار الوزير في كلمة له إلى أن المعرض نجح",
       .cue = "أشار",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "medium: في كلمة له"},
      {.name = "EndOfASpeech",
       .article = "أعلن الوزير في ختام حديثه أن المعرض نجح",
       .cue = "أعلن",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "medium: في ختام حديثه"},
  });
}

TEST(CircumstancesTest, FindsVenues) {
  ExpectCircumstances({
      {.name = "PressConference",
       .article = "قال الوزير في مؤتمر صحفي إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "venue: في مؤتمر صحفي"},
      {.name = "During",
       .article = "أكد الوزير خلال لقاء مع طلاب المدرسة أن المعرض نجح",
       .cue = "أكد",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "venue: خلال لقاء مع طلاب المدرسة"},
      {.name = "PlaceBelongsToTheVenue",
       .article = "قال الوزير في ندوة في القاهرة إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "venue: في ندوة في القاهرة"},
      {.name = "OnTheMargin",
       .article = "قال الوزير على هامش القمة العربية إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "venue: على هامش القمة العربية"},
      {.name = "EndOfAMeeting",
       .article = "أعلن الوزير في ختام الاجتماع أن المعرض نجح",
       .cue = "أعلن",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "venue: في ختام الاجتماع"},
      {.name = "PlaceAloneIsNone",
       .article = "قال الوزير في القاهرة إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = ""},
  });
}

TEST(CircumstancesTest, FindsAddressees) {
  ExpectCircumstances({
      {.name = "Agency",
       .article = "قال الوزير لرويترز إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "addressee: لرويترز"},
      {.name = "Journalists",
       .article = "قال الوزير للصحفيين إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "addressee: للصحفيين"},
      {.name = "OutletWithNoun",
       .article = "قال الوزير لصحيفة الضفة إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "addressee: لصحيفة الضفة"},
      {.name = "QuotedOutlet",
       .article = "قال الوزير لـ«ضفة النهر» إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "addressee: لـ«ضفة النهر»"},
      {.name = "MediumAndAddressee",
       .article = "قال الوزير في تصريح لرويترز إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "medium: في تصريح | addressee: لرويترز"},
      {.name = "DirectObject",
       .article = "أبلغ مسؤول رويترز أن المعرض نجح",
       .cue = "أبلغ",
       .source = "مسؤول",
       .content = {"المعرض نجح"},
       .circumstances = "addressee: رويترز"},
      {.name = "RightBehindTheVerb",
       .article = "قال للرئيس إن المعرض نجح",
       .cue = "قال",
       .source = "",
       .content = {"المعرض نجح"},
       .circumstances = "addressee: للرئيس"},
      {.name = "BelongsToTheSource",
       .article = "قال السفير للرئيس إن المعرض نجح",
       .cue = "قال",
       .source = "السفير",
       .content = {"المعرض نجح"},
       .circumstances = ""},
      {.name = "SourceOfAnotherAdjunct",
       .article = "قال الوزير، وفقا لرويترز، إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = ""},
  });
}

TEST(CircumstancesTest, FindsTimes) {
  ExpectCircumstances({
      {.name = "Day",
       .article = "قال الوزير أمس الأربعاء إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "time: أمس الأربعاء"},
      {.name = "BetweenVerbAndSource",
       .article = "قال اليوم الخميس وزير الثقافة إن المعرض نجح",
       .cue = "قال",
       .source = "وزير الثقافة",
       .content = {"المعرض نجح"},
       .circumstances = "time: اليوم الخميس"},
      {.name = "InDashes",
       .article = "قال الوزير -اليوم السبت- إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "time: اليوم السبت"},
      {.name = "DayInBrackets",
       .article = "قال الوزير اليوم (الاثنين) إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "time: اليوم (الاثنين)"},
      {.name = "TwoNamesOfAMonth",
       .article = "أعلن الوزير في يونيو/حزيران الماضي أن المعرض نجح",
       .cue = "أعلن",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "time: في يونيو/حزيران الماضي"},
      {.name = "Date",
       .article = "أعلن الوزير في 12 مارس أن المعرض نجح",
       .cue = "أعلن",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "time: في 12 مارس"},
      {.name = "LaterTime",
       .article = "قال الوزير في وقت لاحق إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "time: في وقت لاحق"},
      {.name = "DayBeforeYesterday",
       .article = "قال الوزير أول من أمس إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "time: أول من أمس"},
      {.name = "Morning",
       .article = "قال الوزير صباح اليوم إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "time: صباح اليوم"},
      {.name = "AfterAMeeting",
       .article = "قال الوزير عقب اجتماع الحكومة إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "time: عقب اجتماع الحكومة"},
      {.name = "GeneralIsNoYear",
       .article = "أبلغ الوزير الأمين العام أن المعرض نجح",
       .cue = "أبلغ",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = ""},
      {.name = "VenueAndTime",
       .article = "قال الوزير في مؤتمر صحفي أمس إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = "venue: في مؤتمر صحفي | time: أمس"},
  });
}

TEST(CircumstancesTest, LooksOnlyBetweenTheParts) {
  ExpectCircumstances({
      {.name = "BeforeTheCue",
       .article = "في بيان أمس قال الوزير إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = ""},
      {.name = "InsideTheClaim",
       .article = "قال الوزير إن المعرض نجح أمس في بيان",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح أمس في بيان"},
       .circumstances = ""},
      {.name = "BehindTheClaim",
       .article = "قال الوزير إن المعرض نجح، اليوم الخميس",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = ""},
      {.name = "BetweenTwoPieces",
       .article = "«سنعود» قال الوزير لرويترز، «غدا»",
       .cue = "قال",
       .source = "الوزير",
       .content = {"سنعود", "غدا"},
       .circumstances = "addressee: لرويترز"},
      {.name = "ClaimFirst",
       .article = "نجح المعرض، قال أمس وزير الثقافة",
       .cue = "قال",
       .source = "وزير الثقافة",
       .content = {"نجح المعرض"},
       .circumstances = "time: أمس"},
      {.name = "RelativeClauseOfTheSource",
       .article = "قال الوزير، الذي عاد أمس من مؤتمر، إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = ""},
      {.name = "ShiftOfSpeaker",
       .article = "قال الوزير، من جانبه، إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = ""},
      {.name = "NothingBetween",
       .article = "قال الوزير إن المعرض نجح",
       .cue = "قال",
       .source = "الوزير",
       .content = {"المعرض نجح"},
       .circumstances = ""},
  });
}

}  // namespace
}  // namespace isnad
