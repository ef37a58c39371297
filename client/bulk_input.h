// A heap of articles: a folder with one in each file, or a file of JSON lines with one in each line.
//
// Folder: its regular files but hidden ones, in the order of their names' bytes; subfolders are passed over. JSON
// lines: an object a line with the strings `id` and `text`, other fields ignored; empty lines are passed over. A line
// that is no such object, or a file that cannot be read, is an article with an error, and costs itself alone.
#ifndef ISNAD_CLIENT_BULK_INPUT_H_
#define ISNAD_CLIENT_BULK_INPUT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "client/article_source.h"
#include "client/shard.h"

namespace isnad {

class BulkInput {
 public:
  virtual ~BulkInput() = default;

  // The shard's next article.
  virtual std::optional<NamedArticle> Next() = 0;
  // How much of the input has been passed, [0, 1].
  virtual double share_passed() const = 0;
  // Tells an input from another one under the same path: the number of its files, the size of the file.
  virtual std::string fingerprint() const = 0;
  // The input could not be read to its end; known when Next has given nullopt.
  virtual absl::Status status() const = 0;
};

// NotFound, PermissionDenied, Unknown: as the system says.
absl::StatusOr<std::unique_ptr<BulkInput>> OpenBulkInput(const std::string& path, Shard shard);

}  // namespace isnad

#endif  // ISNAD_CLIENT_BULK_INPUT_H_
