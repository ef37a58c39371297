#include "client/utf8.h"

#include <string>

#include "gtest/gtest.h"

namespace isnad {
namespace {

struct Row {
  const char* name;
  std::string text;
  size_t first_bad_byte;
};

TEST(FirstBadByte, NamesTheFirstByteOfTheFirstBadSequence) {
  const size_t none = absl::string_view::npos;
  const Row rows[] = {
      {"empty", "", none},
      {"ASCII and Arabic", "news: قال", none},
      {"four bytes", "\xF0\x9F\x98\x80", none},
      {"largest code point", "\xF4\x8F\xBF\xBF", none},
      {"NUL is a character", std::string("a\0b", 3), none},
      {"lone continuation", "ab\x80", 2},
      {"overlong two bytes", "\xC0\xAF", 0},
      {"overlong three bytes", "a\xE0\x80\xAF", 1},
      {"surrogate", "\xED\xA0\x80", 0},
      {"above the largest", "\xF4\x90\x80\x80", 0},
      {"truncated at the end", "قا\xD9", 4},
      {"truncated in the middle", "\xD9z", 0},
      {"Latin-1", "caf\xE9 noir", 3},
  };
  for (const Row& row : rows) EXPECT_EQ(FirstBadByte(row.text), row.first_bad_byte) << row.name;
}

TEST(CodePointAt, DecodesEachLength) {
  EXPECT_EQ(CodePointAt("z", 0).value, U'z');
  EXPECT_EQ(CodePointAt("xق", 1).value, U'ق');
  EXPECT_EQ(CodePointAt("xق", 1).bytes, 2u);
  EXPECT_EQ(CodePointAt("…", 0).value, U'…');
  EXPECT_EQ(CodePointAt("😀", 0).value, U'😀');
  EXPECT_EQ(CodePointAt("😀", 0).bytes, 4u);
  EXPECT_EQ(CodePointAt("\xFF", 0).bytes, 0u);
}

}  // namespace
}  // namespace isnad
