// A quotation or clause that its own attribution interrupts goes on behind it.
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
    const SecondPiece second = FindSecondPiece(context, article.Tokens(test.first));
    EXPECT_EQ(second.begin < 0 ? "" : article.Text(TokenRange{second.begin, second.end}), test.second) << test.name;
  }
}

struct InterruptedCase {
  const char* name;
  const char* article;
  const char* cue;
  CueKind kind;
  const char* source;
  const char* first;
  const char* goes_on;  // the first word of the second piece, whose end is still to be chosen; empty: none
};

TEST(SecondPieceTest, FindsWhereAnInterruptedClauseGoesOn) {
  constexpr InterruptedCase kCases[] = {
      {.name = "BetweenDashes",
       .article = "ينوي الفريق - وفق المدرب - العودة غدا.",
       .cue = "وفق",
       .kind = CueKind::kPhrase,
       .source = "المدرب",
       .first = "ينوي الفريق",
       .goes_on = "العودة"},
      {.name = "VerbBetweenDashes",
       .article = "ينوي الفريق - يقول المدرب - العودة غدا.",
       .cue = "يقول",
       .kind = CueKind::kFinite,
       .source = "المدرب",
       .first = "ينوي الفريق",
       .goes_on = "العودة"},
      {.name = "ConnectiveBehindDashes",
       .article = "ينوي الفريق العودة - وفق المدرب - وسيلعب غدا.",
       .cue = "وفق",
       .kind = CueKind::kPhrase,
       .source = "المدرب",
       .first = "ينوي الفريق العودة",
       .goes_on = "وسيلعب"},
      {.name = "WordsBeforeTheClosingDash",
       .article = "ينوي الفريق - وفق المدرب في بيان أمس - العودة غدا.",
       .cue = "وفق",
       .kind = CueKind::kPhrase,
       .source = "المدرب",
       .first = "ينوي الفريق",
       .goes_on = "العودة"},
      {.name = "BetweenCommas",
       .article = "ينوي الفريق، وفق المدرب، العودة غدا.",
       .cue = "وفق",
       .kind = CueKind::kPhrase,
       .source = "المدرب",
       .first = "ينوي الفريق",
       .goes_on = "العودة"},
      {.name = "ConnectiveBehindCommas",
       .article = "ينوي الفريق العودة، وفق المدرب، وسيلعب غدا.",
       .cue = "وفق",
       .kind = CueKind::kPhrase,
       .source = "المدرب",
       .first = "ينوي الفريق العودة",
       .goes_on = ""},
      {.name = "ParticipleBehindCommas",
       .article = "ينوي الفريق العودة، وفق المدرب، مؤكدا أنه سيلعب.",
       .cue = "وفق",
       .kind = CueKind::kPhrase,
       .source = "المدرب",
       .first = "ينوي الفريق العودة",
       .goes_on = ""},
      {.name = "VerbBetweenCommas",
       .article = "ينوي الفريق، يقول المدرب، العودة غدا.",
       .cue = "يقول",
       .kind = CueKind::kFinite,
       .source = "المدرب",
       .first = "ينوي الفريق",
       .goes_on = ""},
      {.name = "OnlyOneDash",
       .article = "ينوي الفريق - وفق المدرب العودة غدا.",
       .cue = "وفق",
       .kind = CueKind::kPhrase,
       .source = "المدرب",
       .first = "ينوي الفريق",
       .goes_on = ""},
      {.name = "NothingBehind",
       .article = "ينوي الفريق العودة - وفق المدرب -.",
       .cue = "وفق",
       .kind = CueKind::kPhrase,
       .source = "المدرب",
       .first = "ينوي الفريق العودة",
       .goes_on = ""},
      {.name = "FirstEndsEarlier",
       .article = "ينوي الفريق العودة غدا - وفق المدرب - إلى بلاده.",
       .cue = "وفق",
       .kind = CueKind::kPhrase,
       .source = "المدرب",
       .first = "ينوي الفريق العودة",
       .goes_on = ""},
      {.name = "NextSentence",
       .article = "ينوي الفريق العودة - وفق المدرب. سيلعب غدا - في بلاده.",
       .cue = "وفق",
       .kind = CueKind::kPhrase,
       .source = "المدرب",
       .first = "ينوي الفريق العودة",
       .goes_on = ""},
  };
  for (const InterruptedCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    const Cue cue = MakeCue(article, test.cue, test.kind);
    const std::vector<float> starts(article.size(), 0.0f);
    const ClaimContext context{article.text(), LoadedLexicon(), cue, article.Tokens(test.source), starts};
    const SecondPiece second = FindSecondPiece(context, article.Tokens(test.first));
    EXPECT_EQ(second.begin, test.goes_on[0] == '\0' ? -1 : article.Token(test.goes_on)) << test.name;
    EXPECT_EQ(second.end, -1) << test.name;
  }
}

}  // namespace
}  // namespace isnad
