// Tells one row of articles from another: names, ids, texts and what is wrong with them, in their order. Against
// mistakes, not against forgers.
#ifndef ISNAD_CLIENT_ARTICLE_DIGEST_H_
#define ISNAD_CLIENT_ARTICLE_DIGEST_H_

#include <cstdint>

#include "client/article_source.h"

namespace isnad {

// The digest of the articles that `before` stands for (0: none) with `article` behind them. The same on every machine.
uint64_t DigestWith(uint64_t before, const NamedArticle& article);

}  // namespace isnad

#endif  // ISNAD_CLIENT_ARTICLE_DIGEST_H_
