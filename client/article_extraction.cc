// Batches rather than a stream: a batch that finds its server gone is repeated on another one by gRPC itself, batches
// spread over servers and processors, and a reader that stands still (a pager) keeps no call open. Covered by
// tests/client/article_extraction_test.cc.
#include "client/article_extraction.h"

#include <deque>
#include <future>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "client/article_reader.h"

namespace isnad {
namespace {

using Batch = std::vector<NamedArticle>;

// Puts articles together into batches; holds back the one that the last batch had no room for.
class BatchReader {
 public:
  explicit BatchReader(const NextArticle& next) : next_(next) {}

  // The next articles; empty: there are no more.
  Batch Next() {
    Batch batch;
    size_t bytes = 0;
    while (batch.size() < kBatchArticlesMax) {
      if (!held_back_.has_value()) held_back_ = next_();
      if (!held_back_.has_value()) break;
      bytes += held_back_->article.ok() ? held_back_->article->text.size() : 0;
      if (bytes > kBatchBytesMax && !batch.empty()) break;
      batch.push_back(*std::move(held_back_));
      held_back_.reset();
    }
    return batch;
  }

 private:
  const NextArticle& next_;
  std::optional<NamedArticle> held_back_;
};

// What `call` gives, asked again where the server is busy.
template <typename Call>
auto Patiently(const ArticleExtraction& extraction, Call call) {
  auto end = std::chrono::steady_clock::now() + extraction.deadline;
  while (true) {
    auto answer = call();
    std::optional<std::chrono::milliseconds> delay =
        absl::IsResourceExhausted(answer.status()) ? RetryDelay(answer.status()) : std::nullopt;
    if (!delay.has_value() || std::chrono::steady_clock::now() + *delay > end) return answer;
    std::this_thread::sleep_for(*delay);
  }
}

// Ids must differ within a batch; files of the same name in several folders are sent without.
v1::BatchExtractAttributionsRequest RequestFor(const Batch& batch, const v1::ExtractOptions& options) {
  v1::BatchExtractAttributionsRequest request;
  *request.mutable_options() = options;
  std::set<std::string> ids;
  for (const NamedArticle& given : batch) {
    if (!given.article.ok()) continue;
    v1::Article& article = *request.add_articles();
    if (ids.insert(given.article->article_id).second) article.set_article_id(given.article->article_id);
    article.set_text(given.article->text);
  }
  return request;
}

// Whether a failure would be that of the next article too: it is the server's, the caller's or that of the hour.
bool IsThatOfAll(const absl::Status& failure) {
  switch (failure.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kAborted:
      return true;
    case absl::StatusCode::kResourceExhausted:
      return RetryDelay(failure).has_value();  // busy for long; without a delay it is a message that is too large
    default:
      return false;
  }
}

class Extractor {
 public:
  Extractor(const AttributionClient& client, const ArticleExtraction& extraction)
      : client_(client), extraction_(extraction) {}

  std::vector<ArticleAnswer> Answer(const Batch& batch) const {
    auto together = ExtractTogether(batch);
    std::vector<ArticleAnswer> answers;
    absl::Status failure;  // of all that have no answer yet
    // What was too much at once may be little enough alone.
    if (IsThatOfAll(together.status()) && !absl::IsDeadlineExceeded(together.status())) failure = together.status();
    std::set<std::string> refused_ids;
    for (int next = 0; const NamedArticle& given : batch) {
      if (!given.article.ok()) {
        answers.push_back({given.name, /*readable=*/false, "", given.article.status()});
        continue;
      }
      const std::string& id = given.article->article_id;
      v1::BatchExtractAttributionsResult* result = together.ok() ? together->mutable_results(next++) : nullptr;
      // The second of an id was sent without, which may have been what was wrong with the first.
      if (refused_ids.count(id) > 0) result = nullptr;
      answers.push_back({given.name, /*readable=*/true, id, AnswerFor(*given.article, failure, result)});
      const absl::Status& status = answers.back().response.status();
      if (absl::IsUnavailable(status)) break;  // and so would be the others
      if (IsThatOfAll(status)) failure = status;
      if (!status.ok()) refused_ids.insert(id);
    }
    return answers;
  }

 private:
  // All articles of the batch in one call. Fails where there are too few for that, and where the call fails.
  absl::StatusOr<v1::BatchExtractAttributionsResponse> ExtractTogether(const Batch& batch) const {
    v1::BatchExtractAttributionsRequest request = RequestFor(batch, extraction_.options);
    if (request.articles_size() < 2) return absl::FailedPreconditionError("no batch");
    auto response = Patiently(extraction_, [&] { return client_.ExtractBatch(request); });
    if (response.ok() && response->results_size() != request.articles_size()) {
      return absl::InternalError("not as many results as articles");
    }
    return response;
  }

  // What has no answer in the batch is asked again alone, so that its error is the one that it would have had alone,
  // unless that is known to be `failure`: each article would wait for it as long as a call may take.
  absl::StatusOr<v1::ExtractAttributionsResponse> AnswerFor(const ArticleFile& file, const absl::Status& failure,
                                                            v1::BatchExtractAttributionsResult* result) const {
    const bool answered = result != nullptr && result->has_response();
    if (!answered) return failure.ok() ? ExtractAlone(file) : failure;
    result->mutable_response()->set_article_id(file.article_id);
    return std::move(*result->mutable_response());
  }

  absl::StatusOr<v1::ExtractAttributionsResponse> ExtractAlone(const ArticleFile& file) const {
    v1::ExtractAttributionsRequest request;
    request.mutable_article()->set_article_id(file.article_id);
    request.mutable_article()->set_text(file.text);
    *request.mutable_options() = extraction_.options;
    return Patiently(extraction_, [&] { return client_.Extract(request); });
  }

  const AttributionClient& client_;
  const ArticleExtraction& extraction_;
};

}  // namespace

void ExtractArticles(const AttributionClient& client, const ArticleExtraction& extraction,
                     const std::function<bool(const ArticleAnswer&)>& take) {
  const Extractor extractor(client, extraction);
  BatchReader reader(extraction.next);
  std::deque<std::future<std::vector<ArticleAnswer>>> in_flight;
  while (true) {
    while (in_flight.size() < kBatchesInFlightMax) {
      Batch batch = reader.Next();
      if (batch.empty()) break;
      // Without std::launch::async alone: where the system has no thread left, the batch is answered when its turn
      // comes.
      in_flight.push_back(std::async([&extractor, batch = std::move(batch)] { return extractor.Answer(batch); }));
    }
    if (in_flight.empty()) return;
    for (const ArticleAnswer& answer : in_flight.front().get()) {
      if (!take(answer)) return;  // those in flight still end
    }
    in_flight.pop_front();
  }
}

NextArticle ArticlesOfFiles(std::vector<std::string> paths) {
  return [paths = std::move(paths), next = size_t{0}]() mutable -> std::optional<NamedArticle> {
    if (next == paths.size()) return std::nullopt;
    const std::string& path = paths[next++];
    return NamedArticle{path, ReadArticle(path)};
  };
}

}  // namespace isnad
