// What a token is, its kind and its bytes in the article. The sentences and quotations have tests of their own.
#include "service/attribution/token/tokenizer.h"

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/text/utf8.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;

TokenizedText Read(absl::string_view article) { return Tokenize(Normalize(article)); }

std::string Bytes(absl::string_view article, const Token& token) {
  return std::string(article.substr(token.range.begin, token.range.size()));
}

// The tokens as the article writes them.
std::vector<std::string> Surfaces(absl::string_view article) {
  std::vector<std::string> surfaces;
  for (const Token& token : Read(article).tokens) surfaces.push_back(Bytes(article, token));
  return surfaces;
}

struct CutCase {
  const char* name;
  const char* article;
  const char* tokens;  // joined with '|'
};

TEST(TokenizerTest, CutsWordsAndMarks) {
  constexpr CutCase kCases[] = {
      {.name = "Empty", .article = "", .tokens = ""},
      {.name = "OnlySpace", .article = " \n\t\r\n ", .tokens = ""},
      {.name = "Sentence", .article = "قال الوزير: نعم.", .tokens = "قال|الوزير|:|نعم|."},
      {.name = "GluedMarks", .article = "«نعم»،لا", .tokens = "«|نعم|»|،|لا"},
      {.name = "VowelsStay", .article = "قَالَ نَعَمْ", .tokens = "قَالَ|نَعَمْ"},
      {.name = "TatweelBehindAParticle", .article = "لـ«رويترز»", .tokens = "لـ|«|رويترز|»"},
      {.name = "Decimal", .article = "نما 3.5 بالمئة", .tokens = "نما|3.5|بالمئة"},
      {.name = "ArabicNumber", .article = "بلغ ١٬٢٠٠ طن", .tokens = "بلغ|١٬٢٠٠|طن"},
      {.name = "ArabicDecimal", .article = "٣٫٥", .tokens = "٣٫٥"},
      {.name = "NumberAtTheEnd", .article = "عام 2021.", .tokens = "عام|2021|."},
      {.name = "ScoreIsThreeTokens", .article = "3-2", .tokens = "3|-|2"},
      {.name = "TimeOfDay", .article = "10:30", .tokens = "10|:|30"},
      {.name = "AbbreviatedAgency", .article = "أ.ف.ب", .tokens = "أ|.|ف|.|ب"},
      {.name = "Ellipsis", .article = "لكن... نعم..", .tokens = "لكن|...|نعم|.."},
      {.name = "OneCharacterEllipsis", .article = "لكن…", .tokens = "لكن|…"},
      {.name = "LatinAndArabic", .article = "شركة BBC-2", .tokens = "شركة|BBC|-|2"},
      {.name = "WordWithDigits", .article = "كوفيد19 G20", .tokens = "كوفيد19|G20"},
      {.name = "Emoji", .article = "خبر📰عاجل", .tokens = "خبر|📰|عاجل"},
      {.name = "ArabicFullStop", .article = "نعم۔ لا", .tokens = "نعم|۔|لا"},
      {.name = "PersianLetters", .article = "پیش", .tokens = "پیش"},
      {.name = "OrnateParentheses", .article = "﴿نص﴾", .tokens = "﴿|نص|﴾"},
      {.name = "ControlsBetweenWords", .article = "\u200Fنعم\u200F \u202Bلا\u202C", .tokens = "نعم|لا"},
      {.name = "NoBreakSpace", .article = "نعم\u00A0لا", .tokens = "نعم|لا"},
  };
  for (const CutCase& test : kCases) {
    EXPECT_EQ(absl::StrJoin(Surfaces(test.article), "|"), test.tokens) << test.name;
  }
}

TEST(TokenizerTest, NulIsWhiteSpace) {
  const std::string article("نعم\0لا", 4 * 2 + 1 + 2);
  EXPECT_THAT(Surfaces(article), ElementsAre("نعم", "لا"));
}

struct KindCase {
  const char* name;
  const char* article;
  TokenKind kind;
  Mark mark;
};

TEST(TokenizerTest, KnowsKindsAndMarks) {
  constexpr KindCase kCases[] = {
      {.name = "Word", .article = "قال", .kind = TokenKind::kWord, .mark = Mark::kNone},
      {.name = "WordWithDigit", .article = "ج8", .kind = TokenKind::kWord, .mark = Mark::kNone},
      {.name = "Number", .article = "١٢", .kind = TokenKind::kNumber, .mark = Mark::kNone},
      {.name = "Latin", .article = "Reuters", .kind = TokenKind::kLatin, .mark = Mark::kNone},
      {.name = "LatinWithDigit", .article = "G7", .kind = TokenKind::kLatin, .mark = Mark::kNone},
      {.name = "Cyrillic", .article = "ТАСС", .kind = TokenKind::kLatin, .mark = Mark::kNone},
      {.name = "ArabicComma", .article = "،", .kind = TokenKind::kMark, .mark = Mark::kComma},
      {.name = "Comma", .article = ",", .kind = TokenKind::kMark, .mark = Mark::kComma},
      {.name = "ArabicSemicolon", .article = "؛", .kind = TokenKind::kMark, .mark = Mark::kSemicolon},
      {.name = "Stop", .article = ".", .kind = TokenKind::kMark, .mark = Mark::kStop},
      {.name = "ArabicFullStop", .article = "۔", .kind = TokenKind::kMark, .mark = Mark::kStop},
      {.name = "TwoDots", .article = "..", .kind = TokenKind::kMark, .mark = Mark::kEllipsis},
      {.name = "Ellipsis", .article = "…", .kind = TokenKind::kMark, .mark = Mark::kEllipsis},
      {.name = "ArabicQuestion", .article = "؟", .kind = TokenKind::kMark, .mark = Mark::kQuestion},
      {.name = "Exclamation", .article = "!", .kind = TokenKind::kMark, .mark = Mark::kExclamation},
      {.name = "Colon", .article = ":", .kind = TokenKind::kMark, .mark = Mark::kColon},
      {.name = "FullWidthColon", .article = "：", .kind = TokenKind::kMark, .mark = Mark::kColon},
      {.name = "EnDash", .article = "–", .kind = TokenKind::kMark, .mark = Mark::kDash},
      {.name = "Slash", .article = "/", .kind = TokenKind::kMark, .mark = Mark::kSlash},
      {.name = "OpenBracket", .article = "(", .kind = TokenKind::kMark, .mark = Mark::kOpenBracket},
      {.name = "CloseBracket", .article = "]", .kind = TokenKind::kMark, .mark = Mark::kCloseBracket},
      {.name = "Guillemet", .article = "«", .kind = TokenKind::kMark, .mark = Mark::kQuote},
      {.name = "Curly", .article = "”", .kind = TokenKind::kMark, .mark = Mark::kQuote},
      {.name = "Straight", .article = "\"", .kind = TokenKind::kMark, .mark = Mark::kQuote},
      {.name = "Apostrophe", .article = "'", .kind = TokenKind::kMark, .mark = Mark::kQuote},
      {.name = "Percent", .article = "٪", .kind = TokenKind::kMark, .mark = Mark::kOther},
      {.name = "Emoji", .article = "📰", .kind = TokenKind::kMark, .mark = Mark::kOther},
      {.name = "Bullet", .article = "•", .kind = TokenKind::kMark, .mark = Mark::kOther},
  };
  for (const KindCase& test : kCases) {
    const TokenizedText text = Read(test.article);
    ASSERT_EQ(text.size(), 1) << test.name;
    EXPECT_EQ(text.tokens[0].kind, test.kind) << test.name;
    EXPECT_EQ(text.tokens[0].mark, test.mark) << test.name;
  }
}

TEST(TokenizerTest, FoldsEachTokenAndRemembersTehMarbuta) {
  const TokenizedText text = Read("أعلنت وكالةُ BBC");
  ASSERT_EQ(text.size(), 3);
  EXPECT_EQ(text.Text(0), "اعلنت");
  EXPECT_EQ(text.Text(1), "وكاله");
  EXPECT_EQ(text.Text(2), "bbc");
  EXPECT_FALSE(text.tokens[0].teh_marbuta);
  EXPECT_TRUE(text.tokens[1].teh_marbuta);
}

TEST(TokenizerTest, SpellsMarksThatDoTheSameAlike) {
  struct Case {
    const char* marks;
    const char* spelled;
  };
  constexpr Case kCases[] = {
      {"« » “ ” „ \" ″", "\""}, {"‘ ’ '", "'"}, {"، , 、", "،"}, {"؛ ;", "؛"}, {"؟ ?", "؟"}, {". ۔", "."},
      {"- – —", "-"},           {": ﹕", ":"}};
  for (const Case& test : kCases) {
    const TokenizedText text = Read(test.marks);
    for (int i = 0; i < text.size(); ++i) EXPECT_EQ(text.Text(i), test.spelled) << test.marks << " " << i;
  }
  const TokenizedText text = Read("« .. ... (");
  EXPECT_EQ(text.tokens[0].first_letter, char32_t{0x00AB}) << "the pairer goes by the shape";
  EXPECT_EQ(text.Text(1), "..");
  EXPECT_EQ(text.Text(2), "...");
  EXPECT_EQ(text.Text(3), "(");
}

TEST(TokenizerTest, KnowsSpaceLinesAndParagraphs) {
  const TokenizedText text = Read("\r\n  عنوان\r\n\r\nقال: نعم\nلا");
  ASSERT_EQ(text.size(), 5);
  const auto facts = [&](int i) {
    const Token& t = text.tokens[i];
    return absl::StrCat(t.space_before ? "<" : "", t.space_after ? ">" : "", t.starts_line ? "L" : "", t.paragraph);
  };
  EXPECT_EQ(facts(0), "<>L0");
  EXPECT_EQ(facts(1), "<L1");
  EXPECT_EQ(facts(2), ">1");
  EXPECT_EQ(facts(3), "<>1");
  EXPECT_EQ(facts(4), "<>L2");
}

TEST(TokenizerTest, CarriageReturnsMakeNoParagraphs) {
  const TokenizedText unix_text = Read("نعم\nلا\n\nربما"), windows_text = Read("نعم\r\nلا\r\n\r\nربما");
  ASSERT_EQ(unix_text.size(), windows_text.size());
  for (int i = 0; i < unix_text.size(); ++i) {
    EXPECT_EQ(unix_text.tokens[i].paragraph, windows_text.tokens[i].paragraph) << i;
  }
}

TEST(TokenizerTest, TokensAreOrderedAndCoverAllThatIsNoSpace) {
  constexpr uint64_t kSeed = 3;
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  constexpr char32_t kTelling[] = {' ',    '\n',   '.',    ',',     '"',    '-',    '(',    'a',
                                   '7',    0x0642, 0x0644, 0x0629,  0x064B, 0x0640, 0x060C, 0x00AB,
                                   0x200F, 0x0667, 0xFEFB, 0x1F4F0, 0,      '\r',   0x2026, 0x06D4};
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 5000; ++round) {
    std::string article;
    for (uint64_t length = random() % 40; length > 0; --length) {
      AppendUtf8(kTelling[random() % (sizeof(kTelling) / sizeof(kTelling[0]))], &article);
    }
    const TokenizedText text = Read(article);
    std::string folded;
    uint32_t end = 0;
    for (int i = 0; i < text.size(); ++i) {
      const Token& token = text.tokens[i];
      ASSERT_LT(token.range.begin, token.range.end);
      ASSERT_LE(end, token.range.begin);
      ASSERT_LE(token.range.end, article.size());
      ASSERT_EQ(FirstInvalidUtf8(Bytes(article, token)), std::nullopt);
      end = token.range.end;
      folded += std::string(text.Text(i));
    }
    std::string expected;
    for (const char c : absl::StrReplaceAll(FoldedSpelling(article), {{"«", "\""}, {"،", ","}, {"۔", "."}})) {
      if (c != ' ' && c != '\n' && c != '\r' && c != '\0') expected.push_back(c);
    }
    ASSERT_EQ(absl::StrReplaceAll(folded, {{"،", ","}}), expected);
  }
}

struct LongLineCase {
  const char* name;
  const char* repeated;
};

// Linear work takes some tenths of a second here; quadratic work would take minutes, so the bound can be wide enough
// for a busy machine and sanitizers.
TEST(TokenizerTest, ReadsOneMegabyteInOneLineInLinearTime) {
  constexpr LongLineCase kCases[] = {
      {.name = "Words", .repeated = "قال الوزير إن الأسعار ارتفعت، وأضاف "},
      {.name = "OneWord", .repeated = "ق"},
      {.name = "OpenQuotes", .repeated = "« "},
      {.name = "StraightQuotes", .repeated = "\""},
      {.name = "Dots", .repeated = "."},
      {.name = "Digits", .repeated = "1,"},
      {.name = "Diacritics", .repeated = "ًٌ"},
      {.name = "Stops", .repeated = "نعم. "},
      {.name = "NestedQuotes", .repeated = "«نعم \"لا\" نعم» "},
  };
  for (const LongLineCase& test : kCases) {
    std::string article = "ق ";
    while (article.size() < (1u << 20) - 64) article += test.repeated;
    const auto start = std::chrono::steady_clock::now();
    EXPECT_GT(Read(article).size(), 0) << test.name;
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    EXPECT_LT(seconds.count(), 20.0) << test.name;
  }
}

}  // namespace
}  // namespace isnad
