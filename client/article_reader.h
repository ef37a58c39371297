// Reads one article from a file or from standard input.
//
// Errors: NotFound (no such file), InvalidArgument (a folder, not UTF-8, with the offset), OutOfRange (larger than may
// be), PermissionDenied and Unknown (as the system says; file_error.h). Whether the article is acceptable in
// itself (empty, above the service's limit) is for the service to say.
#ifndef ISNAD_CLIENT_ARTICLE_READER_H_
#define ISNAD_CLIENT_ARTICLE_READER_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace isnad {

// What may be read into memory. Far above the service's limit for an article, which the service states itself.
inline constexpr size_t kFileBytesMax = size_t{64} << 20;

struct ArticleFile {
  std::string article_id;  // the file's name without folder and extension; "stdin" for standard input
  std::string text;
};

// `path` is a file, or "-" for standard input.
absl::StatusOr<ArticleFile> ReadArticle(absl::string_view path, size_t bytes_max = kFileBytesMax);

}  // namespace isnad

#endif  // ISNAD_CLIENT_ARTICLE_READER_H_
