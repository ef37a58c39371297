// A heap of articles, or a shard of it, into files: may be killed at any time and goes on where it was.
#ifndef ISNAD_CLIENT_BULK_EXTRACTION_H_
#define ISNAD_CLIENT_BULK_EXTRACTION_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "client/attribution_client.h"
#include "client/progress.h"
#include "client/run_record.h"
#include "client/shard.h"
#include "isnad/v1/attribution_service.pb.h"

namespace isnad {

struct BulkExtraction {
  std::string input;   // a folder, or a file of JSON lines
  std::string output;  // a folder
  Shard shard;
  RunStart start = RunStart::kNew;
  v1::ExtractOptions options;
  std::chrono::milliseconds deadline;    // until when a busy server is asked again
  std::function<bool()> stop_requested;  // looked at between articles
};

struct BulkReport {
  int64_t done = 0;  // articles, also those of earlier runs
  int64_t refused = 0;
  bool was_complete = false;  // an earlier run had finished it
};

// How often a place is kept from which a run that was killed goes on.
inline constexpr std::chrono::milliseconds kBulkSavePause(1000);

// Writes the shard's answers and refusals (bulk_output.h). An article that is refused costs itself alone; what is wrong
// with the server (it is lost, busy for long, does not let us in, runs out of time) ends the run, and so does a disk
// that is full: the error tells, and a later run with `resume` goes on. FailedPrecondition, AlreadyExists,
// InvalidArgument: the same again is no use, for the output belongs to another run, or input and output are the same
// folder. Cancelled: as requested. `show` is called behind each article.
absl::StatusOr<BulkReport> ExtractBulk(const AttributionClient& client, const BulkExtraction& extraction,
                                       const std::function<void(const ProgressState&)>& show);

}  // namespace isnad

#endif  // ISNAD_CLIENT_BULK_EXTRACTION_H_
