// The closed classes by code point. Presentation forms are checked against the Unicode facts about their blocks: the
// order of the letters in Forms-B, how many forms each has, and the compatibility decompositions of a sample.
#include "service/attribution/text/arabic.h"

#include <cstdint>
#include <vector>

#include "gtest/gtest.h"

namespace isnad::arabic {
namespace {

struct LetterForms {
  char32_t letter;  // the letter in whose forms the block goes on
  int forms;        // isolated, final, and for letters that join both ways initial and medial
};

// Arabic Presentation Forms-B from U+FE80 on, by the names list: HAMZA ISOLATED, ALEF WITH MADDA ABOVE ISOLATED and
// FINAL, and so on; 2 forms for letters that do not join to the left.
constexpr LetterForms kFormsB[] = {{0x0621, 1}, {0x0622, 2}, {0x0623, 2}, {0x0624, 2}, {0x0625, 2}, {0x0626, 4},
                                   {0x0627, 2}, {0x0628, 4}, {0x0629, 2}, {0x062A, 4}, {0x062B, 4}, {0x062C, 4},
                                   {0x062D, 4}, {0x062E, 4}, {0x062F, 2}, {0x0630, 2}, {0x0631, 2}, {0x0632, 2},
                                   {0x0633, 4}, {0x0634, 4}, {0x0635, 4}, {0x0636, 4}, {0x0637, 4}, {0x0638, 4},
                                   {0x0639, 4}, {0x063A, 4}, {0x0641, 4}, {0x0642, 4}, {0x0643, 4}, {0x0644, 4},
                                   {0x0645, 4}, {0x0646, 4}, {0x0647, 4}, {0x0648, 2}, {0x0649, 2}, {0x064A, 4}};

TEST(ArabicTest, PresentationFormsFoldLikeTheirLetters) {
  char32_t form = 0xFE80;
  for (const LetterForms& letter : kFormsB) {
    for (int i = 0; i < letter.forms; ++i, ++form) {
      const Folded folded = Fold(form);
      EXPECT_EQ(folded.first, Fold(letter.letter).first) << std::hex << static_cast<uint32_t>(form);
      EXPECT_EQ(folded.second, 0u) << std::hex << static_cast<uint32_t>(form);
    }
  }
  EXPECT_EQ(form, char32_t{0xFEF5}) << "the table must end where the lam-alef ligatures begin";
}

TEST(ArabicTest, LamAlefLigaturesFoldToTwoLetters) {
  for (char32_t form = 0xFEF5; form <= 0xFEFC; ++form) {
    const Folded folded = Fold(form);
    EXPECT_EQ(folded.first, kLam) << std::hex << static_cast<uint32_t>(form);
    EXPECT_EQ(folded.second, kAlef) << std::hex << static_cast<uint32_t>(form);
  }
}

struct FoldCase {
  const char* name;
  char32_t code_point;
  char32_t folded;
};

TEST(ArabicTest, FoldsSpellingVariants) {
  constexpr FoldCase kCases[] = {
      {.name = "ALEF WITH MADDA ABOVE", .code_point = 0x0622, .folded = kAlef},
      {.name = "ALEF WITH HAMZA ABOVE", .code_point = 0x0623, .folded = kAlef},
      {.name = "ALEF WITH HAMZA BELOW", .code_point = 0x0625, .folded = kAlef},
      {.name = "ALEF WASLA", .code_point = 0x0671, .folded = kAlef},
      {.name = "WAW WITH HAMZA ABOVE", .code_point = 0x0624, .folded = kWaw},
      {.name = "YEH WITH HAMZA ABOVE", .code_point = 0x0626, .folded = kYeh},
      {.name = "ALEF MAKSURA", .code_point = 0x0649, .folded = kYeh},
      {.name = "FARSI YEH", .code_point = 0x06CC, .folded = kYeh},
      {.name = "TEH MARBUTA", .code_point = 0x0629, .folded = kHeh},
      {.name = "HEH WITH YEH ABOVE", .code_point = 0x06C0, .folded = kHeh},
      {.name = "HEH GOAL", .code_point = 0x06C1, .folded = kHeh},
      {.name = "AE", .code_point = 0x06D5, .folded = kHeh},
      {.name = "KEHEH", .code_point = 0x06A9, .folded = kKaf},
      {.name = "HAMZA stays", .code_point = 0x0621, .folded = 0x0621},
      {.name = "PEH stays", .code_point = 0x067E, .folded = 0x067E},
      {.name = "PEH ISOLATED FORM", .code_point = 0xFB56, .folded = 0x067E},
      {.name = "TCHEH FINAL FORM", .code_point = 0xFB7B, .folded = 0x0686},
      {.name = "JEH ISOLATED FORM", .code_point = 0xFB8A, .folded = 0x0698},
      {.name = "KEHEH MEDIAL FORM", .code_point = 0xFB91, .folded = kKaf},
      {.name = "GAF INITIAL FORM", .code_point = 0xFB94, .folded = 0x06AF},
      {.name = "HEH GOAL ISOLATED FORM", .code_point = 0xFBA6, .folded = kHeh},
      {.name = "FARSI YEH FINAL FORM", .code_point = 0xFBFD, .folded = kYeh},
      {.name = "ALEF WASLA FINAL FORM", .code_point = 0xFB51, .folded = kAlef},
      {.name = "ARABIC-INDIC DIGIT SEVEN", .code_point = 0x0667, .folded = '7'},
      {.name = "EXTENDED ARABIC-INDIC DIGIT FOUR", .code_point = 0x06F4, .folded = '4'},
      {.name = "ARABIC DECIMAL SEPARATOR", .code_point = 0x066B, .folded = '.'},
      {.name = "ARABIC THOUSANDS SEPARATOR", .code_point = 0x066C, .folded = ','},
      {.name = "ARABIC PERCENT SIGN", .code_point = 0x066A, .folded = '%'},
      {.name = "ARABIC COMMA stays", .code_point = 0x060C, .folded = 0x060C},
      {.name = "LATIN CAPITAL LETTER A", .code_point = 'A', .folded = 'a'},
      {.name = "LATIN CAPITAL LETTER Z", .code_point = 'Z', .folded = 'z'},
      {.name = "LATIN SMALL LETTER A", .code_point = 'a', .folded = 'a'},
      {.name = "COMMERCIAL AT stays", .code_point = '@', .folded = '@'},
      {.name = "LEFT SQUARE BRACKET stays", .code_point = '[', .folded = '['},
      {.name = "FULLWIDTH LATIN CAPITAL LETTER B", .code_point = 0xFF22, .folded = 'b'},
      {.name = "FULLWIDTH DIGIT NINE", .code_point = 0xFF19, .folded = '9'},
      {.name = "NO-BREAK SPACE", .code_point = 0x00A0, .folded = ' '},
      {.name = "NARROW NO-BREAK SPACE", .code_point = 0x202F, .folded = ' '},
      {.name = "IDEOGRAPHIC SPACE", .code_point = 0x3000, .folded = ' '},
      {.name = "LINE SEPARATOR", .code_point = 0x2028, .folded = '\n'},
      {.name = "PARAGRAPH SEPARATOR", .code_point = 0x2029, .folded = '\n'},
      {.name = "emoji stays", .code_point = 0x1F4F0, .folded = 0x1F4F0},
  };
  for (const FoldCase& test : kCases) {
    const Folded folded = Fold(test.code_point);
    EXPECT_EQ(folded.first, test.folded) << test.name;
    EXPECT_EQ(folded.second, 0u) << test.name;
  }
}

TEST(ArabicTest, FoldingTwiceIsFoldingOnce) {
  for (char32_t code_point = 1; code_point <= 0xFFFF; ++code_point) {
    const Folded once = Fold(code_point);
    ASSERT_EQ(Fold(once.first).first, once.first) << std::hex << static_cast<uint32_t>(code_point);
    ASSERT_EQ(Fold(once.first).second, 0u) << std::hex << static_cast<uint32_t>(code_point);
  }
}

struct ClassCase {
  const char* name;
  char32_t code_point;
  bool expected;
};

TEST(ArabicTest, KnowsDiacritics) {
  constexpr ClassCase kCases[] = {
      {.name = "FATHATAN", .code_point = 0x064B, .expected = true},
      {.name = "SUKUN", .code_point = 0x0652, .expected = true},
      {.name = "SHADDA", .code_point = 0x0651, .expected = true},
      {.name = "HAMZA ABOVE", .code_point = 0x0654, .expected = true},
      {.name = "SUPERSCRIPT ALEF", .code_point = 0x0670, .expected = true},
      {.name = "SIGN SALLALLAHOU ALAYHE WASSALLAM", .code_point = 0x0610, .expected = true},
      {.name = "SMALL HIGH MEEM ISOLATED FORM", .code_point = 0x06E2, .expected = true},
      {.name = "FATHATAN ISOLATED FORM", .code_point = 0xFE70, .expected = true},
      {.name = "SHADDA MEDIAL FORM", .code_point = 0xFE7D, .expected = true},
      {.name = "YEH", .code_point = 0x064A, .expected = false},
      {.name = "ARABIC-INDIC DIGIT ZERO", .code_point = 0x0660, .expected = false},
      {.name = "TATWEEL", .code_point = 0x0640, .expected = false},
      {.name = "END OF AYAH", .code_point = 0x06DD, .expected = false},
      {.name = "ALEF WASLA", .code_point = 0x0671, .expected = false},
      {.name = "LATIN SMALL LETTER A", .code_point = 'a', .expected = false},
  };
  for (const ClassCase& test : kCases) EXPECT_EQ(IsDiacritic(test.code_point), test.expected) << test.name;
}

TEST(ArabicTest, KnowsInvisibleControls) {
  constexpr ClassCase kCases[] = {
      {.name = "SOFT HYPHEN", .code_point = 0x00AD, .expected = true},
      {.name = "ARABIC LETTER MARK", .code_point = 0x061C, .expected = true},
      {.name = "ZERO WIDTH SPACE", .code_point = 0x200B, .expected = true},
      {.name = "ZERO WIDTH NON-JOINER", .code_point = 0x200C, .expected = true},
      {.name = "RIGHT-TO-LEFT MARK", .code_point = 0x200F, .expected = true},
      {.name = "LEFT-TO-RIGHT EMBEDDING", .code_point = 0x202A, .expected = true},
      {.name = "RIGHT-TO-LEFT OVERRIDE", .code_point = 0x202E, .expected = true},
      {.name = "WORD JOINER", .code_point = 0x2060, .expected = true},
      {.name = "POP DIRECTIONAL ISOLATE", .code_point = 0x2069, .expected = true},
      {.name = "VARIATION SELECTOR-16", .code_point = 0xFE0F, .expected = true},
      {.name = "BYTE ORDER MARK", .code_point = 0xFEFF, .expected = true},
      {.name = "SPACE", .code_point = ' ', .expected = false},
      {.name = "HYPHEN", .code_point = 0x2010, .expected = false},
      {.name = "LINE SEPARATOR", .code_point = 0x2028, .expected = false},
      {.name = "ARABIC COMMA", .code_point = 0x060C, .expected = false},
      {.name = "TATWEEL", .code_point = 0x0640, .expected = false},
  };
  for (const ClassCase& test : kCases) EXPECT_EQ(IsInvisibleControl(test.code_point), test.expected) << test.name;
}

TEST(ArabicTest, LettersAreNoMarksDigitsOrDiacritics) {
  for (const char32_t letter : {kHamza, kAlef, kBeh, kTeh, kYeh, char32_t{0x067E}, char32_t{0x06AF}}) {
    EXPECT_TRUE(IsLetter(letter)) << std::hex << static_cast<uint32_t>(letter);
  }
  for (const char32_t other : {kTatweel, kComma, kSemicolon, kQuestionMark, char32_t{0x064B}, char32_t{0x0660},
                               char32_t{0x06D4}, char32_t{'a'}, char32_t{'1'}}) {
    EXPECT_FALSE(IsLetter(other)) << std::hex << static_cast<uint32_t>(other);
  }
}

}  // namespace
}  // namespace isnad::arabic
