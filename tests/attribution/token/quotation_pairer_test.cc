// Which marks are a pair. Damage stays local: a mark without a partner opens nothing, and the other quotations stand.
#include "service/attribution/token/quotation_pairer.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/token/tokenizer.h"

namespace isnad {
namespace {

// The contents of the quotations as the article writes them, joined with '|', "+" behind one that goes on in the next
// paragraph.
std::string Quotations(absl::string_view article) {
  const TokenizedText text = Tokenize(Normalize(article));
  std::string joined;
  for (const Quotation& quotation : text.quotations) {
    const ByteRange bytes = text.Bytes(quotation.content);
    absl::StrAppend(&joined, joined.empty() ? "" : "|", article.substr(bytes.begin, bytes.size()),
                    quotation.continued ? "+" : "");
  }
  return joined;
}

struct PairCase {
  const char* name;
  const char* article;
  const char* quotations;
};

TEST(QuotationPairerTest, PairsMarks) {
  constexpr PairCase kCases[] = {
      {.name = "None", .article = "قال نعم", .quotations = ""},
      {.name = "Guillemets", .article = "قال «نعم سنعود» ثم خرج", .quotations = "نعم سنعود"},
      {.name = "Straight", .article = "قال \"نعم سنعود\" ثم خرج", .quotations = "نعم سنعود"},
      {.name = "Curly", .article = "قال “نعم سنعود” ثم خرج", .quotations = "نعم سنعود"},
      {.name = "ReversedCurly", .article = "قال ”نعم سنعود“ ثم خرج", .quotations = "نعم سنعود"},
      {.name = "SameCurlyTwice", .article = "قال ”نعم سنعود” ثم خرج", .quotations = "نعم سنعود"},
      {.name = "GermanLow", .article = "قال „نعم سنعود“ ثم خرج", .quotations = "نعم سنعود"},
      {.name = "SingleCurly", .article = "قال ‘نعم سنعود’ ثم خرج", .quotations = "نعم سنعود"},
      {.name = "SpacesInside", .article = "قال \" نعم سنعود \" ثم خرج", .quotations = "نعم سنعود"},
      {.name = "GuillemetSpacesInside", .article = "قال « نعم سنعود » ثم خرج", .quotations = "نعم سنعود"},
      {.name = "BehindColon", .article = "قال:\"نعم سنعود\".", .quotations = "نعم سنعود"},
      {.name = "BeforeComma", .article = "\"نعم سنعود\"، قال", .quotations = "نعم سنعود"},
      {.name = "InBrackets", .article = "(\"نعم سنعود\")", .quotations = "نعم سنعود"},
      {.name = "Two", .article = "«نعم» و«لا»", .quotations = "نعم|لا"},
      {.name = "FusedPreposition", .article = "لـ«رويترز» في", .quotations = "رويترز"},
      {.name = "Unopened", .article = "نعم سنعود» ثم خرج", .quotations = ""},
      {.name = "Unclosed", .article = "قال «نعم سنعود ثم خرج", .quotations = ""},
      {.name = "UnclosedThenGood", .article = "قال «نعم ثم «لا سنعود» وخرج", .quotations = "لا سنعود"},
      {.name = "UnopenedThenGood", .article = "نعم» ثم «لا سنعود» وخرج", .quotations = "لا سنعود"},
      {.name = "EmptyQuotation", .article = "قال \"\" ثم «نعم»", .quotations = "نعم"},
      {.name = "ApostropheInside", .article = "قال «rock'n'roll فن» وخرج", .quotations = "rock'n'roll فن"},
      {.name = "ApostropheAlone", .article = "L'Equipe قالت نعم d'abord", .quotations = ""},
      {.name = "SingleInsideDouble", .article = "«قال 'نعم' وخرج» ثم", .quotations = "قال 'نعم' وخرج"},
      {.name = "RepeatedOpeners",
       .article = "«نعم سنعود.\n«ثم نخرج معا.\n«ولا نعود» وخرج",
       .quotations = "نعم سنعود.+|ثم نخرج معا.+|ولا نعود"},
      {.name = "OverParagraphs", .article = "«نعم سنعود.\nثم نخرج معا» قال", .quotations = "نعم سنعود.\nثم نخرج معا"},
      {.name = "TooManyParagraphs", .article = "«نعم\nثم\nثم\nثم\nثم\nثم» قال", .quotations = ""},
  };
  for (const PairCase& test : kCases) EXPECT_EQ(Quotations(test.article), test.quotations) << test.name;
}

TEST(QuotationPairerTest, TokensKnowTheirQuotation) {
  const TokenizedText text = Tokenize(Normalize("قال «نعم سنعود» و\"لا\""));
  ASSERT_EQ(text.quotations.size(), 2u);
  EXPECT_EQ(text.tokens[0].quotation, -1);
  for (int i = text.quotations[0].open_mark; i <= text.quotations[0].close_mark; ++i) {
    EXPECT_EQ(text.tokens[i].quotation, 0) << i;
  }
  EXPECT_EQ(text.tokens[text.quotations[0].close_mark + 1].quotation, -1);
  EXPECT_EQ(text.tokens[text.quotations[1].content.begin].quotation, 1);
}

TEST(QuotationPairerTest, AnEndlessQuotationIsNone) {
  std::string article = "«";
  for (int i = 0; i < 900; ++i) article += "نعم ";
  article += "» ثم «لا»";
  EXPECT_EQ(Quotations(article), "لا");
}

}  // namespace
}  // namespace isnad
