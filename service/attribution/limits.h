// Limits of the engine, each with its reason. Tested one past each of them.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LIMITS_H_
#define ISNAD_SERVICE_ATTRIBUTION_LIMITS_H_

#include <cstddef>

namespace isnad {

// The longest article, in bytes. News articles have 2 to 20 KiB; a book chapter still fits, and one call stays short.
inline constexpr size_t kArticleBytesMax = size_t{1} << 20;

// The most claims for one article. A 1 MiB article of nothing but cues stays answerable, and the answer bounded.
inline constexpr int kClaimsMax = 10000;

// The longest claim that may be cut by length rather than by punctuation, in tokens: text without any punctuation would
// otherwise make the answer quadratic in the article.
inline constexpr int kClaimTokensMax = 400;

// The most bytes of an article's id.
inline constexpr size_t kArticleIdBytesMax = 256;

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LIMITS_H_
