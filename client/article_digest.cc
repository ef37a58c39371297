// FNV-1a, 64 bits. Covered by tests/client/article_digest_test.cc.
#include "client/article_digest.h"

#include "absl/strings/string_view.h"

namespace isnad {
namespace {

constexpr uint64_t kOffsetBasis = 0xcbf29ce484222325;
constexpr uint64_t kPrime = 0x100000001b3;

uint64_t WithBytes(uint64_t digest, absl::string_view bytes) {
  for (const char c : bytes) digest = (digest ^ static_cast<unsigned char>(c)) * kPrime;
  return digest;
}

// The length goes first, so that what ends one part does not begin the next.
uint64_t WithPart(uint64_t digest, absl::string_view part) {
  for (uint64_t length = part.size(); length > 0; length >>= 8) digest = (digest ^ (length & 0xff)) * kPrime;
  return WithBytes((digest ^ 0xff) * kPrime, part);
}

}  // namespace

uint64_t DigestWith(uint64_t before, const NamedArticle& article) {
  uint64_t digest = WithPart(before ^ kOffsetBasis, article.name);
  if (!article.article.ok()) {
    digest = WithPart(digest, absl::StatusCodeToString(article.article.status().code()));
    return WithPart(digest, article.article.status().message());
  }
  return WithPart(WithPart(digest, article.article->article_id), article.article->text);
}

}  // namespace isnad
