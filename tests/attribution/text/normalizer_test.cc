// Folding of whole words, and the way home: every folded letter says which bytes of the article it stands for.
#include "service/attribution/text/normalizer.h"

#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "service/attribution/text/arabic.h"
#include "service/attribution/text/utf8.h"

namespace isnad {
namespace {

struct FoldingCase {
  const char* name;
  const char* text;
  const char* folded;
};

TEST(NormalizerTest, FoldsVariantsOfOneWordToOneSpelling) {
  constexpr FoldingCase kCases[] = {
      {.name = "Hamza", .text = "أكّد إنّ آسيا", .folded = "اكد ان اسيا"},
      {.name = "Vowels", .text = "قَالَ الوَزِيرُ", .folded = "قال الوزير"},
      {.name = "Tatweel", .text = "قـــال", .folded = "قال"},
      {.name = "TehMarbuta", .text = "وكالة", .folded = "وكاله"},
      {.name = "AlefMaksura", .text = "نفى", .folded = "نفي"},
      {.name = "Persian", .text = "رئیس کابل", .folded = "رييس كابل"},
      {.name = "HamzaCarriers", .text = "مسؤول رئيس", .folded = "مسوول رييس"},
      {.name = "PresentationForms", .text = "\xEF\xBB\x97\xEF\xBA\x8E\xEF\xBB\x9D", .folded = "قال"},
      {.name = "LamAlef", .text = "\xEF\xBB\xBB", .folded = "لا"},
      {.name = "BidiControls", .text = "\u202Bقال\u202C\u200F", .folded = "قال"},
      {.name = "ZeroWidthNonJoiner", .text = "بلا‌توقف", .folded = "بلاتوقف"},
      {.name = "ByteOrderMark", .text = "\xEF\xBB\xBFقال", .folded = "قال"},
      {.name = "ArabicDigits", .text = "١٬٢٠٠٫٥", .folded = "1,200.5"},
      {.name = "PersianDigits", .text = "۱۲۳", .folded = "123"},
      {.name = "Latin", .text = "BBC News", .folded = "bbc news"},
      {.name = "FullWidth", .text = "ＢＢＣ", .folded = "bbc"},
      {.name = "Emoji", .text = "خبر 📰", .folded = "خبر 📰"},
      {.name = "OnlyMarks", .text = "َُِّْـ", .folded = ""},
      {.name = "Empty", .text = "", .folded = ""},
  };
  for (const FoldingCase& test : kCases) EXPECT_EQ(FoldedSpelling(test.text), test.folded) << test.name;
}

std::string Origin(const std::string& text, const FoldedChar& c) {
  return text.substr(c.origin.begin, c.origin.size());
}

TEST(NormalizerTest, OriginCoversTheMarksOfItsLetter) {
  const std::string text = "قَـال";
  const std::vector<FoldedChar> chars = Normalize(text);
  ASSERT_EQ(chars.size(), 3u);
  EXPECT_EQ(Origin(text, chars[0]), "قَـ");
  EXPECT_EQ(Origin(text, chars[1]), "ا");
  EXPECT_EQ(Origin(text, chars[2]), "ل");
}

TEST(NormalizerTest, OriginLeavesOutControlsAndStrayMarks) {
  // Right-to-left marks, one of them before a vowel of the letter before it; a vowel behind a space.
  const std::string text = "\u200Fق\u200Fَ\u200F ًم";
  const std::vector<FoldedChar> chars = Normalize(text);
  ASSERT_EQ(chars.size(), 3u);
  EXPECT_EQ(Origin(text, chars[0]), "ق\u200Fَ");
  EXPECT_EQ(Origin(text, chars[1]), " ");
  EXPECT_EQ(Origin(text, chars[2]), "م");
}

TEST(NormalizerTest, BothLettersOfALigatureHaveItsOrigin) {
  const std::string text = "a\xEF\xBB\xBBz";
  const std::vector<FoldedChar> chars = Normalize(text);
  ASSERT_EQ(chars.size(), 4u);
  EXPECT_EQ(chars[1].origin, (ByteRange{1, 4}));
  EXPECT_EQ(chars[2].origin, (ByteRange{1, 4}));
}

TEST(NormalizerTest, RemembersTehMarbuta) {
  const std::vector<FoldedChar> chars = Normalize("ةه\xEF\xBA\x93\xEF\xBA\x94ت");
  ASSERT_EQ(chars.size(), 5u);
  EXPECT_TRUE(chars[0].teh_marbuta);
  EXPECT_FALSE(chars[1].teh_marbuta);
  EXPECT_TRUE(chars[2].teh_marbuta);
  EXPECT_TRUE(chars[3].teh_marbuta);
  EXPECT_FALSE(chars[4].teh_marbuta);
  EXPECT_EQ(chars[0].letter, chars[1].letter);
}

std::string RandomText(std::mt19937_64* random) {
  constexpr char32_t kTelling[] = {'a',    ' ',    '\n',    0,      0x0640, 0x064B, 0x0651, 0x200F,
                                   0x200C, 0x0627, 0x0629,  0x0642, 0x0644, 0xFEFB, 0xFEDF, 0xFE70,
                                   0x0660, 0x061C, 0x1F4F0, 0x00AB, 0xFEFF, 0x0670};
  std::string text;
  for (uint64_t length = (*random)() % 30; length > 0; --length) {
    AppendUtf8(kTelling[(*random)() % (sizeof(kTelling) / sizeof(kTelling[0]))], &text);
  }
  return text;
}

TEST(NormalizerTest, OriginsAreOrderedWholeCodePoints) {
  constexpr uint64_t kSeed = 7;
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = RandomText(&random);
    ByteRange last;
    for (const FoldedChar& c : Normalize(text)) {
      ASSERT_FALSE(c.origin.empty());
      ASSERT_LE(c.origin.end, text.size());
      // The two letters of a ligature begin together, and marks behind it belong to the second.
      const bool ligature = c.origin.begin == last.begin && c.origin.end >= last.end;
      ASSERT_TRUE(c.origin.begin >= last.end || ligature) << "overlap in " << text;
      ASSERT_EQ(FirstInvalidUtf8(Origin(text, c)), std::nullopt) << "a split code point in " << text;
      last = c.origin;
    }
  }
}

TEST(NormalizerTest, FoldedSpellingIsStable) {
  constexpr uint64_t kSeed = 11;
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 5000; ++round) {
    const std::string folded = FoldedSpelling(RandomText(&random));
    ASSERT_EQ(FoldedSpelling(folded), folded);
  }
}

}  // namespace
}  // namespace isnad
