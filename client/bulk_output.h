// What becomes of a shard, in two files of a folder: NAME.jsonl with the answers, NAME.errors with the articles that
// were refused, both in the order of the articles. Until the shard is done they are called NAME.jsonl.partial and
// NAME.errors.partial. NAME.run stays beside them (run_record.h): what is behind the position that it tells is cut off
// by the next run, whatever stopped the last one, so that no line is lost, torn or there twice. One thread.
#ifndef ISNAD_CLIENT_BULK_OUTPUT_H_
#define ISNAD_CLIENT_BULK_OUTPUT_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/owned_descriptor.h"
#include "client/run_record.h"

namespace isnad {

struct BulkOutputPlace {
  std::string folder;  // made where it is missing
  std::string name;    // of the shard
};

class BulkOutput {
 public:
  // `run` is one line that names all but the articles that the answers depend on. FailedPrecondition: there are files
  // of another run, or of nobody knows which. AlreadyExists, Aborted: as RunRecord::Open.
  static absl::StatusOr<BulkOutput> Open(const BulkOutputPlace& place, const std::string& run, RunStart start);

  // An earlier run has finished it; nothing may be added.
  bool complete() const { return complete_; }
  // How far it has come; begins where an earlier run has left it. The digest is that of the last Save.
  const RunPosition& position() const { return position_; }

  // One line each, with its line feed.
  absl::Status AddAnswer(absl::string_view line);
  absl::Status AddRefused(absl::string_view line);

  // From here a later run goes on. `digest`: of all articles dealt with.
  absl::Status Save(uint64_t digest);
  // Saves, and gives the files their names.
  absl::Status Finish(uint64_t digest);

 private:
  BulkOutput(BulkOutputPlace place, RunRecord record) : place_(std::move(place)), record_(std::move(record)) {}
  absl::Status CheckRun(const std::string& run);

  struct Part {
    std::string path;
    OwnedDescriptor file;
  };
  absl::StatusOr<Part> OpenPart(absl::string_view suffix, int64_t bytes) const;
  static absl::Status AddLine(const Part& part, absl::string_view line, int64_t* bytes);

  BulkOutputPlace place_;
  RunRecord record_;
  Part answers_;
  Part errors_;
  bool complete_ = false;
  RunPosition position_;
};

}  // namespace isnad

#endif  // ISNAD_CLIENT_BULK_OUTPUT_H_
