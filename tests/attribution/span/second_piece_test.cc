// A quotation that its own attribution interrupts goes on behind it.
#include "service/attribution/span/second_piece.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/attribution/span/made_up_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

struct PieceCase {
  const char* name;
  const char* article;
  const char* cue;
  const char* source;
  const char* first;
  const char* second;  // empty: none
};

TEST(SecondPieceTest, FindsWhereAQuotationGoesOn) {
  constexpr PieceCase kCases[] = {
      {.name = "BehindTheSource",
       .article = "«سنعود غدا» قال الوزير، «مهما طال الزمن»",
       .cue = "قال",
       .source = "الوزير",
       .first = "سنعود غدا",
       .second = "مهما طال الزمن"},
      {.name = "BehindTheCue",
       .article = "«سنعود غدا»، قال: «مهما طال الزمن»",
       .cue = "قال",
       .source = "",
       .first = "سنعود غدا",
       .second = "مهما طال الزمن"},
      {.name = "SourceBeforeTheCue",
       .article = "«سنعود غدا»، الوزير يقول «مهما طال الزمن»",
       .cue = "يقول",
       .source = "الوزير",
       .first = "سنعود غدا",
       .second = "مهما طال الزمن"},
      {.name = "StraightMarks",
       .article = "\"سنعود غدا\" قال الوزير، \"مهما طال الزمن\"",
       .cue = "قال",
       .source = "الوزير",
       .first = "سنعود غدا",
       .second = "مهما طال الزمن"},
      {.name = "NoQuotationBehind",
       .article = "«سنعود غدا» قال الوزير، مهما طال الزمن",
       .cue = "قال",
       .source = "الوزير",
       .first = "سنعود غدا",
       .second = ""},
      {.name = "WordsBetween",
       .article = "«سنعود غدا» قال الوزير في بيان «مهما طال الزمن»",
       .cue = "قال",
       .source = "الوزير",
       .first = "سنعود غدا",
       .second = ""},
      {.name = "NextLine",
       .article = "«سنعود غدا» قال الوزير\n«مهما طال الزمن»",
       .cue = "قال",
       .source = "الوزير",
       .first = "سنعود غدا",
       .second = ""},
      {.name = "FirstIsNoQuotation",
       .article = "سنعود غدا، قال الوزير، «مهما طال الزمن»",
       .cue = "قال",
       .source = "الوزير",
       .first = "سنعود غدا",
       .second = ""},
      {.name = "ClaimBehindTheCue",
       .article = "قال الوزير «سنعود غدا»، «مهما طال الزمن»",
       .cue = "قال",
       .source = "الوزير",
       .first = "سنعود غدا",
       .second = ""},
      {.name = "UnclosedBehind",
       .article = "«سنعود غدا» قال الوزير، «مهما طال الزمن",
       .cue = "قال",
       .source = "الوزير",
       .first = "سنعود غدا",
       .second = ""},
      {.name = "EndOfTheText",
       .article = "«سنعود غدا» قال الوزير",
       .cue = "قال",
       .source = "الوزير",
       .first = "سنعود غدا",
       .second = ""},
  };
  for (const PieceCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    const Cue cue = MakeCue(article, test.cue);
    const std::vector<float> starts(article.size(), 0.0f);
    const ClaimContext context{article.text(), LoadedLexicon(), cue, article.Tokens(test.source), starts};
    EXPECT_EQ(article.Text(FindSecondPiece(context, article.Tokens(test.first))), test.second) << test.name;
  }
}

}  // namespace
}  // namespace isnad
