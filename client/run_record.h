// NAME.run beside a shard's files: what they are made from, and how far they have come. Whoever has it open works on
// the shard alone.
//
// The first line names all but the articles that the answers depend on. Each further line is a position that was
// reached and is on the disk, with the articles before it as a digest; the last one counts. A line whose end is missing
// was being written when the process or the machine stopped, and is cut off. One thread.
#ifndef ISNAD_CLIENT_RUN_RECORD_H_
#define ISNAD_CLIENT_RUN_RECORD_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/owned_descriptor.h"

namespace isnad {

struct RunPosition {
  int64_t articles = 0;  // dealt with, from the shard's first one on
  int64_t refused = 0;   // of these
  int64_t answers_bytes = 0;
  int64_t errors_bytes = 0;
  uint64_t digest = 0;  // of the articles dealt with
};

enum class RunStart {
  kNew,     // there must be no earlier run
  kResume,  // goes on with one that there may be
};

class RunRecord {
 public:
  // AlreadyExists: an earlier run, and `start` is kNew. Aborted: another process has it open.
  static absl::StatusOr<RunRecord> Open(const std::string& path, RunStart start);

  // Whether an earlier run has come as far as to name what it was made from.
  bool has_run() const { return !run_.empty(); }
  const std::string& run() const { return run_; }
  const RunPosition& position() const { return position_; }

  // Both are on the disk when they return. `run` is one line, without its end, and not empty.
  absl::Status Begin(const std::string& run);
  absl::Status Add(const RunPosition& position);

 private:
  RunRecord(std::string path, OwnedDescriptor file) : path_(std::move(path)), file_(std::move(file)) {}
  absl::Status Read();
  absl::Status Write(const std::string& line);

  std::string path_;
  OwnedDescriptor file_;
  std::string run_;
  RunPosition position_;
};

}  // namespace isnad

#endif  // ISNAD_CLIENT_RUN_RECORD_H_
