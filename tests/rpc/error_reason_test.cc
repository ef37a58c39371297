// Every reason is documented in the API, in the same words, and has texts in both languages.
#include "service/rpc/error_reason.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "isnad/v1/attribution_service.pb.h"
#include "service/attribution/text/utf8.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct DocumentedRow {
  std::string code;
  std::string cause;
  std::string retry;
};

using Documentation = std::map<std::string, DocumentedRow>;

bool IsReasonName(absl::string_view name) {
  return !name.empty() && name.size() <= 63 && absl::ascii_isupper(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return absl::ascii_isupper(c) || absl::ascii_isdigit(c) || c == '_'; });
}

// The table at the top of attribution_service.proto, by reason; rows that gRPC answers have none and are left out.
Documentation ReadDocumentation() {
  std::ifstream proto(ISNAD_SOURCE_DIR "/proto/isnad/v1/attribution_service.proto");
  Documentation documentation;
  for (std::string line; std::getline(proto, line);) {
    if (!absl::StartsWith(line, "// |")) continue;
    std::vector<std::string> cells = absl::StrSplit(line, '|');
    for (std::string& cell : cells) absl::StripAsciiWhitespace(&cell);
    if (cells.size() != 6 || !IsReasonName(cells[2])) continue;
    EXPECT_FALSE(documentation.contains(cells[2])) << cells[2] << " stands twice in the API's table";
    documentation[cells[2]] = {cells[1], cells[3], cells[4]};
  }
  return documentation;
}

std::vector<std::string> DocumentationProblems(const ErrorReasonRow& row, const Documentation& documentation) {
  std::vector<std::string> problems;
  const auto expect = [&](bool holds, absl::string_view problem) {
    if (!holds) problems.push_back(absl::StrCat(row.name, ": ", problem));
  };
  const auto found = documentation.find(std::string(row.name));
  expect(found != documentation.end(),
         absl::StrCat("the API's table lacks the row // | ", absl::StatusCodeToString(row.code), " | ", row.name, " | ",
                      row.cause, " | ", row.retry, " |"));
  if (found == documentation.end()) return problems;
  expect(found->second.code == absl::StatusCodeToString(row.code), "documented with another code");
  expect(found->second.cause == row.cause, "documented with another cause");
  expect(found->second.retry == row.retry, "documented with another advice on retries");
  return problems;
}

// Arabic as it is written: it begins with an Arabic letter, four of five letters are Arabic, and it ends as a sentence.
// No letters that only fonts have, no tatweel, no directional controls, no numbers: those are in the other details.
std::vector<std::string> ArabicProblems(const ErrorReasonRow& row) {
  if (row.arabic.empty()) return {absl::StrCat(row.name, ": no Arabic text")};
  int arabic = 0;
  int latin = 0;
  std::vector<std::string> problems;
  for (uint32_t at = 0; at < row.arabic.size();) {
    const char32_t c = NextCodePoint(row.arabic, &at);
    const bool letter = c >= 0x0621 && c <= 0x064A && c != 0x0640;
    const bool mark = c >= 0x064B && c <= 0x0652;
    arabic += letter;
    latin += c < 0x80 && absl::ascii_isalpha(static_cast<unsigned char>(c));
    const bool ascii = c >= 0x20 && c < 0x7F && c != ',' && c != ';' && c != '?' && c != '%' && c != '{';
    if (letter || mark || ascii || c == 0x060C || c == 0x061B || c == 0x061F) continue;
    problems.push_back(absl::StrCat(row.name, ": a character that ordinary Arabic text does not have"));
  }
  uint32_t begin = 0;
  const char32_t first = NextCodePoint(row.arabic, &begin);
  if (first < 0x0621 || first > 0x064A || arabic < 4 * latin || arabic < 10) {
    problems.push_back(absl::StrCat(row.name, ": the Arabic text is not Arabic"));
  }
  if (!absl::EndsWith(row.arabic, ".")) problems.push_back(absl::StrCat(row.name, ": the Arabic text is no sentence"));
  return problems;
}

std::vector<std::string> RowProblems(const ErrorReasonRow& row, const Documentation& documentation) {
  std::vector<std::string> problems = DocumentationProblems(row, documentation);
  for (const std::string& problem : ArabicProblems(row)) problems.push_back(problem);
  const auto expect = [&](bool holds, absl::string_view problem) {
    if (!holds) problems.push_back(absl::StrCat(row.name, ": ", problem));
  };
  expect(IsReasonName(row.name), "not the form of ErrorInfo.reason");
  expect(!row.cause.empty() && !row.retry.empty(), "no English text");
  expect(absl::StrContains(row.retry, "RetryInfo") == (row.retry_after_ms > 0), "RetryInfo and advice disagree");
  expect(row.code != absl::StatusCode::kResourceExhausted || !row.limit.empty(), "names no limit");
  if (!row.limit.empty()) {
    expect(v1::Limits::descriptor()->FindFieldByName(std::string(row.limit)) != nullptr, "its limit is not in Limits");
    expect(absl::StrContains(row.cause, absl::StrCat("Limits.", row.limit)), "the cause does not name the limit");
  }
  return problems;
}

TEST(ErrorReasonTest, EveryReasonIsDocumentedAndHasItsTexts) {
  const Documentation documentation = ReadDocumentation();
  std::vector<std::string> problems;
  for (const ErrorReasonRow& row : ErrorReasonTable()) {
    for (const std::string& problem : RowProblems(row, documentation)) problems.push_back(problem);
  }
  EXPECT_THAT(problems, IsEmpty()) << absl::StrJoin(problems, "\n");
}

TEST(ErrorReasonTest, TheApiDocumentsNoReasonThatIsNotThere) {
  Documentation documentation = ReadDocumentation();
  for (const ErrorReasonRow& row : ErrorReasonTable()) documentation.erase(std::string(row.name));
  EXPECT_THAT(documentation, IsEmpty());
}

TEST(ErrorReasonTest, RowsStandInTheOrderOfTheEnum) {
  ASSERT_EQ(ErrorReasonTable().size(), kErrorReasons);
  for (size_t i = 0; i < kErrorReasons; ++i) EXPECT_EQ(static_cast<size_t>(ErrorReasonTable()[i].reason), i);
  EXPECT_EQ(ErrorReasonTable()[static_cast<size_t>(ErrorReason::kMalformedUtf8)].name, "MALFORMED_UTF8");
  EXPECT_EQ(ErrorReasonTable()[static_cast<size_t>(ErrorReason::kStreamIdle)].name, "STREAM_IDLE");
  EXPECT_EQ(ErrorReasonTable()[static_cast<size_t>(ErrorReason::kInternal)].name, "INTERNAL");
}

// A made-up reason that has all it needs, and each way to lack something.
const ErrorReasonRow kMadeUp = {ErrorReason::kInternal, "TEXT_PURPLE", absl::StatusCode::kInvalidArgument, 0, "",
                                "a purple text",        "no",          "نص المقالة بنفسجي اللون."};
const Documentation kMadeUpDocumentation = {{"TEXT_PURPLE", {"INVALID_ARGUMENT", "a purple text", "no"}}};

struct BadRowCase {
  std::string behaviour;
  std::string problem;
  void (*spoil)(ErrorReasonRow& row, Documentation& documentation);
};

TEST(ErrorReasonTest, TheCheckFindsWhatAReasonLacks) {
  EXPECT_THAT(RowProblems(kMadeUp, kMadeUpDocumentation), IsEmpty());
  const std::vector<BadRowCase> cases = {
      {"undocumented", "lacks the row", [](ErrorReasonRow&, Documentation& d) { d.clear(); }},
      {"other code", "another code", [](ErrorReasonRow&, Documentation& d) { d["TEXT_PURPLE"].code = "ABORTED"; }},
      {"other cause", "another cause", [](ErrorReasonRow&, Documentation& d) { d["TEXT_PURPLE"].cause = "a text"; }},
      {"other advice", "another advice", [](ErrorReasonRow&, Documentation& d) { d["TEXT_PURPLE"].retry = "yes"; }},
      {"no Arabic text", "no Arabic text", [](ErrorReasonRow& r, Documentation&) { r.arabic = ""; }},
      {"English instead", "not Arabic", [](ErrorReasonRow& r, Documentation&) { r.arabic = "The text is purple."; }},
      {"mostly English", "not Arabic", [](ErrorReasonRow& r, Documentation&) { r.arabic = "نص المقالة is purple."; }},
      {"no sentence", "no sentence", [](ErrorReasonRow& r, Documentation&) { r.arabic = "نص المقالة بنفسجي"; }},
      {"tatweel", "a character", [](ErrorReasonRow& r, Documentation&) { r.arabic = "نص المقالة بنفسـجي."; }},
      {"directional control", "a character",
       [](ErrorReasonRow& r, Documentation&) { r.arabic = "نص المقالة \xE2\x80\x8F بنفسجي."; }},
      {"presentation form", "a character",
       [](ErrorReasonRow& r, Documentation&) { r.arabic = "نص المقالة \xEF\xBB\xBB بنفسجي."; }},
      {"limit that is none", "not in Limits",
       [](ErrorReasonRow& r, Documentation& d) {
         r.limit = "purple_max";
         r.cause = "above Limits.purple_max";
         d["TEXT_PURPLE"].cause = "above Limits.purple_max";
       }},
      {"limit unnamed", "does not name", [](ErrorReasonRow& r, Documentation&) { r.limit = "claims_max"; }},
      {"delay without advice", "disagree", [](ErrorReasonRow& r, Documentation&) { r.retry_after_ms = 5; }},
  };
  for (const BadRowCase& c : cases) {
    SCOPED_TRACE(c.behaviour);
    ErrorReasonRow row = kMadeUp;
    Documentation documentation = kMadeUpDocumentation;
    c.spoil(row, documentation);
    EXPECT_THAT(RowProblems(row, documentation), ElementsAre(HasSubstr(c.problem)));
  }
}

}  // namespace
}  // namespace isnad
