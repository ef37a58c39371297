// What of a mention or a piece of content is shown: fused prepositions and the marks at the edges.
#include "service/attribution/claim/text_bytes.h"

#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

struct BytesCase {
  const char* name;
  const char* article;
  const char* tokens;
  const char* shown;
};

TEST(MentionBytesTest, LeavesOutAFusedPrepositionBeforeAWordWithoutArticle) {
  const BytesCase kCases[] = {
      {.name = "Li", .article = "وفقا لوزارة الزراعة", .tokens = "لوزارة الزراعة", .shown = "وزارة الزراعة"},
      {.name = "LiWithVowelSign",
       .article = "وفقا لِوزارة الزراعة",
       .tokens = "لِوزارة الزراعة",
       .shown = "وزارة الزراعة"},
      {.name = "Bi", .article = "نقلا بوزارة الزراعة", .tokens = "بوزارة الزراعة", .shown = "وزارة الزراعة"},
      {.name = "BiWithVowelSign",
       .article = "نقلا بِوزارة الزراعة",
       .tokens = "بِوزارة الزراعة",
       .shown = "وزارة الزراعة"},
      {.name = "BeforeAnArticle",
       .article = "وفقا للوزارة الجديدة",
       .tokens = "للوزارة الجديدة",
       .shown = "للوزارة الجديدة"},
      {.name = "BehindAConjunction",
       .article = "ثم ولوزارة الزراعة",
       .tokens = "ولوزارة الزراعة",
       .shown = "ولوزارة الزراعة"},
      {.name = "NoPreposition", .article = "قالت وزارة الزراعة", .tokens = "وزارة الزراعة", .shown = "وزارة الزراعة"},
      {.name = "InsideTheMention",
       .article = "قال مدير بوزارة الزراعة",
       .tokens = "مدير بوزارة الزراعة",
       .shown = "مدير بوزارة الزراعة"},
  };
  for (const BytesCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    EXPECT_EQ(article.Text(MentionBytes(article.text(), article.Tokens(test.tokens))), test.shown) << test.name;
  }
}

TEST(MentionBytesTest, TakesInAMarkWhosePartnerIsInside) {
  const BytesCase kCases[] = {
      {.name = "Closing",
       .article = "قالت صحيفة «البستان» أمس",
       .tokens = "صحيفة «البستان",
       .shown = "صحيفة «البستان»"},
      {.name = "Bracket",
       .article = "قالت الهيئة (البستان) أمس",
       .tokens = "الهيئة (البستان",
       .shown = "الهيئة (البستان)"},
      {.name = "BothOutside", .article = "قالت «البستان» أمس", .tokens = "البستان", .shown = "البستان"},
  };
  for (const BytesCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    EXPECT_EQ(article.Text(MentionBytes(article.text(), article.Tokens(test.tokens))), test.shown) << test.name;
  }
}

TEST(ContentBytesTest, TakesInAMarkWhosePartnerIsInside) {
  const BytesCase kCases[] = {
      {.name = "ClosingMark",
       .article = "قال إن المشروع «مهم جدا» اليوم",
       .tokens = "المشروع «مهم جدا",
       .shown = "المشروع «مهم جدا»"},
      {.name = "OpeningMark",
       .article = "قال إن «المشروع مهم» اليوم",
       .tokens = "المشروع مهم» اليوم",
       .shown = "«المشروع مهم» اليوم"},
      {.name = "ClosingBracket",
       .article = "قال إن المشروع مهم (جدا) اليوم",
       .tokens = "المشروع مهم (جدا",
       .shown = "المشروع مهم (جدا)"},
      {.name = "BothMarksOutside",
       .article = "قال «المشروع مهم» اليوم",
       .tokens = "المشروع مهم",
       .shown = "المشروع مهم"},
      {.name = "PartnerOutside", .article = "قال «المشروع مهم جدا» اليوم", .tokens = "مهم جدا", .shown = "مهم جدا"},
      {.name = "LoneClosingMark", .article = "قال المشروع مهم» اليوم", .tokens = "المشروع مهم", .shown = "المشروع مهم"},
      {.name = "LoneClosingBracket",
       .article = "قال المشروع مهم) اليوم",
       .tokens = "المشروع مهم",
       .shown = "المشروع مهم"},
      {.name = "BracketPairBefore",
       .article = "قال (المشروع) مهم) اليوم",
       .tokens = "(المشروع) مهم",
       .shown = "(المشروع) مهم"},
      {.name = "StopBehind", .article = "قال إن المشروع مهم. ثم عاد", .tokens = "المشروع مهم", .shown = "المشروع مهم"},
      {.name = "FusedPrepositionStays",
       .article = "طالب بوقف القتال فورا",
       .tokens = "بوقف القتال",
       .shown = "بوقف القتال"},
  };
  for (const BytesCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    EXPECT_EQ(article.Text(ContentBytes(article.text(), article.Tokens(test.tokens))), test.shown) << test.name;
  }
}

}  // namespace
}  // namespace isnad
