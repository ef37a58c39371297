#include "tests/load/generator/prepared_requests.h"

#include <google/protobuf/arena.h>
#include <grpcpp/support/proto_buffer_reader.h>

#include "absl/strings/str_cat.h"
#include "grpc/health/v1/health.pb.h"
#include "isnad/v1/attribution_service.pb.h"

namespace isnad::load {
namespace {

constexpr char kWrongAnswer[] = "WRONG_ANSWER";

template <typename Message>
grpc::ByteBuffer Serialize(const Message& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return grpc::ByteBuffer(&slice, 1);
}

template <typename Message>
bool Parse(const grpc::ByteBuffer& bytes, Message* message) {
  grpc::ByteBuffer shared(bytes);
  grpc::ProtoBufferReader reader(&shared);
  return reader.status().ok() && message->ParseFromZeroCopyStream(&reader);
}

std::string ArticleId(size_t index) { return absl::StrCat("article-", index); }

void FillArticle(const std::string& text, size_t index, v1::Article* article) {
  article->set_article_id(ArticleId(index));
  article->set_text(text);
}

// Requests of the methods that take one article; batches differ.
template <typename Request>
std::vector<PreparedRequest> OneByOne(const LoadOptions& options, const std::vector<std::string>& articles) {
  std::vector<PreparedRequest> requests;
  for (size_t i = 0; i < articles.size(); ++i) {
    Request request;
    FillArticle(articles[i], i, request.mutable_article());
    if (!options.include_text) request.mutable_options()->set_include_text(false);
    requests.push_back({.bytes = Serialize(request), .article_ids = {ArticleId(i)}});
  }
  return requests;
}

// As many batches as articles, each beginning with the next one: every article in every place.
std::vector<PreparedRequest> Batches(const LoadOptions& options, const std::vector<std::string>& articles) {
  std::vector<PreparedRequest> requests;
  for (size_t first = 0; first < articles.size(); ++first) {
    v1::BatchExtractAttributionsRequest batch;
    PreparedRequest request;
    for (size_t i = 0; i < static_cast<size_t>(options.batch_articles); ++i) {
      FillArticle(articles[(first + i) % articles.size()], i, batch.add_articles());
      request.article_ids.push_back(ArticleId(i));
    }
    if (!options.include_text) batch.mutable_options()->set_include_text(false);
    request.bytes = Serialize(batch);
    requests.push_back(std::move(request));
  }
  return requests;
}

// Result is v1::BatchExtractAttributionsResult or v1::StreamExtractAttributionsResponse.
template <typename Result>
void TakeResult(const Result& result, const std::string& article_id, CallOutcome* outcome) {
  if (result.article_id() != article_id) outcome->result = kWrongAnswer;
  if (result.has_response()) {
    ++outcome->articles_ok;
  } else {
    ++outcome->articles_failed[CodeAndReason(result.error())];
  }
}

void TakeBatch(const PreparedRequest& request, const grpc::ByteBuffer& answer, CallOutcome* outcome) {
  google::protobuf::Arena arena;
  auto* const batch = v1::BatchExtractAttributionsResponse::default_instance().New(&arena);
  if (!Parse(answer, batch) || batch->results_size() != static_cast<int>(request.article_ids.size())) {
    outcome->result = kWrongAnswer;
    return;
  }
  for (int i = 0; i < batch->results_size(); ++i) TakeResult(batch->results(i), request.article_ids[i], outcome);
}

void TakeItem(const PreparedRequest& request, const grpc::ByteBuffer& answer, CallOutcome* outcome) {
  v1::StreamExtractAttributionsResponse item;
  if (!Parse(answer, &item)) {
    outcome->result = kWrongAnswer;
    return;
  }
  if (item.has_error()) TakeStatus(item.error(), outcome);
  TakeResult(item, request.article_ids.front(), outcome);
}

void TakeHealth(const grpc::ByteBuffer& answer, CallOutcome* outcome) {
  grpc::health::v1::HealthCheckResponse health;
  if (!Parse(answer, &health)) {
    outcome->result = kWrongAnswer;
  } else if (health.status() != grpc::health::v1::HealthCheckResponse::SERVING) {
    outcome->result = "NOT_SERVING";
  }
}

}  // namespace

PreparedRequests::PreparedRequests(const LoadOptions& options, const std::vector<std::string>& articles)
    : kind_(options.method), method_("/isnad.v1.AttributionService/") {
  switch (kind_) {
    case Method::kUnary:
      method_ += "ExtractAttributions";
      requests_ = OneByOne<v1::ExtractAttributionsRequest>(options, articles);
      break;
    case Method::kBatch:
      method_ += "BatchExtractAttributions";
      requests_ = Batches(options, articles);
      break;
    case Method::kStream:
      method_ += "StreamExtractAttributions";
      requests_ = OneByOne<v1::StreamExtractAttributionsRequest>(options, articles);
      break;
    case Method::kInfo:
      method_ += "GetServerInfo";
      requests_.push_back({.bytes = Serialize(v1::GetServerInfoRequest())});
      break;
    case Method::kHealth:
      method_ = "/grpc.health.v1.Health/Check";
      requests_.push_back({.bytes = Serialize(grpc::health::v1::HealthCheckRequest())});
      break;
  }
}

void PreparedRequests::TakeAnswer(const PreparedRequest& request, const grpc::ByteBuffer& answer,
                                  CallOutcome* outcome) const {
  outcome->answer_bytes = static_cast<int64_t>(answer.Length());
  switch (kind_) {
    case Method::kBatch:
      return TakeBatch(request, answer, outcome);
    case Method::kStream:
      return TakeItem(request, answer, outcome);
    case Method::kHealth:
      return TakeHealth(answer, outcome);
    case Method::kUnary:
    case Method::kInfo:
      // Not parsed, which would cost more than sending: an answer of these has a lexicon version, so it is not empty.
      if (outcome->answer_bytes == 0) outcome->result = kWrongAnswer;
      return;
  }
}

}  // namespace isnad::load
