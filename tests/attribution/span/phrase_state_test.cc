// Open and closed idafas.
#include "service/attribution/span/phrase_state.h"

#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

struct StateCase {
  const char* name;
  const char* phrase;
  int since_closed;
  int articles;
};

TEST(PhraseStateTest, TellsWhatClosedThePhrase) {
  constexpr StateCase kCases[] = {
      {.name = "Open", .phrase = "مدير", .since_closed = -1, .articles = 0},
      {.name = "Article", .phrase = "مدير المتحف", .since_closed = 0, .articles = 1},
      {.name = "Adjective", .phrase = "مدير المتحف الجديد", .since_closed = 0, .articles = 2},
      {.name = "Country", .phrase = "حكومة فرنسا", .since_closed = 0, .articles = 0},
      {.name = "Pronoun", .phrase = "رئيسها", .since_closed = 0, .articles = 0},
      {.name = "WordsBehind", .phrase = "الوزير سليط بربوط", .since_closed = 2, .articles = 1},
      {.name = "PrepositionOpens", .phrase = "المدير في", .since_closed = -1, .articles = 1},
      {.name = "ConjunctionOpens", .phrase = "المدير ومدير", .since_closed = -1, .articles = 1},
      {.name = "CommaOpens", .phrase = "المدير، رئيس", .since_closed = -1, .articles = 1},
  };
  for (const StateCase& test : kCases) {
    const AnalyzedArticle article(test.phrase);
    const PhraseState state = StateOf(article.text(), {0, article.size()});
    EXPECT_EQ(state.since_closed, test.since_closed) << test.name;
    EXPECT_EQ(state.articles, test.articles) << test.name;
    EXPECT_LT(state.Bits(), 32u) << test.name;
  }
}

TEST(PhraseStateTest, AgreementSeesArticleGenderAndNumber) {
  const AnalyzedArticle article("الشركة الجديدة الجديد جديدة الجديدات");
  const Word &head = article.text().At(0), &last = head;
  const uint32_t agreeing = AgreementWith(article.text().At(1), head, last);
  for (int i = 2; i < article.size(); ++i) EXPECT_NE(AgreementWith(article.text().At(i), head, last), agreeing) << i;
}

}  // namespace
}  // namespace isnad
