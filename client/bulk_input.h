// A heap of articles: a file of JSON lines with one in each line, or a folder of files.
//
// JSON lines: an object a line with the strings `id` and `text`, other fields ignored; empty lines are passed over. A
// folder's files are taken in the order of their names' bytes: *.jsonl are JSON lines, *.txt an article each, whose id
// is the name without extension; other and hidden files and subfolders are passed over. A line that is no such object,
// an article that is too large, or a .txt that cannot be read, is an article with an error, and costs itself alone.
// Articles are named by file and line without the folder: "news.jsonl:7", "a.txt".
#ifndef ISNAD_CLIENT_BULK_INPUT_H_
#define ISNAD_CLIENT_BULK_INPUT_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/article_source.h"
#include "client/shard.h"

namespace isnad {

// Of a line or a .txt. The service's limit for a text is a sixteenth of it: room for escapes and fields that are
// ignored.
inline constexpr size_t kBulkArticleBytesMax = size_t{16} << 20;

class BulkInput {
 public:
  virtual ~BulkInput() = default;

  // The shard's next article; nullopt: there are no more, or status() tells why the input cannot be read on.
  virtual std::optional<NamedArticle> Next() = 0;
  // How much of the input has been passed, [0, 1]; 0 where that is not known, as of a pipe.
  virtual double share_passed() const = 0;
  virtual const absl::Status& status() const = 0;
};

// NotFound, PermissionDenied, Unknown: as the system says. InvalidArgument: a folder without a .jsonl or .txt.
absl::StatusOr<std::unique_ptr<BulkInput>> OpenBulkInput(const std::string& path, Shard shard);

}  // namespace isnad

#endif  // ISNAD_CLIENT_BULK_INPUT_H_
