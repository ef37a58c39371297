// Quoted names, brackets and appositions that a phrase steps over.
#include "service/attribution/span/aside.h"

#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

struct AsideCase {
  const char* name;
  const char* article;
  const char* mark;
  const char* behind;  // empty: not closed
};

TEST(AsideTest, FindsWhatStandsBehindIt) {
  constexpr AsideCase kCases[] = {
      {.name = "Quotation", .article = "قناة «المنارة» التابعة", .mark = "«", .behind = "التابعة"},
      {.name = "Commas", .article = "نديم، مدير المتحف، إن", .mark = "،", .behind = "إن"},
      {.name = "Dashes", .article = "نديم - مدير المتحف - قال", .mark = "-", .behind = "قال"},
      {.name = "Brackets", .article = "شركة (Blue) قالت", .mark = "(", .behind = "قالت"},
      {.name = "OpenComma", .article = "نديم، مدير المتحف", .mark = "،", .behind = ""},
      {.name = "NotOverTheStop", .article = "نديم، ثم عاد. وصل، حضر", .mark = "،", .behind = ""},
      {.name = "OpenBracket", .article = "شركة (Blue قالت", .mark = "(", .behind = ""},
  };
  for (const AsideCase& test : kCases) {
    const AnalyzedArticle article(test.article);
    const Aside aside = AsideAt(article.text(), article.Token(test.mark));
    const int behind = test.behind[0] != 0 ? article.Token(test.behind) : -1;
    EXPECT_EQ(aside.behind, behind) << test.name;
  }
}

TEST(AsideTest, ShapesTellThemApart) {
  const AnalyzedArticle article("قناة «المنارة» قالت، نعم، (لا) «لا تعودوا إلى هنا غدا»");
  const uint32_t name = AsideAt(article.text(), article.Token("«")).shape;
  EXPECT_NE(name, AsideAt(article.text(), article.Token("«", 1)).shape) << "by length";
  EXPECT_NE(name, AsideAt(article.text(), article.Token("،")).shape);
  EXPECT_NE(name, AsideAt(article.text(), article.Token("(")).shape);
  EXPECT_EQ(AsideAt(article.text(), article.Token("قناة")).shape, 0u);
  EXPECT_EQ(AsideAt(article.text(), -1).shape, 0u);
  EXPECT_EQ(AsideAt(article.text(), article.size()).shape, 0u);
}

TEST(AsideTest, StepsOverClosingMarks) {
  const AnalyzedArticle article("شركة «نور» (Nur) للنقل قالت «نعم»");
  const int closing = article.Token("»");
  EXPECT_EQ(BehindClosing(article.text(), closing), article.Token("للنقل"));
  EXPECT_EQ(BehindClosing(article.text(), closing + 1), article.Token("للنقل")) << "brackets alone";
  const int opening = article.Token("«", 1);
  EXPECT_EQ(BehindClosing(article.text(), opening), opening);
  EXPECT_EQ(BehindClosing(article.text(), 0), 0);
}

}  // namespace
}  // namespace isnad
