// What becomes of a shard, in two files of a folder: NAME.jsonl with the answers, NAME.errors with the articles that
// were refused, both in the order of the articles. Until the shard is done they are called NAME.jsonl.partial and
// NAME.errors.partial; each line is written whole, in the order of the articles across both, so that their number tells
// how far an earlier run has come, however it ended. NAME.run says what it was made from. One thread.
#ifndef ISNAD_CLIENT_BULK_OUTPUT_H_
#define ISNAD_CLIENT_BULK_OUTPUT_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace isnad {

// A file descriptor, closed with it. Movable.
class OwnedDescriptor {
 public:
  explicit OwnedDescriptor(int descriptor = -1) : descriptor_(descriptor) {}
  OwnedDescriptor(OwnedDescriptor&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept;
  ~OwnedDescriptor();
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

class BulkOutput {
 public:
  // In `folder`, which is made where it is missing. `run` is one line that names all that the answers depend on. With
  // `resume` the lines of an earlier run stay; FailedPrecondition: that was another run. Without, AlreadyExists: there
  // are files of an earlier one. Unavailable is never returned; Aborted: another process writes them now.
  static absl::StatusOr<BulkOutput> Open(const std::string& folder, const std::string& name, const std::string& run,
                                         bool resume);

  // An earlier run has finished it.
  bool complete() const { return complete_; }
  // Articles that an earlier run has dealt with, from the first one on; and how many of these it has refused.
  int64_t done() const { return done_; }
  int64_t refused() const { return refused_; }

  // One line each, with its line feed.
  absl::Status AddAnswer(absl::string_view line);
  absl::Status AddRefused(absl::string_view line);

  // Gives the files their names.
  absl::Status Finish();

 private:
  BulkOutput(std::string folder, std::string name) : folder_(std::move(folder)), name_(std::move(name)) {}
  std::string Path(absl::string_view suffix) const;
  absl::Status CheckRun(const std::string& run, bool resume);
  absl::StatusOr<int64_t> OpenPart(absl::string_view suffix, OwnedDescriptor* part);
  absl::Status Add(const OwnedDescriptor& part, absl::string_view suffix, absl::string_view line);

  std::string folder_;
  std::string name_;
  OwnedDescriptor lock_;
  OwnedDescriptor answers_;
  OwnedDescriptor errors_;
  bool complete_ = false;
  int64_t done_ = 0;
  int64_t refused_ = 0;
};

}  // namespace isnad

#endif  // ISNAD_CLIENT_BULK_OUTPUT_H_
