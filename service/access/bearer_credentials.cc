// Covered by tests/access/bearer_credentials_test.cc.
#include "service/access/bearer_credentials.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace isnad {
namespace {

constexpr absl::string_view kScheme = "bearer";

bool IsTokenCharacter(char c) { return absl::ascii_isalnum(c) || absl::StrContains("-._~+/", c); }

}  // namespace

std::optional<absl::string_view> BearerTokenOf(absl::string_view authorization) {
  if (!absl::StartsWithIgnoreCase(authorization, kScheme)) return std::nullopt;
  const absl::string_view rest = authorization.substr(kScheme.size());
  const size_t spaces = std::min(rest.find_first_not_of(' '), rest.size());
  if (spaces == 0) return std::nullopt;
  const absl::string_view token = rest.substr(spaces);
  // b64token: one character or more, then any number of "=".
  const auto padding = std::find_if_not(token.begin(), token.end(), IsTokenCharacter);
  if (padding == token.begin() || !std::all_of(padding, token.end(), [](char c) { return c == '='; })) {
    return std::nullopt;
  }
  return token;
}

}  // namespace isnad
