// The house rules that a machine can check, over every file of the project. Each rule is a function from a file to the
// problems in it; each is shown a bad example first, so that a rule that has gone blind is noticed.
#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/tidy/source_tree.h"

namespace isnad::tidy {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

using Problems = std::vector<std::string>;

constexpr size_t kHeaderLinesMax = 120;
constexpr size_t kSourceLinesMax = 300;
constexpr size_t kFunctionLinesMax = 50;
constexpr size_t kColumnsMax = 130;  // clang-format aims at 120 and leaves comments alone

bool OfProduct(const SourceFile& file) { return file.In("service/") || file.In("client/"); }

// Articles are data as they came: blanks at line ends and hostile characters included.
bool IsArticle(const SourceFile& file) { return file.In("tests/golden/articles/") || file.In("tests/fuzz/"); }

// Runs `problem` over each line; a line's problem is a text, no problem is an empty one.
Problems OverLines(const SourceFile& file, const std::function<std::string(absl::string_view)>& problem) {
  Problems problems;
  std::vector<absl::string_view> lines = Lines(file.text);
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string text = problem(lines[i]);
    if (!text.empty()) problems.push_back(absl::StrCat(file.path, ":", i + 1, ": ", text));
  }
  return problems;
}

Problems NonAsciiCode(const SourceFile& file) {
  if (!OfProduct(file) || !file.IsCode()) return {};
  return OverLines(file, [](absl::string_view line) {
    bool ascii = std::all_of(line.begin(), line.end(), [](char c) { return absl::ascii_isascii(c); });
    return ascii ? "" : "code is ASCII; Arabic lives in data and tests";
  });
}

// U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069 in UTF-8.
Problems BidiControls(const SourceFile& file) {
  if (IsArticle(file)) return {};
  return OverLines(file, [](absl::string_view line) -> std::string {
    for (const char* lead : {"\xE2\x80", "\xE2\x81"}) {
      for (size_t at = line.find(lead); at != line.npos && at + 2 < line.size(); at = line.find(lead, at + 1)) {
        unsigned char last = line[at + 2];
        bool marks = lead[1] == '\x80' && (last == 0x8E || last == 0x8F || (last >= 0xAA && last <= 0xAE));
        bool isolates = lead[1] == '\x81' && last >= 0xA6 && last <= 0xA9;
        if (marks || isolates) return "directional control character";
      }
    }
    return absl::StrContains(line, "\xD8\x9C") ? "directional control character" : "";
  });
}

// U+FB50 to U+FDFF and U+FE70 to U+FEFF (presentation forms), U+0640 (tatweel).
Problems UnnaturalArabic(const SourceFile& file) {
  if (!file.IsTsv()) return {};
  return OverLines(file, [](absl::string_view line) -> std::string {
    if (absl::StartsWith(line, "#")) return "";
    if (absl::StrContains(line, "\xD9\x80")) return "tatweel";
    for (size_t at = line.find('\xEF'); at != line.npos && at + 2 < line.size(); at = line.find('\xEF', at + 1)) {
      unsigned code = (unsigned{0xF} << 12) | ((line[at + 1] & 0x3Fu) << 6) | (line[at + 2] & 0x3Fu);
      if ((code >= 0xFB50 && code <= 0xFDFF) || (code >= 0xFE70 && code <= 0xFEFF)) return "presentation form";
    }
    return "";
  });
}

Problems TsvWithoutLegend(const SourceFile& file) {
  if (!file.IsTsv() || absl::StartsWith(file.text, "#")) return {};
  return {absl::StrCat(file.path, ": begins without a comment on its columns and where they come from")};
}

Problems RepeatedTsvRows(const SourceFile& file) {
  if (!file.IsTsv()) return {};
  std::map<absl::string_view, int> seen;
  return OverLines(file, [&seen](absl::string_view line) -> std::string {
    if (line.empty() || absl::StartsWith(line, "#")) return "";
    return ++seen[line] > 1 ? "the same row again" : "";
  });
}

Problems Whitespace(const SourceFile& file) {
  if (IsArticle(file)) return {};
  Problems problems = OverLines(file, [&file](absl::string_view line) -> std::string {
    bool tabs_mean_columns = file.IsTsv() || file.In("tests/golden/") || absl::EndsWith(file.path, ".md");
    if (!tabs_mean_columns && absl::StrContains(line, "\t")) return "tab";
    if (absl::EndsWith(line, "\r")) return "carriage return";
    bool column = file.IsTsv() && absl::EndsWith(line, "\t");  // an empty last column
    return !column && (absl::EndsWith(line, " ") || absl::EndsWith(line, "\t")) ? "blank at the end of the line" : "";
  });
  if (!file.text.empty() && !absl::EndsWith(file.text, "\n"))
    problems.push_back(file.path + ": no line feed at the end");
  return problems;
}

Problems LongLines(const SourceFile& file) {
  if (!file.IsCode()) return {};
  return OverLines(file, [](absl::string_view line) {
    size_t columns = std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
    return columns > kColumnsMax ? absl::StrCat("longer than ", kColumnsMax, " columns") : "";
  });
}

Problems LongFiles(const SourceFile& file) {
  if (!OfProduct(file) || !file.IsCode()) return {};
  size_t limit = file.IsHeader() ? kHeaderLinesMax : kSourceLinesMax;
  size_t lines = Lines(file.text).size();
  if (lines <= limit) return {};
  return {absl::StrCat(file.path, ": ", lines, " lines; ", limit, " are the limit")};
}

// A function outside classes begins at the margin with a line that ends in "{", and ends with a "}" alone at the
// margin.
Problems LongFunctions(const SourceFile& file) {
  if (!OfProduct(file) || !file.IsCode()) return {};
  std::vector<absl::string_view> lines = Lines(file.text);
  Problems problems;
  size_t begin = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    bool at_margin = !lines[i].empty() && !absl::ascii_isspace(lines[i][0]) && lines[i][0] != '}';
    if (at_margin) begin = i;
    if (lines[i] == "}" && i - begin + 1 > kFunctionLinesMax) {
      problems.push_back(absl::StrCat(file.path, ":", begin + 1, ": a function of ", i - begin + 1, " lines"));
    }
  }
  return problems;
}

Problems HeaderGuards(const SourceFile& file) {
  if (!file.IsHeader()) return {};
  std::string guard =
      absl::StrCat("ISNAD_", absl::StrReplaceAll(absl::AsciiStrToUpper(file.path), {{"/", "_"}, {".", "_"}}), "_");
  std::string opening = absl::StrCat("#ifndef ", guard, "\n#define ", guard, "\n");
  if (absl::StrContains(file.text, opening) && absl::EndsWith(file.text, absl::StrCat("#endif  // ", guard, "\n")))
    return {};
  return {absl::StrCat(file.path, ": the header guard is not ", guard)};
}

Problems HeadersWithoutOpening(const SourceFile& file) {
  if (!file.IsHeader() || absl::StartsWith(file.text, "//")) return {};
  return {absl::StrCat(file.path, ": opens without a paragraph on what it is")};
}

Problems StandardStringViews(const SourceFile& file) {
  if (!OfProduct(file) || !file.IsCode()) return {};
  return OverLines(file, [](absl::string_view line) {
    return absl::StrContains(line, "std::string_view") ? "absl::string_view is the one text view" : "";
  });
}

// The literals are cut in two, so that this file passes its own rule.
Problems PathsOfOneMachine(const SourceFile& file) {
  return OverLines(file, [](absl::string_view line) {
    for (const char* path : {"/wo"
                             "rk/",
                             "/ho"
                             "me/",
                             "../sha"
                             "red",
                             "/Us"
                             "ers/"}) {
      if (absl::StrContains(line, path)) return "a path that only one machine has";
    }
    return "";
  });
}

struct Rule {
  const char* name;
  Problems (*check)(const SourceFile& file);
  SourceFile bad;
  SourceFile good;
};

std::vector<Rule> Rules() {
  const std::string long_function = "int F() {\n" + std::string(49, '\n') + "}\n";
  const std::string short_function = "int F() {\n" + std::string(48, '\n') + "}\n";
  return {
      {"NonAsciiCode", NonAsciiCode, {"client/a.cc", "// \xD9\x82\n"}, {"tests/client/a.cc", "// \xD9\x82\n"}},
      {"BidiControls", BidiControls, {"README.md", "a\xE2\x80\xAE\n"}, {"README.md", "a\xE2\x80\x94\xE2\x81\xAF\n"}},
      {"BidiIsolates", BidiControls, {"README.md", "a\xE2\x81\xA6\n"}, {"README.md", "\xE2\x80\xA6\n"}},
      {"Tatweel", UnnaturalArabic, {"a.tsv", "a\t\xD9\x82\xD9\x80\n"}, {"a.tsv", "# \xD9\x80\na\t\xD9\x82\n"}},
      {"PresentationForms", UnnaturalArabic, {"a.tsv", "a\t\xEF\xBB\x9F\n"}, {"a.tsv", "a\t\xEF\xBF\xBD\n"}},
      {"TsvWithoutLegend", TsvWithoutLegend, {"a.tsv", "a\tb\n"}, {"a.tsv", "# columns: id, word\na\tb\n"}},
      {"RepeatedTsvRows", RepeatedTsvRows, {"a.tsv", "a\tb\nc\td\na\tb\n"}, {"a.tsv", "a\tb\na\tc\n"}},
      {"Tabs", Whitespace, {"a.cc", "\tint i;\n"}, {"a.tsv", "a\tb\n"}},
      {"TrailingBlanks", Whitespace, {"a.cc", "int i; \n"}, {"a.cc", "int i;\n"}},
      {"CarriageReturns", Whitespace, {"a.md", "a\r\n"}, {"a.md", "a\n"}},
      {"MissingLineFeed", Whitespace, {"a.cc", "int i;"}, {"a.cc", ""}},
      {"LongLines",
       LongLines,
       {"a.cc", std::string(kColumnsMax + 1, 'x') + "\n"},
       {"a.cc", std::string(kColumnsMax, 'x') + "\n"}},
      {"LongHeaders", LongFiles, {"client/a.h", std::string(121, '\n')}, {"client/a.h", std::string(120, '\n')}},
      {"LongSources", LongFiles, {"client/a.cc", std::string(301, '\n')}, {"client/a.cc", std::string(300, '\n')}},
      {"LongFunctions", LongFunctions, {"client/a.cc", long_function}, {"client/a.cc", short_function}},
      {"HeaderGuards",
       HeaderGuards,
       {"client/a.h", "#ifndef A_H\n#define A_H\n#endif  // A_H\n"},
       {"client/a.h", "#ifndef ISNAD_CLIENT_A_H_\n#define ISNAD_CLIENT_A_H_\n#endif  // ISNAD_CLIENT_A_H_\n"}},
      {"HeadersWithoutOpening", HeadersWithoutOpening, {"client/a.h", "#ifndef\n"}, {"client/a.h", "// A value.\n"}},
      {"StandardStringViews",
       StandardStringViews,
       {"client/a.h", "std::string_view a;\n"},
       {"client/a.h", "absl::string_view a;\n"}},
      {"PathsOfOneMachine",
       PathsOfOneMachine,
       {"a.md",
        "see /wo"
        "rk/main\n"},
       {"a.md", "work/main\n"}},
  };
}

TEST(TidyRules, FindTheirBadExampleAndPassTheGoodOne) {
  for (const Rule& rule : Rules()) {
    EXPECT_THAT(rule.check(rule.bad), SizeIs(1)) << rule.name;
    EXPECT_THAT(rule.check(rule.good), IsEmpty()) << rule.name;
  }
}

TEST(Tidy, EveryFileKeepsEveryRule) {
  Problems problems;
  std::vector<SourceFile> files = ReadSourceTree();
  ASSERT_GT(files.size(), 50u) << "the walk found too little to be the project";
  for (const Rule& rule : Rules()) {
    for (const SourceFile& file : files) {
      Problems found = rule.check(file);
      problems.insert(problems.end(), found.begin(), found.end());
    }
  }
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());  // rules that share a check
  EXPECT_TRUE(problems.empty()) << absl::StrJoin(problems, "\n");
}

TEST(Tidy, NoFolderIsAGrabBag) {
  const std::vector<std::string> forbidden = {"common",   "util",    "utils", "base", "core",
                                              "internal", "helpers", "misc",  "lib"};
  for (const std::string& folder : ReadFolders()) {
    std::string name = folder.substr(folder.rfind('/') + 1);
    EXPECT_EQ(std::count(forbidden.begin(), forbidden.end(), name), 0) << folder << ": name the folder after its room";
  }
}

}  // namespace
}  // namespace isnad::tidy
