// The answer depends on the words, not on their dress: vowel signs, tatweel, sloppy letters, other quotation marks,
// invisible controls and CRLF line ends put into the golden articles leave cue, source and content on the same words.
// The same over many real articles is in corpus_test.cc.
#include <algorithm>
#include <iostream>

#include "gtest/gtest.h"
#include "tests/attribution/answer_comparison.h"
#include "tests/golden/golden_article.h"
#include "tests/golden/loaded_extractor.h"
#include "tests/support/article_dressings.h"

namespace isnad {
namespace {

// The golden articles have some 800 spans, among them puzzles of their own: a few may turn more than of a large corpus.
constexpr double kFewSpansAllowance = 0.01;

class InvarianceTest : public testing::TestWithParam<NamedDressing> {};

TEST_P(InvarianceTest, DressLeavesTheAnswerOnTheSameWords) {
  SpanComparison sum;
  uint64_t seed = 0;
  for (const GoldenArticle& article : GoldenArticles()) {
    const auto comparison = CompareDressed(LoadedExtractor(), article.text, GetParam().dressing, ++seed);
    ASSERT_TRUE(comparison.ok()) << article.name << ", seed " << seed << ": " << comparison.status();
    for (const ClaimSpan& span : comparison->lost) {
      std::cout << article.name << ", seed " << seed << ": lost " << Describe(article.text, span) << "\n";
    }
    sum.Add(*comparison);
  }
  ASSERT_GT(sum.all, 0);
  std::cout << GetParam().name << ": " << sum.same << " of " << sum.all << " spans the same\n";
  EXPECT_GE(sum.share(), GetParam().share_min - kFewSpansAllowance);
}

INSTANTIATE_TEST_SUITE_P(Dressings, InvarianceTest, testing::ValuesIn(kDressings),
                         [](const testing::TestParamInfo<NamedDressing>& info) { return info.param.name; });

TEST(DressTest, KeepsTheWayHome) {
  const std::string plain =
      "قال وزير الطاقة: «لن يتوقف الإنتاج في هذا الأسبوع\"، مؤكدا أن 12 محطة تعمل.\nوأضاف أنه “سيزورها”.\n";
  for (const NamedDressing& named : kDressings) {
    const DressedArticle dressed = Dress(plain, named.dressing, 7);
    EXPECT_NE(dressed.text, plain) << named.name;
    EXPECT_FALSE(FirstInvalidUtf8(dressed.text).has_value()) << named.name;
    EXPECT_EQ(dressed.text, Dress(plain, named.dressing, 7).text) << named.name;
    ASSERT_EQ(dressed.home.size(), dressed.text.size() + 1) << named.name;
    ASSERT_EQ(dressed.end_home.size(), dressed.text.size() + 1) << named.name;
    EXPECT_TRUE(std::is_sorted(dressed.home.begin(), dressed.home.end())) << named.name;
    EXPECT_TRUE(std::is_sorted(dressed.end_home.begin(), dressed.end_home.end())) << named.name;
    EXPECT_EQ(dressed.home.back(), plain.size()) << named.name;
  }
}

// Each dressing by one example, with the way home of a word in it.
TEST(DressTest, DressesAsItsNameSays) {
  struct Case {
    const char* name;
    Dressing dressing;
    const char* plain;
    const char* dressed;
  };
  constexpr Case kCases[] = {
      {"hamza on its carriers", Unhamzated, "أكد إلى آخر مؤتمر هيئة على قمة", "اكد الي اخر موتمر هيية علي قمة"},
      {"teh marbuta", UndottedTehMarbuta, "قمة إلى", "قمه إلى"},
      {"both", SloppyLetters, "هيئة أخرى", "هييه اخري"},
      {"final yeh", EgyptianYeh, "فى الذي يمضي", "فى الذى يمضى"},
      {"straight", StraightQuotes, "قال «نعم» و“لا”", "قال \"نعم\" و\"لا\""},
      {"curly", CurlyQuotes, "قال \"نعم\"، و\"لا\"ثم", "قال “نعم”، و“لا”ثم"},
      {"reversed curly", CurlyQuotes, "قال ”نعم“ ثم", "قال “نعم” ثم"},
      {"guillemets", Guillemets, "قال \"نعم\"، و(\"لا\").", "قال «نعم»، و(«لا»)."},
      {"line ends", CarriageReturns, "أ\nب\r\nج", "أ\r\nب\r\nج"},
      {"spaces", NoBreakSpaces, "أ ب", "أ\u00A0ب"},
      {"wide", WideSpaces, "أ ب\n\nج", "أ  ب \n \nج"},
      {"ASCII marks", AsciiPunctuation, "نعم، لا؛ لماذا؟ 3،5", "نعم, لا; لماذا? 3،5"},
      {"no final stops", NoFinalStops, "نعم. لا.\nثم..\nعاد.", "نعم. لا\nثم..\nعاد"},
      {"glued title", GluedTitle, "أ\n\nب\n\nج\nد", "أ ب\n\nج\nد"},
      {"digits", ArabicIndicDigits, "عام 2019", "عام ٢٠١٩"},
      {"letters", PersianLetters, "كي", "کی"},
  };
  for (const Case& test : kCases) {
    EXPECT_EQ(Dress(test.plain, test.dressing, 1).text, test.dressed) << test.name;
  }
}

TEST(DressTest, BringsRangesHome) {
  const DressedArticle dressed = Dress("ab\ncd", CarriageReturns, 1);
  ASSERT_EQ(dressed.text, "ab\r\ncd");
  EXPECT_EQ(dressed.Home({0, 2}), (ByteRange{0, 2}));
  EXPECT_EQ(dressed.Home({4, 6}), (ByteRange{3, 5}));
  const DressedArticle stopless = Dress("ab.\ncd.", NoFinalStops, 1);
  ASSERT_EQ(stopless.text, "ab\ncd");
  EXPECT_EQ(stopless.Home({0, 2}), (ByteRange{0, 2})) << "without the full stop that was left out";
  EXPECT_EQ(stopless.Home({3, 5}), (ByteRange{4, 6}));
}

// The comparison itself.
Attributions AnswerWith(ByteRange cue, ByteRange source, ByteRange content) {
  Attributions answer;
  answer.claims.emplace_back();
  answer.claims[0].cue.range = cue;
  answer.claims[0].source.range = source;
  answer.claims[0].content = {content};
  return answer;
}

TEST(AnswerComparisonTest, CountsSpansThatStay) {
  const std::vector<ClaimSpan> plain = ClaimSpans(AnswerWith({0, 2}, {3, 5}, {6, 9}));
  ASSERT_EQ(plain.size(), 3u);
  EXPECT_EQ(CompareSpans(plain, plain).share(), 1);
  EXPECT_EQ(CompareSpans({}, {}).share(), 1);
  const SpanComparison shorter = CompareSpans(plain, ClaimSpans(AnswerWith({0, 2}, {3, 5}, {6, 8})));
  EXPECT_EQ(shorter.same, 2);
  EXPECT_EQ(shorter.all, 3);
  ASSERT_EQ(shorter.lost.size(), 1u);
  EXPECT_EQ(shorter.lost[0].range, (ByteRange{6, 9}));
  EXPECT_EQ(Describe("ab cd efg", shorter.lost[0]), "content <efg> of <ab>");
  EXPECT_EQ(CompareSpans(plain, ClaimSpans(AnswerWith({0, 1}, {3, 5}, {6, 9}))).same, 0);
  EXPECT_EQ(CompareSpans(plain, {}).all, 3);
}

}  // namespace
}  // namespace isnad
