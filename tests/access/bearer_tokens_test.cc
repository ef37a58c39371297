#include "service/access/bearer_tokens.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/access/access_limits.h"
#include "tests/access/token_lines.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::isnad::testing::HasCode;
using ::isnad::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kDigest[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

// As many lines with one token each.
std::string Lines(size_t count) {
  std::string lines;
  for (size_t i = 0; i < count; ++i) absl::StrAppend(&lines, "holder", i, " ", absl::StrFormat("%064x", i), "\n");
  return lines;
}

TEST(BearerTokensTest, FindsTheHolder) {
  const std::string file = absl::StrCat("# who may read\n\n", kReaderLine, "  # and who may write\n", kWriterLine);
  const auto tokens = BearerTokens::Parse("tokens", file);
  ASSERT_THAT(tokens, IsOk());
  EXPECT_EQ(tokens->size(), 2u);
  EXPECT_EQ(tokens->HolderOf("reader-token"), "reader");
  EXPECT_EQ(tokens->HolderOf("writer-token"), "writer");
}

TEST(BearerTokensTest, FindsNobodyForAnythingElse) {
  const auto tokens = BearerTokens::Parse("tokens", absl::StrCat(kReaderLine, kWriterLine));
  ASSERT_THAT(tokens, IsOk());
  const std::string digest(absl::string_view(kReaderLine).substr(7, 64));
  for (const std::string& token : {std::string(), std::string("reader"), std::string("reader-toke"),
                                   std::string("reader-token "), std::string("READER-TOKEN"), digest}) {
    EXPECT_EQ(tokens->HolderOf(token), "") << token;
  }
}

TEST(BearerTokensTest, ReadsOtherDress) {
  std::string line = kReaderLine;
  const std::string name = line.substr(0, 6);
  const std::string digest = line.substr(7, 64);
  for (const std::string& dressed : {absl::StrCat(name, "\t", digest), absl::StrCat(" ", name, " \t ", digest, " \r\n"),
                                     absl::StrCat(name, " ", absl::AsciiStrToUpper(digest))}) {
    const auto tokens = BearerTokens::Parse("tokens", dressed);
    ASSERT_THAT(tokens, IsOk()) << dressed;
    EXPECT_EQ(tokens->HolderOf("reader-token"), "reader");
  }
}

TEST(BearerTokensTest, AHolderMayHaveSeveral) {
  const auto tokens = BearerTokens::Parse("tokens", absl::StrCat(kReaderLine, kSecondReaderLine));
  ASSERT_THAT(tokens, IsOk());
  EXPECT_EQ(tokens->HolderOf("reader-token"), "reader");
  EXPECT_EQ(tokens->HolderOf("second-token"), "reader");
}

TEST(BearerTokensTest, AFileWithoutTokensIsRight) {
  for (absl::string_view file : {"", "\n\n", "# nobody\n"}) {
    const auto tokens = BearerTokens::Parse("tokens", file);
    ASSERT_THAT(tokens, IsOk());
    EXPECT_EQ(tokens->size(), 0u);
    EXPECT_EQ(tokens->HolderOf("reader-token"), "");
  }
}

TEST(BearerTokensTest, NamesPlaceAndProblem) {
  struct {
    std::string contents;
    absl::string_view message;
  } const cases[] = {
      {"reader", "tokens:1: expected a name and a SHA-256 digest"},
      {absl::StrCat("\n# x\nreader ", kDigest, " more"), "tokens:3: expected a name and a SHA-256 digest"},
      {absl::StrCat("a/b ", kDigest), "tokens:1: expected a name of letters, digits and any of -_."},
      {absl::StrCat("\xD9\x82 ", kDigest), "tokens:1: expected a name of letters, digits and any of -_."},
      {absl::StrCat(kReaderLine, "b ", std::string(63, 'a')), "tokens:2: expected a SHA-256 digest, 64 hexadecimal"},
      {absl::StrCat("b ", std::string(65, 'a')), "tokens:1: expected a SHA-256 digest, 64 hexadecimal"},
      {absl::StrCat("b ", std::string(63, 'a'), "g"), "tokens:1: expected a SHA-256 digest, 64 hexadecimal"},
      {absl::StrCat("a ", kDigest, "\nb ", kDigest), "tokens:2: a line before has this digest"},
      {absl::StrCat("a ", kDigest, "\na ", absl::AsciiStrToUpper(kDigest)), "tokens:2: a line before has this digest"},
      {absl::StrCat(std::string(kTokenNameBytesMax + 1, 'n'), " ", kDigest), "tokens:1: name longer than 64 bytes"},
      {Lines(kTokensMax + 1), "tokens:1001: more tokens than the limit of 1000"},
  };
  for (const auto& test_case : cases) {
    const auto tokens = BearerTokens::Parse("tokens", test_case.contents);
    ASSERT_THAT(tokens, HasCode(absl::StatusCode::kInvalidArgument)) << test_case.message;
    EXPECT_THAT(std::string(tokens.status().message()), HasSubstr(std::string(test_case.message)));
  }
}

TEST(BearerTokensTest, TakesWhatIsAtTheLimit) {
  const auto tokens = BearerTokens::Parse("tokens", Lines(kTokensMax));
  ASSERT_THAT(tokens, IsOk());
  EXPECT_EQ(tokens->size(), kTokensMax);
  EXPECT_THAT(BearerTokens::Parse("tokens", absl::StrCat(std::string(kTokenNameBytesMax, 'n'), " ", kDigest)), IsOk());
}

// The digest of as many letters a, computed elsewhere: `head -c 1024 /dev/zero | tr '\0' a | sha256sum`.
TEST(BearerTokensTest, ATokenBeyondTheLimitHasNoHolder) {
  const auto tokens = BearerTokens::Parse("tokens",
                                          "at 2edc986847e209b4016e141a6dc8716d3207350f416969382d431539bf292e4a\n"
                                          "beyond 4a82297889eb505cf6b5cbdf69977afab4632d6557539782f657bd7dc78091a5\n");
  ASSERT_THAT(tokens, IsOk());
  EXPECT_EQ(tokens->HolderOf(std::string(kTokenBytesMax, 'a')), "at");
  EXPECT_EQ(tokens->HolderOf(std::string(kTokenBytesMax + 1, 'a')), "");
}

TEST(BearerTokensTest, NeverRepeatsWhatTheFileSays) {
  for (absl::string_view line : {"reader canary-canary", "canary-canary", "canary-canary reader", "a b canary-canary",
                                 "reader plain:canary-canary"}) {
    const auto tokens = BearerTokens::Parse("tokens", line);
    ASSERT_FALSE(tokens.ok()) << line;
    EXPECT_THAT(std::string(tokens.status().message()), Not(HasSubstr("canary"))) << line;
  }
}

}  // namespace
}  // namespace isnad
