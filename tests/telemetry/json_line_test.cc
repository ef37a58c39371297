#include "service/telemetry/json_line.h"

#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace isnad {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

std::string LineOf(std::initializer_list<LogField> fields) {
  JsonLine line;
  for (const LogField& field : fields) line.Add(field);
  return line.Finish();
}

TEST(JsonLine, WritesEachTypeAsItself) {
  EXPECT_EQ(LineOf({}), "{}\n");
  EXPECT_EQ(LineOf({{"text", "a"}, {"string", std::string("b")}, {"view", absl::string_view("c")}}),
            "{\"text\":\"a\",\"string\":\"b\",\"view\":\"c\"}\n");
  EXPECT_EQ(LineOf({{"yes", true}, {"no", false}}), "{\"yes\":true,\"no\":false}\n");
  EXPECT_EQ(LineOf({{"int", -7}, {"least", std::numeric_limits<int64_t>::min()}, {"most", UINT64_MAX}}),
            "{\"int\":-7,\"least\":-9223372036854775808,\"most\":18446744073709551615}\n");
  EXPECT_EQ(LineOf({{"tenth", 0.1}, {"float", 0.5f}, {"whole", 3.0}, {"tiny", -5e-324}}),
            "{\"tenth\":0.1,\"float\":0.5,\"whole\":3,\"tiny\":-5e-324}\n");
  EXPECT_EQ(LineOf({{"nan", std::numeric_limits<double>::quiet_NaN()}, {"inf", -HUGE_VAL}}),
            "{\"nan\":null,\"inf\":null}\n");
}

TEST(JsonLine, EscapesWhatAReaderWouldObey) {
  struct Row {
    const char* what;
    std::string text;
    std::string json;
  };
  const Row rows[] = {
      {"quotation mark and backslash", "a\"b\\c", "a\\\"b\\\\c"},
      {"line feed and tab", "a\nb\tc", "a\\nb\\tc"},
      {"NUL", std::string("a\0b", 3), "a\\u0000b"},
      {"escape, which opens terminal sequences", "\x1B[2J", "\\u001b[2J"},
      {"DEL", "\x7F", "\\u007f"},
      {"C1 control sequence introducer", "\xC2\x9B", "\\u009b"},
      {"line and paragraph separator", "\xE2\x80\xA8\xE2\x80\xA9", "\\u2028\\u2029"},
      {"right-to-left override", "\xE2\x80\xAE", "\\u202e"},
      {"isolate", "\xE2\x81\xA7", "\\u2067"},
      {"Arabic letter mark", "\xD8\x9C", "\\u061c"},
      {"Arabic and emoji stay", "وكالة \xF0\x9F\x93\xB0", "وكالة \xF0\x9F\x93\xB0"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(LineOf({{"f", row.text}}), absl::StrCat("{\"f\":\"", row.json, "\"}\n")) << row.what;
    EXPECT_EQ(LineOf({{row.text, 1}}), absl::StrCat("{\"", row.json, "\":1}\n")) << row.what << ", in a name";
  }
}

TEST(JsonLine, ReplacesMalformedUtf8) {
  struct Row {
    const char* what;
    const char* text;
    int replaced;
  };
  const Row rows[] = {
      {"lone continuation", "\x80", 1},  {"lone lead", "\xD8", 1},
      {"overlong slash", "\xC0\xAF", 2}, {"overlong of three", "\xE0\x80\xAF", 3},
      {"surrogate", "\xED\xA0\x80", 3},  {"above U+10FFFF", "\xF4\x90\x80\x80", 4},
      {"never a lead", "\xFF\xFE", 2},   {"cut in the middle", "\xF0\x9F\x93", 3},
  };
  for (const Row& row : rows) {
    std::string expected = "{\"f\":\"a";
    for (int i = 0; i < row.replaced; ++i) expected += "\xEF\xBF\xBD";
    EXPECT_EQ(LineOf({{"f", absl::StrCat("a", row.text, "b")}}), expected + "b\"}\n") << row.what;
  }
}

TEST(JsonLine, CutsAFieldAtItsLimitAndSaysSo) {
  EXPECT_EQ(LineOf({{"f", std::string(kLogFieldBytesMax, 'x')}, {"after", 1}}),
            absl::StrCat("{\"f\":\"", std::string(kLogFieldBytesMax, 'x'), "\",\"after\":1}\n"));
  EXPECT_EQ(LineOf({{"f", std::string(kLogFieldBytesMax + 1, 'x')}, {"after", 1}}),
            absl::StrCat("{\"f\":\"", std::string(kLogFieldBytesMax, 'x'), "\",\"after\":1,\"truncated\":true}\n"));
  // Two bytes a letter: the letter that would cross the limit is left out whole.
  const std::string odd = "x" + std::string(kLogFieldBytesMax - 2, 'x') + "ق";
  EXPECT_EQ(LineOf({{"f", odd}}),
            absl::StrCat("{\"f\":\"", odd.substr(0, kLogFieldBytesMax - 1), "\",\"truncated\":true}\n"));
}

TEST(JsonLine, NeverGrowsBeyondItsLimit) {
  JsonLine line;
  for (int i = 0; i < 1000; ++i) line.Add({absl::StrCat("field", i), std::string(kLogFieldBytesMax, '\x01')});
  const std::string text = line.Finish();
  EXPECT_LE(text.size(), kLogLineBytesMax);
  EXPECT_GT(text.size(), kLogLineBytesMax - 64);
  EXPECT_THAT(text, EndsWith(",\"truncated\":true}\n"));
  EXPECT_TRUE(nlohmann::json::accept(text));
}

std::string RandomText(std::mt19937_64* random) {
  const char* const pieces[] = {"\"", "\\", "\n", "\x1B", "\xE2\x80\xA8", "ق", "\xF0\x9F\x93\xB0", "\x80", "\xFF", "a"};
  std::string text;
  for (size_t i = (*random)() % 2000; i > 0; --i) {
    const uint64_t draw = (*random)();
    if (draw % 3 == 0) {
      text += static_cast<char>(draw >> 8);
    } else {
      text += pieces[(draw >> 8) % std::size(pieces)];
    }
  }
  return text;
}

// Another's parser and serialiser are the judge: nlohmann refuses malformed UTF-8 and JSON alike.
TEST(JsonLine, IsValidWhateverTheBytes) {
  const uint64_t seed = 20260301;
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937_64 random(seed);
  for (int round = 0; round < 3000; ++round) {
    JsonLine line;
    for (int field = static_cast<int>(random() % 6); field >= 0; --field) {
      line.Add({RandomText(&random).substr(0, random() % 40), RandomText(&random)});
      line.Add({"number", static_cast<double>(random()) / 7});
    }
    const std::string text = line.Finish();
    ASSERT_LE(text.size(), kLogLineBytesMax);
    ASSERT_EQ(text.find('\n'), text.size() - 1);
    ASSERT_TRUE(nlohmann::json::accept(text)) << text;
    ASSERT_NO_THROW(nlohmann::json::parse(text).dump()) << text;
  }
}

TEST(JsonLine, KeepsValidTextAsItIs) {
  const std::string text = "أعلن \xE2\x80\xAE\"الوزير\"\r\n\x7F\xE2\x80\xA8 \xF4\x8F\xBF\xBF";
  EXPECT_EQ(nlohmann::json::parse(LineOf({{"f", text}}))["f"], text);
  EXPECT_THAT(LineOf({{"f", text}}), Not(HasSubstr("\xE2\x80\xAE")));
}

}  // namespace
}  // namespace isnad
