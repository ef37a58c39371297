#include "service/rpc/offset_encoder.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/attribution/limits.h"
#include "tests/support/text_slices.h"

namespace isnad {
namespace {

constexpr v1::OffsetEncoding kEncodings[] = {v1::OFFSET_ENCODING_UTF8, v1::OFFSET_ENCODING_UTF16,
                                             v1::OFFSET_ENCODING_UTF32};

struct Case {
  std::string behaviour;
  std::string article;
  uint32_t byte_offset;
  int32_t utf16;
  int32_t utf32;
};

TEST(OffsetEncoderTest, CountsInEachUnit) {
  const std::vector<Case> cases = {
      {"nothing before the first byte", "قال", 0, 0, 0},
      {"two-byte letters", "قال", 4, 2, 2},
      {"the end of the article", "قال", 6, 3, 3},
      {"an empty article", "", 0, 0, 0},
      {"diacritics are units of their own", "قَالَ", 10, 5, 5},
      {"three-byte ellipsis", "a…b", 4, 2, 2},
      {"an emoji is two UTF-16 units", "😀ق", 4, 2, 1},
      {"behind an emoji", "😀ق", 6, 3, 2},
      {"a family of emoji with joiners", "👩‍👧 قالت", 12, 6, 4},
      {"a presentation form", "\uFDFA قال", 4, 2, 2},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.behaviour);
    EXPECT_EQ(OffsetEncoder(c.article, v1::OFFSET_ENCODING_UTF8).Encode(c.byte_offset),
              static_cast<int>(c.byte_offset));
    EXPECT_EQ(OffsetEncoder(c.article, v1::OFFSET_ENCODING_UTF16).Encode(c.byte_offset), c.utf16);
    EXPECT_EQ(OffsetEncoder(c.article, v1::OFFSET_ENCODING_UTF32).Encode(c.byte_offset), c.utf32);
  }
}

// One code point of a random plane and width, in UTF-8.
std::string RandomCodePoint(std::mt19937& random) {
  const char* const kSamples[] = {"a",      " ",      "\n",     "ق",  "َ",  "ـ", "é",         "…",
                                  "\u200F", "\uFEFF", "\uFDFA", "中", "😀", "𐤀", "\U0010FFFF"};
  return kSamples[random() % std::size(kSamples)];
}

TEST(OffsetEncoderTest, SlicesAreTheSameInEveryEncoding) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    std::string article;
    std::vector<uint32_t> boundaries = {0};
    const size_t code_points = 1 + random() % 300;
    for (size_t i = 0; i < code_points; ++i) {
      article += RandomCodePoint(random);
      boundaries.push_back(article.size());
    }
    for (v1::OffsetEncoding encoding : kEncodings) {
      const OffsetEncoder encoder(article, encoding);
      const testing::SlicedText sliced(article, encoding);
      EXPECT_EQ(encoder.Encode(article.size()), sliced.size());
      for (int i = 0; i < 20; ++i) {
        uint32_t begin = boundaries[random() % (boundaries.size() - 1)];
        uint32_t end = boundaries[1 + random() % (boundaries.size() - 1)];
        if (begin >= end) continue;
        v1::TextSpan span;
        encoder.Encode(ByteRange{begin, end}, &span);
        ASSERT_EQ(sliced.Slice(span), article.substr(begin, end - begin));
      }
    }
  }
}

TEST(OffsetEncoderTest, CountsAcrossBlocksOfTheLongestArticle) {
  std::string article;
  while (article.size() + 4 <= kArticleBytesMax) article += "😀";
  const OffsetEncoder utf16(article, v1::OFFSET_ENCODING_UTF16);
  const OffsetEncoder utf32(article, v1::OFFSET_ENCODING_UTF32);
  for (uint32_t offset = 0; offset <= article.size(); offset += 4) {
    ASSERT_EQ(utf16.Encode(offset), static_cast<int>(offset / 2));
    ASSERT_EQ(utf32.Encode(offset), static_cast<int>(offset / 4));
  }
}

}  // namespace
}  // namespace isnad
