// Many files answered fast and in their order: a few batches are in flight while the next files are read.
//
// Memory does not grow with the number of files. Each file has its own answer or error, the one that it would have
// alone: long articles go alone, and a batch that fails as a whole is asked again article by article. Where that would
// not help the articles have the batch's error: the caller is refused, or the server is lost or stays busy. A batch
// that runs out of time is asked again too, until one article does alone. A server that is busy and says when to come
// again is asked again then, until the deadline of a call has passed.
#ifndef ISNAD_CLIENT_FILE_EXTRACTION_H_
#define ISNAD_CLIENT_FILE_EXTRACTION_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/attribution_client.h"
#include "isnad/v1/attribution_service.pb.h"

namespace isnad {

// One batch. Small enough that its answer, at most four times its text and 64 KiB an article, is below the 4 MiB that a
// message may have; large enough that a call costs little beside its work.
inline constexpr int kBatchArticlesMax = 32;
inline constexpr size_t kBatchBytesMax = size_t{256} << 10;
// Batches on their way at the same time: as many processors of one server, or servers behind one name, are at work.
inline constexpr int kBatchesInFlightMax = 4;

struct FileAnswer {
  std::string path;
  absl::StatusOr<v1::ExtractAttributionsResponse> response;
};

struct FileExtraction {
  std::vector<std::string> paths;  // files, "-": standard input
  v1::ExtractOptions options;
  std::chrono::milliseconds deadline;  // until when a busy server is asked again
};

// Calls `take` with the answer to each file, in order, in this thread, until it returns false. A server that is lost
// (Unavailable) may cost the files behind it their answers: `take` should return false then.
void ExtractFiles(const AttributionClient& client, const FileExtraction& extraction,
                  const std::function<bool(const FileAnswer&)>& take);

}  // namespace isnad

#endif  // ISNAD_CLIENT_FILE_EXTRACTION_H_
