// Many articles answered fast and in their order: a few batches are in flight while the next articles are read.
//
// Memory does not grow with their number. Each article has its own answer or error, the one that it would have
// alone: long articles go alone, and a batch that fails as a whole is asked again article by article. Where that would
// not help the articles have the batch's error: the caller is refused, or the server is lost or stays busy. A batch
// that runs out of time is asked again too, until one article does alone. A server that is busy and says when to come
// again is asked again then, until the deadline of a call has passed.
#ifndef ISNAD_CLIENT_ARTICLE_EXTRACTION_H_
#define ISNAD_CLIENT_ARTICLE_EXTRACTION_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/article_source.h"
#include "client/attribution_client.h"
#include "isnad/v1/attribution_service.pb.h"

namespace isnad {

// One batch. Small enough that its answer, at most four times its text and 64 KiB an article, is below the 4 MiB that a
// message may have; large enough that a call costs little beside its work.
inline constexpr int kBatchArticlesMax = 32;
inline constexpr size_t kBatchBytesMax = size_t{256} << 10;
// Batches on their way at the same time: as many processors of one server, or servers behind one name, are at work.
inline constexpr int kBatchesInFlightMax = 4;

struct ArticleAnswer {
  std::string name;        // as the article came
  bool readable;           // false: the response is why not
  std::string article_id;  // as the article came; empty where it cannot be read
  absl::StatusOr<v1::ExtractAttributionsResponse> response;
};

struct ArticleExtraction {
  NextArticle next;  // called in the caller's thread
  v1::ExtractOptions options;
  std::chrono::milliseconds deadline;  // until when a busy server is asked again
};

// Calls `take` with the answer to each article, in order, in this thread, until it returns false. A server that is lost
// (Unavailable) may cost the articles behind it their answers: `take` should return false then.
void ExtractArticles(const AttributionClient& client, const ArticleExtraction& extraction,
                     const std::function<bool(const ArticleAnswer&)>& take);

// Files, one article in each; "-": standard input.
NextArticle ArticlesOfFiles(std::vector<std::string> paths);

}  // namespace isnad

#endif  // ISNAD_CLIENT_ARTICLE_EXTRACTION_H_
