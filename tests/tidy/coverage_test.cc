// "Covered by" at the head of a source is a promise: the tests that it names are there. A name is a path from the root,
// or the name of a file anywhere in the tests; a folder ends with a slash.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/tidy/source_tree.h"

namespace isnad::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kPromise[] = "Covered by ";

// The comment that the file opens with, on one line.
std::string OpeningComment(const SourceFile& file) {
  std::string comment;
  for (absl::string_view line : Lines(file.text)) {
    if (!absl::ConsumePrefix(&line, "//")) break;
    absl::StrAppend(&comment, absl::StripAsciiWhitespace(line), " ");
  }
  return comment;
}

// Sources and folders behind the promise.
std::vector<std::string> PromisedTests(const SourceFile& file) {
  const std::string comment = OpeningComment(file);
  const size_t promise = comment.find(kPromise);
  if (promise == comment.npos) return {};
  std::vector<std::string> tests;
  for (absl::string_view word : absl::StrSplit(comment.substr(promise), absl::ByAnyChar(" ,;:()"))) {
    word = absl::StripSuffix(word, ".");
    const bool is_folder = absl::StartsWith(word, "tests/") && absl::EndsWith(word, "/");
    if (is_folder || absl::EndsWith(word, ".cc")) tests.emplace_back(word);
  }
  return tests;
}

bool IsThere(const std::string& test, const std::vector<SourceFile>& files) {
  return std::any_of(files.begin(), files.end(), [&test](const SourceFile& file) {
    if (!file.In("tests/")) return false;
    if (absl::EndsWith(test, "/")) return file.In(test);
    return file.path == test || (!absl::StrContains(test, "/") && absl::EndsWith(file.path, absl::StrCat("/", test)));
  });
}

std::vector<std::string> BrokenPromises(const std::vector<SourceFile>& files) {
  std::vector<std::string> problems;
  for (const SourceFile& file : files) {
    if (!file.IsCode() || (!file.In("service/") && !file.In("client/"))) continue;
    for (const std::string& test : PromisedTests(file)) {
      if (!IsThere(test, files)) problems.push_back(absl::StrCat(file.path, ": there is no ", test));
    }
  }
  return problems;
}

TEST(CoverageRules, FindTestsThatAreNotThere) {
  const std::vector<SourceFile> tests = {{"tests/rpc/call_test.cc", ""}, {"tests/end_to_end/tls_test.cc", ""}};
  const auto problems = [&tests](absl::string_view comment) {
    std::vector<SourceFile> files = tests;
    files.push_back({"service/rpc/call.cc", std::string(comment)});
    return BrokenPromises(files);
  };
  EXPECT_THAT(problems("// Why. Covered by tests/rpc/call_test.cc and, over a\n// wire, tests/end_to_end/.\n"),
              IsEmpty());
  EXPECT_THAT(problems("// Covered by call_test.cc, which\n// sees tls_test.cc too.\n"), IsEmpty());
  EXPECT_THAT(problems("// See gone_test.cc.\n\n// Covered by gone_test.cc.\n"), IsEmpty()) << "no promise at the head";
  EXPECT_THAT(problems("// Covered by tests/server/call_test.cc.\n"),
              ElementsAre(HasSubstr("tests/server/call_test.cc")));
  EXPECT_THAT(problems("// Covered by call_test.cc and\n// gone_test.cc.\n"), ElementsAre(HasSubstr("gone_test.cc")));
  EXPECT_THAT(problems("// Covered\n// by tests/gone/.\n"), SizeIs(1));
  EXPECT_THAT(problems("// Covered by ll_test.cc.\n"), SizeIs(1)) << "names are whole";
}

TEST(Coverage, EveryPromisedTestIsThere) { EXPECT_THAT(BrokenPromises(ReadSourceTree()), IsEmpty()); }

}  // namespace
}  // namespace isnad::tidy
