// Rows and cells of the language data: what is read, and how each kind of problem is reported.
#include "service/attribution/lexicon/tsv.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::string_view kColumns[] = {"id", "words"};

absl::StatusOr<std::vector<TsvRow>> Read(absl::string_view contents) { return ReadTsv("a.tsv", contents, kColumns); }

TEST(ReadTsv, SkipsCommentsAndBlankLines) {
  const auto rows = Read("# id\twords\n\none\tقال\n \n#\ntwo\tذكر\n");
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0][0].text, "one");
  EXPECT_EQ((*rows)[1][1].text, "ذكر");
}

TEST(ReadTsv, CountsLinesFromOneCommentsIncluded) {
  const auto rows = Read("# one\n# two\nid\tقال");
  ASSERT_TRUE(rows.ok()) << rows.status();
  EXPECT_EQ(rows->front().front().line, 3);
}

TEST(ReadTsv, StripsSpacesAndCarriageReturns) {
  const auto rows = Read(" one \t قال \r\n");
  ASSERT_TRUE(rows.ok()) << rows.status();
  EXPECT_EQ(rows->front()[0].text, "one");
  EXPECT_EQ(rows->front()[1].text, "قال");
}

TEST(ReadTsv, ReadsNothingFromAnEmptyFile) {
  const auto rows = Read("");
  ASSERT_TRUE(rows.ok()) << rows.status();
  EXPECT_THAT(*rows, IsEmpty());
}

TEST(ReadTsv, ReportsFileLineColumnAndProblem) {
  struct {
    absl::string_view name;
    absl::string_view contents;
    absl::string_view message;
  } const kCases[] = {
      {"too few columns", "# x\none", "a.tsv:2: id: row has 1 columns, expected 2"},
      {"too many columns", "one\tقال\tx", "a.tsv:1: words: row has 3 columns, expected 2"},
      {"empty cell", "one\t", "a.tsv:1: words: empty; write - for none"},
      {"empty cell of spaces", "  \tقال", "a.tsv:1: id: empty; write - for none"},
      {"malformed UTF-8", "one\tab\xFF", "a.tsv:1: words: malformed UTF-8 at byte 2"},
      {"control character", "one\tab\x1Bz", "a.tsv:1: words: control character U+001B"},
      {"later control character", "one\tab\u0085z", "a.tsv:1: words: control character U+0085"},
      {"tatweel", "one\tقـال", "a.tsv:1: words: tatweel U+0640"},
      {"presentation form A", "one\tﭐ", "a.tsv:1: words: presentation form U+FB50"},
      {"presentation form B", "one\tﻼ", "a.tsv:1: words: presentation form U+FEFC"},
      {"right-to-left mark", "one\t\u200Fقال", "a.tsv:1: words: bidirectional control U+200F"},
      {"Arabic letter mark", "one\t\u061Cقال", "a.tsv:1: words: bidirectional control U+061C"},
      {"isolate", "one\t\u2067قال", "a.tsv:1: words: bidirectional control U+2067"},
      {"embedding", "one\t\u202Bقال", "a.tsv:1: words: bidirectional control U+202B"},
      {"zero width non-joiner", "one\tقا\u200Cل", "a.tsv:1: words: zero-width character U+200C"},
      {"byte order mark", "\uFEFFone\tقال", "a.tsv:1: id: zero-width character U+FEFF"},
  };
  for (const auto& test : kCases) {
    SCOPED_TRACE(std::string(test.name));
    const auto rows = Read(test.contents);
    EXPECT_EQ(rows.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(rows.status().message(), test.message);
  }
}

TEST(TsvCell, SplitsItemsAtTheSeparatorsGiven) {
  const TsvCell cell{.file = "a.tsv", .column = "words", .line = 1, .text = "one, two ,three four"};
  const auto items = cell.Items();
  ASSERT_TRUE(items.ok()) << items.status();
  EXPECT_THAT(*items, ElementsAre("one", "two", "three four"));
}

TEST(TsvCell, ReadsADashAsNone) {
  const TsvCell cell{.file = "a.tsv", .column = "words", .line = 1, .text = "-"};
  const auto items = cell.Items();
  ASSERT_TRUE(items.ok()) << items.status();
  EXPECT_THAT(*items, IsEmpty());
}

TEST(TsvCell, RefusesAnEmptyItem) {
  for (const absl::string_view text : {"one,,two", "one, ,two", "one,", ",one"}) {
    const TsvCell cell{.file = "a.tsv", .column = "words", .line = 7, .text = text};
    EXPECT_EQ(cell.Items().status().message(), "a.tsv:7: words: empty word") << text;
  }
}

}  // namespace
}  // namespace isnad
