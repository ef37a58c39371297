#include "service/access/bearer_credentials.h"

#include <string>

#include "gtest/gtest.h"

namespace isnad {
namespace {

TEST(BearerTokenOfTest, ReadsWellFormedTokens) {
  struct {
    absl::string_view authorization;
    absl::string_view token;
  } const kCases[] = {
      {"Bearer abc", "abc"},
      {"bearer abc", "abc"},
      {"BEARER abc", "abc"},
      {"bEaReR   abc", "abc"},
      {"Bearer a", "a"},
      {"Bearer abc=", "abc="},
      {"Bearer abc====", "abc===="},
      {"Bearer -._~+/09AZaz", "-._~+/09AZaz"},
      {"Bearer Bearer", "Bearer"},
  };
  for (const auto& test_case : kCases) {
    const auto token = BearerTokenOf(test_case.authorization);
    ASSERT_TRUE(token.has_value()) << test_case.authorization;
    EXPECT_EQ(*token, test_case.token);
  }
}

TEST(BearerTokenOfTest, RefusesAllElse) {
  const std::string kCases[] = {
      "",
      "Bearer",
      "Bearer ",
      "Bearer    ",
      "Bearerabc",
      "Bearer\tabc",
      " Bearer abc",
      "Bearer abc ",
      "Bearer a b",
      "Bearer a,b",
      "Bearer =",
      "Bearer =abc",
      "Bearer a=b",
      "Basic abc",
      "Beare abc",
      "Token abc",
      "abc",
      "Bearer abc\n",
      "Bearer \"abc\"",
      "Bearer a\xD8\xA8",
      "Bearer a, Bearer b",
      std::string("Bearer a\0b", 10),
      std::string("Bearer a\0", 9),
  };
  for (const std::string& authorization : kCases) {
    EXPECT_FALSE(BearerTokenOf(authorization).has_value()) << authorization;
  }
}

}  // namespace
}  // namespace isnad
