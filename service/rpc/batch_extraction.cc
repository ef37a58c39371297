// Each worker takes the next article, answers it and queues itself again behind whatever else waits, so that several
// batches advance side by side. The articles share one arena, which allocates for each thread apart. Covered by
// tests/rpc/batch_extraction_test.cc.
#include "service/rpc/batch_extraction.h"

#include <google/protobuf/arena.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "isnad/v1/attribution_service.pb.h"
#include "service/rpc/arena_message.h"
#include "service/rpc/article_failure.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/refused_status.h"
#include "service/rpc/request_parser.h"
#include "service/rpc/request_validator.h"
#include "service/rpc/status_encoder.h"
#include "service/rpc/stop_check.h"
#include "service/rpc/wire/request.pb.h"

namespace isnad {
namespace {

using google::protobuf::Arena;

// For the field number and the length of a result inside the answer.
constexpr size_t kFramingBytes = 6;
// Kept free for each article, so that there is room to say why it has no answer.
constexpr size_t kErrorBytes = 1024;

absl::Status CheckIds(const wire::v1::BatchExtractAttributionsRequest& request) {
  absl::flat_hash_map<absl::string_view, int> seen;
  for (int i = 0; i < request.articles_size(); ++i) {
    const std::string& id = request.articles(i).article_id();
    if (id.empty()) continue;
    const auto [first, is_new] = seen.try_emplace(id, i);
    if (is_new) continue;
    return MakeError(ErrorReason::kDuplicateArticleId,
                     {.message = absl::StrCat("articles[", i, "] has the article_id of articles[", first->second, "]"),
                      .field = absl::StrCat("articles[", i, "].article_id"),
                      .metadata = {{"first", absl::StrCat(first->second)}, {"second", absl::StrCat(i)}}});
  }
  return absl::OkStatus();
}

absl::Status CheckBatch(const wire::v1::BatchExtractAttributionsRequest& request) {
  if (request.articles_size() == 0) {
    return MakeError(ErrorReason::kBatchEmpty,
                     {.message = "articles is empty; at least one is expected", .field = "articles"});
  }
  return CheckIds(request);
}

absl::Status BatchResponseFull() {
  return MakeError(ErrorReason::kBatchResponseFull,
                   {.message = "the answer of the batch would be too large for a client's default limit; send this "
                               "article again in another batch",
                    .limit = ReachedLimit{.value = static_cast<int64_t>(kResponseBytesMax)}});
}

// A batch under way; lives until its last article is answered.
class Batch : public std::enable_shared_from_this<Batch> {
 public:
  Batch(const BatchResources& resources, UnaryCall* call, Admission::Place place, SteadyTime deadline)
      : resources_(resources), call_(call), place_(std::move(place)), deadline_(deadline) {}

  // Parses and checks; the batch as a whole fails here or goes on.
  void Start();

 private:
  absl::Status Prepare();
  bool IsOver() const { return StopCheck::IsOver(*call_, deadline_); }
  // Each takes the next article: until it is answered the call is there to be asked whether it is over.
  void QueueNext();
  void AnswerThenQueueNext(int index);
  int TakeRest() { return std::max(0, count() - next_.exchange(count())); }
  int count() const { return static_cast<int>(results_.size()); }
  void AnswerArticle(int index);
  void Complete();
  void Finish(const absl::Status& status, const v1::BatchExtractAttributionsResponse* response) {
    options_place_.reset();
    place_.Leave();
    call_->Finish(status, response);
  }

  const BatchResources resources_;
  UnaryCall* const call_;
  Admission::Place place_;
  const SteadyTime deadline_;
  Arena arena_{ArticleArena()};
  wire::v1::BatchExtractAttributionsRequest* request_ = nullptr;
  ValidOptions options_;
  std::optional<Admission::Place> options_place_;  // of what they hold beside their bytes
  std::vector<v1::BatchExtractAttributionsResult*> results_;
  std::atomic<int> next_{0};
  std::atomic<int> answered_{0};
};

void Batch::Start() {
  if (IsOver()) return Finish(StopCheck(*call_, deadline_, nullptr).status(), nullptr);
  if (absl::Status status = Prepare(); !status.ok()) return Finish(status, nullptr);
  const int slices = std::min(resources_.pool->workers(), request_->articles_size());
  for (int i = 0; i < slices; ++i) QueueNext();
}

absl::Status Batch::Prepare() {
  request_ = NewOn<wire::v1::BatchExtractAttributionsRequest>(&arena_);
  absl::Status status = ParseRequest(call_->request(), *resources_.limits, request_);
  if (status.ok()) status = CheckBatch(*request_);
  if (!status.ok()) return status;
  Refusal refusal = Refusal::kTooManyBytes;
  options_place_ = resources_.admission->AdmitPart(KnownNameBytes(request_->options()), &refusal);
  if (!options_place_.has_value()) return RefusedStatus(refusal, *resources_.limits);
  options_place_->Start();
  const StopCheck stop(*call_, deadline_, resources_.pool);
  absl::StatusOr<ValidOptions> options =
      ValidateOptions(request_->options(), *resources_.limits, [&stop] { return stop(); });
  if (!options.ok()) return options.status();
  if (stop.IsOver()) return stop.status();
  options_ = *std::move(options);
  results_.resize(request_->articles_size());
  resources_.metrics->RecordBatch(results_.size());
  return absl::OkStatus();
}

void Batch::QueueNext() {
  const int index = next_.fetch_add(1);
  if (index >= count()) return;
  resources_.pool->Run(
      Lane::kBulk, [self = shared_from_this(), index] { self->AnswerThenQueueNext(index); },
      [this] { return IsOver(); });
}

void Batch::AnswerThenQueueNext(int index) {
  // The articles behind it go on waiting, and so count in what new bulk work has to expect.
  place_.StartPart(request_->articles(index).text().size());
  if (!IsOver()) AnswerArticle(index);
  // What is over ends at once, rather than article by article in its turn.
  const int taken = 1 + (IsOver() ? TakeRest() : 0);
  if (answered_.fetch_add(taken) + taken == count()) return Complete();
  QueueNext();
}

void Batch::AnswerArticle(int index) {
  const wire::v1::Article& article = request_->articles(index);
  auto* const result = NewOn<v1::BatchExtractAttributionsResult>(&arena_);
  const absl::string_view id = EchoedId(article.article_id());
  result->set_article_id(id.data(), id.size());
  const StopCheck stop(*call_, deadline_, resources_.pool);
  const absl::Status status = resources_.answerer->Answer(article, absl::StrCat("articles[", index, "]"), options_,
                                                          stop, result->mutable_response());
  if (!status.ok()) {
    RecordArticleFailure(status, *call_, resources_.metrics);
    *result->mutable_error() = EncodeRpcStatus(status, call_->locale());
  }
  results_[index] = result;
}

void Batch::Complete() {
  const StopCheck stop(*call_, deadline_, nullptr);
  if (stop()) return Finish(stop.status(), nullptr);
  auto* const response = NewOn<v1::BatchExtractAttributionsResponse>(&arena_);
  size_t bytes = results_.size() * kErrorBytes;
  for (v1::BatchExtractAttributionsResult* result : results_) {
    const size_t result_bytes = result->has_response() ? result->ByteSizeLong() + kFramingBytes : 0;
    if (bytes + result_bytes > kResponseBytesMax) {
      RecordArticleFailure(BatchResponseFull(), *call_, resources_.metrics);
      *result->mutable_error() = EncodeRpcStatus(BatchResponseFull(), call_->locale());
    } else {
      bytes += result_bytes;
    }
    response->mutable_results()->AddAllocated(result);
  }
  Finish(absl::OkStatus(), response);
}

}  // namespace

void RunBatch(const BatchResources& resources, UnaryCall* call, Admission::Place place, SteadyTime deadline) {
  std::make_shared<Batch>(resources, call, std::move(place), deadline)->Start();
}

}  // namespace isnad
