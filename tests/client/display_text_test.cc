#include "client/display_text.h"

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;

TEST(DisplayLine, IsOneHarmlessLine) {
  struct Row {
    const char* name;
    std::string text;
    std::string line;
  };
  const Row rows[] = {
      {"as it is", "قال الوزير", "قال الوزير"},
      {"paragraphs", "قال\n\n\tالوزير ", "قال الوزير"},
      {"no-break space", "قال\u00A0الوزير", "قال الوزير"},
      {"escape sequences cannot steer the terminal", "قال\x1b[31m الوزير\x07", "قال[31m الوزير"},
      {"C1 controls", "قال\u009B31m", "قال31m"},
      {"directional controls", "\u202Eقال\u202C \u2067ب\u2069\u200F\u061C", "قال ب"},
      {"joiners stay", "می\u200Cرود", "می\u200Cرود"},
      {"bad bytes", "قال\xFF.", "قال?."},
      {"blank", " \n", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(DisplayLine(row.text), row.line) << row.name;
}

TEST(DisplayName, LosesNothingAndSteersNothing) {
  struct Row {
    const char* name;
    std::string text;
    std::string shown;
  };
  const Row rows[] = {
      {"as it is", "a  b/ميناء.txt", "a  b/ميناء.txt"},
      {"escape sequences", "a\x1b]0;title\x07.txt", "a\\x1B]0;title\\x07.txt"},
      {"lines and tabs", "a\r\n\tb",
       "a\\x0D\\x0A\\x09"
       "b"},
      {"zero and DEL", std::string("a\0\x7F", 3), "a\\x00\\x7F"},
      {"C1 controls", "a\u009B31m", "a\\xC2\\x9B31m"},
      {"directional controls", "a\u202Etxt.exe", "a\\xE2\\x80\\xAEtxt.exe"},
      {"line separators", "a\u2028b",
       "a\\xE2\\x80\\xA8"
       "b"},
      {"bad bytes", "caf\xE9", "caf\\xE9"},
      {"nothing", "", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(DisplayName(row.text), row.shown) << row.name;
}

TEST(DisplayColumns, CountsWhatTheEyeSees) {
  EXPECT_EQ(DisplayColumns("قال"), 3);
  EXPECT_EQ(DisplayColumns("قَالَ"), 3) << "diacritics stand above their letter";
  EXPECT_EQ(DisplayColumns("新华社"), 6) << "wide characters";
  EXPECT_EQ(DisplayColumns("a\u200Cb"), 2);
  EXPECT_EQ(DisplayColumns(""), 0);
}

TEST(WrapLine, KeepsWordsWholeAndLinesShort) {
  EXPECT_THAT(WrapLine("قال وزير المالية", 9), ElementsAre("قال وزير", "المالية"));
  EXPECT_THAT(WrapLine("قال وزير", 8), ElementsAre("قال وزير"));
  EXPECT_THAT(WrapLine("قَالَ وَزِيرٌ", 8), ElementsAre("قَالَ وَزِيرٌ"));
  EXPECT_THAT(WrapLine("", 8), ElementsAre(""));
}

TEST(WrapLine, CutsOnlyAWordWiderThanTheLine) {
  EXPECT_THAT(WrapLine("a abcdefgh b", 3), ElementsAre("a", "abc", "def", "gh", "b"));
  EXPECT_THAT(WrapLine("abcdef", 3), ElementsAre("abc", "def"));
  EXPECT_THAT(WrapLine("新华", 1), ElementsAre("新", "华")) << "at least one character a line";
}

TEST(WrapLine, LosesNothing) {
  const std::string text = "قال الوزير في بيان نشر اليوم إن الطريق الجديد سيفتح قريبا";
  for (int columns = 7; columns < 70; ++columns) {
    std::vector<std::string> lines = WrapLine(text, columns);
    EXPECT_EQ(absl::StrJoin(lines, " "), text) << columns;
    for (const std::string& line : lines) EXPECT_LE(DisplayColumns(line), columns);
  }
}

TEST(HasRightToLeft, KnowsArabicAndHebrew) {
  EXPECT_TRUE(HasRightToLeft("AFP قال"));
  EXPECT_TRUE(HasRightToLeft("שלום"));
  EXPECT_TRUE(HasRightToLeft("\uFEFB"));
  EXPECT_FALSE(HasRightToLeft("AFP, 2026 – déjà"));
}

}  // namespace
}  // namespace isnad
