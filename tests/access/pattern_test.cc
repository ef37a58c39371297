#include "service/access/pattern.h"

#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::isnad::testing::HasCode;

TEST(PatternTest, MatchesAsItsStarsSay) {
  struct {
    absl::string_view pattern;
    absl::string_view value;
    bool matches;
  } const kCases[] = {
      {"abc", "abc", true},    {"abc", "ab", false},   {"abc", "abcd", false},  {"abc", "xabc", false},
      {"abc", "ABC", false},   {"abc", "", false},     {"", "", true},          {"", "a", false},
      {"abc*", "abc", true},   {"abc*", "abcd", true}, {"abc*", "ab", false},   {"abc*", "xabc", false},
      {"abc*", "ABCd", false}, {"abc*", "", false},    {"*abc", "abc", true},   {"*abc", "xabc", true},
      {"*abc", "abcx", false}, {"*abc", "bc", false},  {"*abc", "xABC", false}, {"*abc", "", false},
      {"*", "a", true},        {"*", "*", true},       {"*", "", false},
  };
  for (const auto& test_case : kCases) {
    const absl::StatusOr<Pattern> pattern = Pattern::Parse(test_case.pattern);
    ASSERT_TRUE(pattern.ok()) << pattern.status();
    EXPECT_EQ(pattern->Matches(test_case.value), test_case.matches) << test_case.pattern << " " << test_case.value;
  }
}

TEST(PatternTest, RefusesStarsAtBothEnds) {
  for (absl::string_view pattern : {"**", "*abc*", "***"}) {
    EXPECT_THAT(Pattern::Parse(pattern), HasCode(absl::StatusCode::kInvalidArgument)) << pattern;
  }
}

// gRPC's own libraries take it for the character, which nobody means.
TEST(PatternTest, RefusesStarsInside) {
  for (absl::string_view pattern : {"a*c", "a**", "**a", "*a*c", "a*c*", "spiffe://a.test/ns/*/sa/b"}) {
    EXPECT_THAT(Pattern::Parse(pattern), HasCode(absl::StatusCode::kInvalidArgument)) << pattern;
  }
}

TEST(PatternTest, KnowsTheEmptyOne) {
  EXPECT_TRUE(Pattern::Parse("")->empty());
  for (absl::string_view pattern : {"*", "a", "a*", "*a"}) EXPECT_FALSE(Pattern::Parse(pattern)->empty()) << pattern;
}

TEST(PatternTest, KnowsWhatAllItsMatchesBeginWith) {
  for (absl::string_view pattern : {"/a/", "/a/b", "/a/*", "/a/b*"}) {
    EXPECT_TRUE(Pattern::Parse(pattern)->OnlyBehind("/a/")) << pattern;
  }
  for (absl::string_view pattern : {"*", "", "/a", "/a*", "*/a/", "/b/*"}) {
    EXPECT_FALSE(Pattern::Parse(pattern)->OnlyBehind("/a/")) << pattern;
  }
}

}  // namespace
}  // namespace isnad
