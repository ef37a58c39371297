// The office in the mention of a person. Names are made up.
#include "service/attribution/claim/role.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

struct RoleCase {
  const char* name;
  const char* mention;
  const char* role;  // empty: none
};

TEST(RoleTest, FindsTheOffice) {
  constexpr RoleCase kCases[] = {
      {.name = "SpokesmanOfAMinistry",
       .mention = "المتحدث باسم وزارة الخارجية اليابانية ناصر الحوراني",
       .role = "المتحدث باسم وزارة الخارجية اليابانية"},
      {.name = "ClosedByTheArticle", .mention = "وزير الثقافة سامي النجار", .role = "وزير الثقافة"},
      {.name = "AdjectiveBehind", .mention = "وزير الثقافة المصري سامي النجار", .role = "وزير الثقافة المصري"},
      {.name = "ClosedByACountry", .mention = "وزير خارجية اليابان كنجي ساتو", .role = "وزير خارجية اليابان"},
      {.name = "ForeignNameUnknown", .mention = "الرئيس الفنلندي يرماكو لهتنن", .role = "الرئيس الفنلندي"},
      {.name = "TitleBetween", .mention = "وزير الثقافة الدكتور سامي النجار", .role = "وزير الثقافة الدكتور"},
      {.name = "TwoOffices",
       .mention = "نائب رئيس الوزراء وزير الثقافة سامي النجار",
       .role = "نائب رئيس الوزراء وزير الثقافة"},
      {.name = "FusedPreposition", .mention = "الرئيس التنفيذي للشركة سامي النجار", .role = "الرئيس التنفيذي للشركة"},
      {.name = "Coordinated", .mention = "وزير الثقافة والسياحة سامي النجار", .role = "وزير الثقافة والسياحة"},
      {.name = "QuotedName", .mention = "المتحدث باسم حركة «نماء» سامي النجار", .role = "المتحدث باسم حركة «نماء»"},
      {.name = "KingInAUniversity", .mention = "رئيس جامعة الملك فيصل سامي النجار", .role = "رئيس جامعة الملك فيصل"},
      {.name = "AliIsNoPreposition", .mention = "المتحدث باسم بلدية عدن علي سعيد", .role = "المتحدث باسم بلدية عدن"},
      {.name = "SurnameWithArticle", .mention = "الرئيس السيسي", .role = "الرئيس"},
      {.name = "BareTitle", .mention = "الدكتور سامي النجار", .role = "الدكتور"},
      {.name = "TitleAndSurname", .mention = "الشيخ السدحان", .role = "الشيخ"},
      {.name = "PersonNoun", .mention = "الصحفية ندى النجار", .role = "الصحفية"},
      {.name = "CommaBeforeTheName", .mention = "وزير الثقافة، سامي النجار", .role = "وزير الثقافة"},
      {.name = "BehindTheNameWithComma", .mention = "سامي النجار، رئيس بلدية المدينة", .role = "رئيس بلدية المدينة"},
      {.name = "OneOfBehindTheName", .mention = "سامي النجار، أحد أعضاء اللجنة", .role = "أحد أعضاء اللجنة"},
      {.name = "BehindTheNameWithArticle",
       .mention = "سامي النجار المتحدث باسم الوزارة",
       .role = "المتحدث باسم الوزارة"},
      {.name = "BehindTheNameBare", .mention = "سامي النجار مدير المعرض", .role = "مدير المعرض"},
      {.name = "OfficeSaysMoreThanATitle", .mention = "المهندس سامي النجار مدير المعرض", .role = "مدير المعرض"},
      {.name = "NamelessOffice", .mention = "وزير الثقافة المصري", .role = "وزير الثقافة المصري"},
      {.name = "NamelessOfficial", .mention = "مسؤول مصري كبير", .role = "مسؤول مصري كبير"},
      {.name = "NameAlone", .mention = "سامي النجار", .role = ""},
      {.name = "GivenNameThatIsATitle", .mention = "سلطان النجار", .role = ""},
      {.name = "Ministry", .mention = "وزارة الثقافة", .role = ""},
      {.name = "Agency", .mention = "وكالة رويترز", .role = ""},
      {.name = "Citizen", .mention = "مواطن مصري", .role = ""},
      {.name = "Group", .mention = "خبراء الاقتصاد", .role = ""},
      {.name = "Source", .mention = "مصدر مطلع", .role = ""},
      {.name = "Team", .mention = "فريق الباحثين", .role = ""},
  };
  for (const RoleCase& test : kCases) {
    const AnalyzedArticle article(test.mention);
    const std::optional<TokenRange> role = FindRole(article.text(), {0, article.size()});
    EXPECT_EQ(role ? article.Text(*role) : "", test.role) << test.name;
  }
}

// "li-khawarizmiyya": teh marbuta tells the preposition from a name's first letter, also where its dots are left out.
TEST(RoleTest, ReadsTehMarbutaWithoutItsDots) {
  const Distribution distribution = *Distribution::Load("1\t1\t9\tالمدرسة\n1\t1\t9\tقمة\n");
  const TokenizedText tokens = Tokenize(Normalize("المدرسه قمه وزير الثقافه لخوارزميه سامي النجار"));
  const AnalyzedText text = AnalyzeWords(tokens, LoadedLexicon(), distribution);
  EXPECT_EQ(FindRole(text, {2, text.size()}), (TokenRange{2, 5}));
}

TEST(RoleTest, StaysInsideTheMention) {
  const AnalyzedArticle article("قال وزير الثقافة المصري سامي النجار إنه سيعود");
  const TokenRange mention = article.Tokens("وزير الثقافة");
  EXPECT_EQ(FindRole(article.text(), mention), mention);
}

TEST(RoleTest, AnEmptyMentionHasNone) {
  const AnalyzedArticle article("قال");
  EXPECT_EQ(FindRole(article.text(), {}), std::nullopt);
}

}  // namespace
}  // namespace isnad
