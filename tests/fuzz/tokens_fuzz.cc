// Token files and the "authorization" of calls: any bytes as a file give holders of tokens or a refusal that shows
// nothing of the file; any bytes as metadata give the token that RFC 6750 writes, or none.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/access/access_limits.h"
#include "service/access/bearer_credentials.h"
#include "service/access/bearer_tokens.h"
#include "tests/access/token_lines.h"
#include "tests/fuzz/fuzz_input.h"

namespace isnad {
namespace {

constexpr size_t kMessageBytesMax = 300;
// A word of the file that is longer than any of a message's own.
constexpr size_t kSecretBytesMin = 20;

void CheckFile(absl::string_view contents) {
  const absl::StatusOr<BearerTokens> tokens = BearerTokens::Parse("tokens", contents);
  if (!tokens.ok()) {
    const absl::string_view message = tokens.status().message();
    RequireReadableRefusal(message, "tokens", kMessageBytesMax);
    const std::vector<absl::string_view> words =
        absl::StrSplit(contents, absl::ByAnyChar(absl::string_view(" \t\r\n\0", 5)));
    for (const absl::string_view word : words) {
      Require(word.size() < kSecretBytesMin || !absl::StrContains(message, word),
              "a refusal shows nothing of the file");
    }
    return;
  }
  Require(tokens->size() <= kTokensMax, "tokens are bounded");
  const absl::string_view holder = tokens->HolderOf(contents);
  Require(holder.size() <= kTokenNameBytesMax, "names are bounded");
  const std::string more = absl::StrCat(kReaderLine, contents);
  if (const absl::StatusOr<BearerTokens> both = BearerTokens::Parse("tokens", more); both.ok()) {
    Require(both->HolderOf("reader-token") == "reader", "further lines take no token away");
    Require(both->size() == tokens->size() + 1, "each line is one token");
  }
}

bool IsTokenChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         absl::StrContains("-._~+/", absl::string_view(&c, 1));
}

// "Bearer" 1*SP 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"=", the scheme in any case.
absl::string_view TextbookToken(absl::string_view text) {
  if (!absl::StartsWithIgnoreCase(text, "bearer ")) return "";
  absl::string_view token = text.substr(6);
  while (!token.empty() && token[0] == ' ') token.remove_prefix(1);
  size_t at = 0;
  while (at < token.size() && IsTokenChar(token[at])) ++at;
  if (at == 0) return "";
  while (at < token.size() && token[at] == '=') ++at;
  return at == token.size() ? token : "";
}

void CheckCredentials(absl::string_view text) {
  const std::optional<absl::string_view> token = BearerTokenOf(text);
  const absl::string_view textbook = TextbookToken(text);
  Require(token.value_or("") == textbook, "the token is the textbook's");
  Require(!token.has_value() || !token->empty(), "no token is empty");
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  isnad::CheckFile(text);
  isnad::CheckCredentials(text);
  return 0;
}
