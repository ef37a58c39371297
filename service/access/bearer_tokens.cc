// Covered by tests/access/bearer_tokens_test.cc.
#include "service/access/bearer_tokens.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <set>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/access/access_limits.h"
#include "service/access/secret_comparison.h"

namespace isnad {
namespace {

constexpr size_t kDigestBytes = 32;

bool IsName(absl::string_view name) {
  const auto in_name = [](char c) { return absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '.'; };
  return !name.empty() && std::all_of(name.begin(), name.end(), in_name);
}

bool IsDigest(absl::string_view text) {
  return text.size() == 2 * kDigestBytes && std::all_of(text.begin(), text.end(), absl::ascii_isxdigit);
}

// "" where the library fails.
std::string Sha256(absl::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr) != 1) return "";
  return std::string(reinterpret_cast<const char*>(digest), size);
}

// The bytes that an IsDigest names. By the library: the two Abseils agree on no function for it.
std::string DigestBytes(absl::string_view text) {
  const std::string digits(text);
  std::string bytes(kDigestBytes, '\0');
  size_t size = 0;
  auto* const begin = reinterpret_cast<unsigned char*>(bytes.data());
  return OPENSSL_hexstr2buf_ex(begin, bytes.size(), &size, digits.c_str(), '\0') == 1 ? bytes : "";
}

// What is wrong with a line that is neither empty nor a comment; empty: nothing.
std::string ProblemOf(const std::vector<absl::string_view>& words) {
  if (words.size() != 2) return "expected a name and a SHA-256 digest";
  if (!IsName(words[0])) return "expected a name of letters, digits and any of -_.";
  if (words[0].size() > kTokenNameBytesMax) return absl::StrCat("name longer than ", kTokenNameBytesMax, " bytes");
  if (!IsDigest(words[1])) return "expected a SHA-256 digest, 64 hexadecimal digits, behind the name";
  return "";
}

}  // namespace

absl::StatusOr<BearerTokens> BearerTokens::Parse(absl::string_view file, absl::string_view contents) {
  std::vector<Holder> holders;
  std::set<std::string> digests;
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(contents, '\n')) {
    ++line_number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line[0] == '#') continue;
    const std::vector<absl::string_view> words = absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
    std::string problem = ProblemOf(words);
    if (problem.empty()) {
      holders.push_back({std::string(words[0]), DigestBytes(words[1])});
      if (holders.back().digest.size() != kDigestBytes) problem = "the digest cannot be read";
      if (!digests.insert(holders.back().digest).second) problem = "a line before has this digest";
      if (holders.size() > kTokensMax) problem = absl::StrCat("more tokens than the limit of ", kTokensMax);
    }
    if (!problem.empty()) return absl::InvalidArgumentError(absl::StrCat(file, ":", line_number, ": ", problem));
  }
  return BearerTokens(std::move(holders));
}

absl::string_view BearerTokens::HolderOf(absl::string_view token) const {
  if (token.empty() || token.size() > kTokenBytesMax) return "";
  const std::string digest = Sha256(token);
  if (digest.size() != kDigestBytes) return "";
  // One past the index of the holder found. No branch depends on what is equal.
  size_t found = 0;
  for (size_t i = 0; i < holders_.size(); ++i) {
    const size_t equal = SecretsAreEqual(holders_[i].digest, digest) ? 1 : 0;
    found |= (i + 1) * equal;
  }
  return found == 0 ? absl::string_view() : holders_[found - 1].name;
}

}  // namespace isnad
