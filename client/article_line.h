// One article as a line of JSON: an object with the strings `id` and `text`.
#ifndef ISNAD_CLIENT_ARTICLE_LINE_H_
#define ISNAD_CLIENT_ARTICLE_LINE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/article_reader.h"

namespace isnad {

// Other fields are passed over, whatever they hold, and take no memory; a field that comes twice counts as it comes
// last. InvalidArgument: no JSON, not UTF-8, no object, a field that is missing or no string.
absl::StatusOr<ArticleFile> ParseArticleLine(absl::string_view line);

}  // namespace isnad

#endif  // ISNAD_CLIENT_ARTICLE_LINE_H_
