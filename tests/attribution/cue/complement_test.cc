// What stands behind a cue, and that the look-ahead is bounded.
#include "service/attribution/cue/complement.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/support/analyzed_article.h"

namespace isnad {
namespace {

struct ComplementCase {
  const char* name;
  const char* article;
  const char* cue;    // the look-out begins behind it
  const char* lemma;  // id; empty: none
  ComplementKind kind;
  const char* at;  // the complement's token
  bool governed;
};

TEST(ComplementTest, FindsTheFirstComplement) {
  constexpr ComplementCase kCases[] = {
      {.name = "Inna",
       .article = "قال الوزير إن المعرض نجح",
       .cue = "قال",
       .lemma = "qala",
       .kind = ComplementKind::kComplementizer,
       .at = "إن",
       .governed = true},
      {.name = "AnnaWithPronoun",
       .article = "أكد الوزير أنه سيعود",
       .cue = "أكد",
       .lemma = "akkada",
       .kind = ComplementKind::kComplementizer,
       .at = "أنه",
       .governed = true},
      {.name = "BiAnna",
       .article = "أفاد المصدر بأن المعرض نجح",
       .cue = "أفاد",
       .lemma = "afada",
       .kind = ComplementKind::kComplementizer,
       .at = "بأن",
       .governed = true},
      {.name = "NoLemma",
       .article = "صرصر الوزير أن المعرض نجح",
       .cue = "صرصر",
       .lemma = "",
       .kind = ComplementKind::kComplementizer,
       .at = "أن",
       .governed = false},
      {.name = "LemmaWithoutClause",
       .article = "أدان الوزير أن يعود",
       .cue = "أدان",
       .lemma = "adana",
       .kind = ComplementKind::kComplementizer,
       .at = "أن",
       .governed = false},
      {.name = "Colon",
       .article = "قال الوزير: نجح المعرض",
       .cue = "قال",
       .lemma = "qala",
       .kind = ComplementKind::kColon,
       .at = ":",
       .governed = true},
      {.name = "Quotation",
       .article = "قال الوزير «سنعود إلى المعرض غدا»",
       .cue = "قال",
       .lemma = "qala",
       .kind = ComplementKind::kQuotation,
       .at = "«",
       .governed = true},
      {.name = "ShortQuotationIsATerm",
       .article = "قال الوزير في «معرض الكتاب» إن الزوار كثر",
       .cue = "قال",
       .lemma = "qala",
       .kind = ComplementKind::kComplementizer,
       .at = "إن",
       .governed = true},
      {.name = "NotBehindTheSentence",
       .article = "قال الوزير نعم. إن المعرض نجح",
       .cue = "قال",
       .lemma = "qala",
       .kind = ComplementKind::kNone,
       .at = "",
       .governed = false},
      {.name = "NotBehindTheLine",
       .article = "قال الوزير\nإن المعرض نجح",
       .cue = "قال",
       .lemma = "qala",
       .kind = ComplementKind::kNone,
       .at = "",
       .governed = false},
      {.name = "AtTheEnd",
       .article = "هكذا قال",
       .cue = "قال",
       .lemma = "qala",
       .kind = ComplementKind::kNone,
       .at = "",
       .governed = false},
  };
  for (const ComplementCase& test : kCases) {
    SCOPED_TRACE(test.name);
    const AnalyzedArticle article(test.article);
    const int end = article.Tokens(test.cue).end;
    const Lemma* lemma = *test.lemma == 0 ? nullptr : &LoadedLexicon().lemma(LemmaIndex(test.lemma));
    const Complement found = FindComplement(article.text(), end, lemma);
    EXPECT_EQ(static_cast<int>(found.kind), static_cast<int>(test.kind));
    EXPECT_EQ(found.governed, test.governed);
    if (test.kind == ComplementKind::kNone) {
      EXPECT_EQ(found.token, -1);
    } else {
      EXPECT_EQ(article.Text(TokenRange{found.token, found.token + 1}), test.at);
      EXPECT_EQ(found.distance, found.token - end);
    }
  }
}

TEST(ComplementTest, LooksNoFurtherThanASource) {
  std::string near = "قال", far = "قال";
  for (int i = 0; i < 15; ++i) near += " منضدة";
  for (int i = 0; i < 40; ++i) far += " منضدة";
  EXPECT_EQ(FindComplement(AnalyzedArticle(near + " إن نعم").text(), 1, nullptr).distance, 15);
  EXPECT_EQ(FindComplement(AnalyzedArticle(far + " إن نعم").text(), 1, nullptr).token, -1);
}

TEST(ComplementTest, StandsEndsOfTheText) {
  const AnalyzedArticle article("قال إن");
  EXPECT_EQ(FindComplement(article.text(), 0, nullptr).token, -1);
  EXPECT_EQ(FindComplement(article.text(), 2, nullptr).token, -1);
  EXPECT_EQ(FindComplement(article.text(), 3, nullptr).token, -1);
  EXPECT_EQ(FindGovernedPreposition(article.text(), 2, &LoadedLexicon().lemma(0)).token, -1);
}

struct PrepositionCase {
  const char* name;
  const char* article;
  const char* cue;
  const char* lemma;
  const char* at;  // empty: none
};

TEST(ComplementTest, FindsThePrepositionThatTheLemmaGoverns) {
  constexpr PrepositionCase kCases[] = {
      {.name = "Ila", .article = "أشار الوزير إلى نجاح المعرض", .cue = "أشار", .lemma = "ashara", .at = "إلى"},
      {.name = "Ala", .article = "شدد الوزير على نجاح المعرض", .cue = "شدد", .lemma = "shaddada", .at = "على"},
      {.name = "An", .article = "كشف الوزير عن معرض جديد", .cue = "كشف", .lemma = "kashafa", .at = "عن"},
      {.name = "FusedBi", .article = "وصف الوزير المعرض بالناجح", .cue = "وصف", .lemma = "wasafa", .at = "بالناجح"},
      {.name = "NotGoverned", .article = "أدان الوزير في بيان نجاح المعرض", .cue = "أدان", .lemma = "adana", .at = ""},
      {.name = "OtherPrepositionFirst",
       .article = "أشار في بيان إلى نجاح المعرض",
       .cue = "أشار",
       .lemma = "ashara",
       .at = "إلى"},
      {.name = "NotBehindTheSentence",
       .article = "أشار الوزير. إلى نجاح المعرض",
       .cue = "أشار",
       .lemma = "ashara",
       .at = ""},
  };
  for (const PrepositionCase& test : kCases) {
    SCOPED_TRACE(test.name);
    const AnalyzedArticle article(test.article);
    const Complement found = FindGovernedPreposition(article.text(), article.Tokens(test.cue).end,
                                                     &LoadedLexicon().lemma(LemmaIndex(test.lemma)));
    if (*test.at == 0) {
      EXPECT_EQ(static_cast<int>(found.kind), static_cast<int>(ComplementKind::kNone));
    } else {
      ASSERT_EQ(static_cast<int>(found.kind), static_cast<int>(ComplementKind::kPreposition));
      EXPECT_EQ(article.Text(TokenRange{found.token, found.token + 1}), test.at);
      EXPECT_TRUE(found.governed);
    }
  }
}

TEST(ComplementTest, WithoutALemmaNothingIsGoverned) {
  const AnalyzedArticle article("أشار الوزير إلى نجاح المعرض");
  EXPECT_EQ(FindGovernedPreposition(article.text(), 1, nullptr).token, -1);
}

}  // namespace
}  // namespace isnad
