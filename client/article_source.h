// Articles that come one after the other, from wherever.
#ifndef ISNAD_CLIENT_ARTICLE_SOURCE_H_
#define ISNAD_CLIENT_ARTICLE_SOURCE_H_

#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "client/article_reader.h"

namespace isnad {

// An article, or why it cannot be read.
struct NamedArticle {
  std::string name;  // for people: a path, "FILE:LINE"
  absl::StatusOr<ArticleFile> article;
};

// The next one; nullopt: there are no more.
using NextArticle = std::function<std::optional<NamedArticle>()>;

}  // namespace isnad

#endif  // ISNAD_CLIENT_ARTICLE_SOURCE_H_
