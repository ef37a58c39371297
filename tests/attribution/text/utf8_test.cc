// Validation, decoding and encoding against a textbook decoder that builds every value bit by bit and then asks whether
// the result is allowed, which is another way than the table of lead bytes in utf8.cc.
#include "service/attribution/text/utf8.h"

#include <cstdint>
#include <optional>
#include <random>
#include <string>

#include "gtest/gtest.h"

namespace isnad {
namespace {

struct Decoded {
  char32_t code_point = 0;
  size_t length = 0;
};

std::optional<Decoded> TextbookDecode(const std::string& text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(text[i])); };
  int ones = 0;
  while (ones < 8 && (byte(at) >> (7 - ones) & 1) != 0) ++ones;
  if (ones == 0) return Decoded{static_cast<char32_t>(byte(at)), 1};
  if (ones == 1 || ones > 4 || at + ones > text.size()) return std::nullopt;
  uint32_t value = byte(at) & ((1u << (7 - ones)) - 1);
  for (int k = 1; k < ones; ++k) {
    if (byte(at + k) >> 6 != 2) return std::nullopt;
    value = value << 6 | (byte(at + k) & 63);
  }
  const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  if (value < least[ones] || value > 0x10FFFF || surrogate) return std::nullopt;
  return Decoded{static_cast<char32_t>(value), static_cast<size_t>(ones)};
}

std::optional<size_t> TextbookFirstInvalid(const std::string& text) {
  for (size_t at = 0; at < text.size();) {
    const std::optional<Decoded> decoded = TextbookDecode(text, at);
    if (!decoded) return at;
    at += decoded->length;
  }
  return std::nullopt;
}

struct ValidityCase {
  const char* name;
  std::string text;
  std::optional<size_t> first_invalid;
};

TEST(Utf8Test, SaysWhereTheFirstBadSequenceBegins) {
  using namespace std::string_literals;
  const ValidityCase kCases[] = {
      {.name = "Empty", .text = "", .first_invalid = std::nullopt},
      {.name = "Ascii", .text = "isnad", .first_invalid = std::nullopt},
      {.name = "Nul", .text = "a\0b"s, .first_invalid = std::nullopt},
      {.name = "Arabic", .text = "قال الوزير", .first_invalid = std::nullopt},
      {.name = "Emoji", .text = "خبر 📰", .first_invalid = std::nullopt},
      {.name = "HighestCodePoint", .text = "\xF4\x8F\xBF\xBF", .first_invalid = std::nullopt},
      {.name = "LastBeforeSurrogates", .text = "\xED\x9F\xBF", .first_invalid = std::nullopt},
      {.name = "FirstBehindSurrogates", .text = "\xEE\x80\x80", .first_invalid = std::nullopt},
      {.name = "LoneContinuation", .text = "a\x80", .first_invalid = 1},
      {.name = "OverlongSlash", .text = "a\xC0\xAF", .first_invalid = 1},
      {.name = "OverlongThreeBytes", .text = "\xE0\x9F\xBF", .first_invalid = 0},
      {.name = "OverlongFourBytes", .text = "\xF0\x8F\xBF\xBF", .first_invalid = 0},
      {.name = "Surrogate", .text = "ab\xED\xA0\x80", .first_invalid = 2},
      {.name = "AboveUnicode", .text = "\xF4\x90\x80\x80", .first_invalid = 0},
      {.name = "FiveByteLead", .text = "\xF8\x88\x80\x80\x80", .first_invalid = 0},
      {.name = "LeadFf", .text = "\xFF", .first_invalid = 0},
      {.name = "CutTwoBytes", .text = "ab\xD9", .first_invalid = 2},
      {.name = "CutThreeBytes", .text = "ab\xE2\x80", .first_invalid = 2},
      {.name = "CutFourBytes", .text = "\xF0\x9F\x93", .first_invalid = 0},
      {.name = "SecondByteMissing", .text = "\xD9 \x84", .first_invalid = 0},
      {.name = "ThirdByteMissing", .text = "\xE2\x80 ", .first_invalid = 0},
      {.name = "FourthByteMissing", .text = "\xF0\x9F\x93 ", .first_invalid = 0},
      {.name = "Windows1256", .text = "\xDE\xC7\xE1", .first_invalid = 0},
  };
  for (const ValidityCase& test : kCases) {
    SCOPED_TRACE(test.name);
    EXPECT_EQ(FirstInvalidUtf8(test.text), test.first_invalid);
    EXPECT_EQ(TextbookFirstInvalid(test.text), test.first_invalid) << "the oracle itself";
  }
}

TEST(Utf8Test, DoesNotReadBehindTheView) {
  const std::string text = "\xD9\x82";
  EXPECT_EQ(FirstInvalidUtf8(absl::string_view(text).substr(0, 1)), std::optional<size_t>(0));
}

// Bytes that a decoder must think about: leads, continuations and the borders between them.
std::string RandomBytes(std::mt19937_64* random) {
  constexpr unsigned char kTelling[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xD9,
                                        0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
  std::string bytes;
  for (uint64_t length = (*random)() % 12; length > 0; --length) {
    const bool telling = (*random)() % 4 != 0;
    bytes.push_back(static_cast<char>(telling ? kTelling[(*random)() % sizeof(kTelling)] : (*random)() % 256));
  }
  return bytes;
}

TEST(Utf8Test, AgreesWithATextbookDecoderOnRandomBytes) {
  constexpr uint64_t kSeed = 20150811;
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::mt19937_64 random(kSeed);
  int invalid = 0;
  constexpr int kRounds = 200000;
  for (int round = 0; round < kRounds; ++round) {
    const std::string bytes = RandomBytes(&random);
    const std::optional<size_t> expected = TextbookFirstInvalid(bytes);
    ASSERT_EQ(FirstInvalidUtf8(bytes), expected) << ::testing::PrintToString(bytes);
    invalid += expected.has_value();
  }
  // Both outcomes must be common, or the comparison says little.
  EXPECT_GT(invalid, kRounds / 10);
  EXPECT_LT(invalid, kRounds * 99 / 100);
}

TEST(Utf8Test, EveryCodePointSurvivesTheRoundTrip) {
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (code_point >= 0xD800 && code_point < 0xE000) continue;
    std::string text;
    AppendUtf8(code_point, &text);
    const std::optional<Decoded> expected = TextbookDecode(text, 0);
    ASSERT_TRUE(expected && expected->code_point == code_point && expected->length == text.size())
        << static_cast<uint32_t>(code_point);
    ASSERT_EQ(FirstInvalidUtf8(text), std::nullopt) << static_cast<uint32_t>(code_point);
    uint32_t offset = 0;
    ASSERT_EQ(NextCodePoint(text, &offset), code_point);
    ASSERT_EQ(offset, text.size());
  }
}

TEST(Utf8Test, WalksOverMixedText) {
  const std::string text = "aق\u200F€📰z";
  std::u32string decoded;
  for (uint32_t offset = 0; offset < text.size();) decoded.push_back(NextCodePoint(text, &offset));
  EXPECT_EQ(decoded, U"a\u0642\u200F\u20AC\U0001F4F0z");
}

}  // namespace
}  // namespace isnad
