// One call, in order: admission, parse, validate, extract, encode, serialise; the first that fails is the answer.
// Covered by tests/server/ (in process) and tests/end_to_end/ (over a socket).
#include "service/transport/attribution_service.h"

#include <google/protobuf/arena.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "service/attribution/limits.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/request_validator.h"
#include "service/rpc/response_encoder.h"
#include "service/rpc/wire/request.pb.h"
#include "service/transport/grpc_status.h"

namespace isnad {
namespace {

// A place among the calls in flight, from construction to destruction.
class CallSlot {
 public:
  CallSlot(std::atomic<int>* calls_in_flight, int calls_max)
      : calls_in_flight_(calls_in_flight), admitted_(calls_in_flight->fetch_add(1) < calls_max) {}
  ~CallSlot() { calls_in_flight_->fetch_sub(1); }
  CallSlot(const CallSlot&) = delete;
  CallSlot& operator=(const CallSlot&) = delete;

  bool admitted() const { return admitted_; }

 private:
  std::atomic<int>* calls_in_flight_;
  bool admitted_;
};

template <typename Message>
Message* NewOn(google::protobuf::Arena* arena) {
  return Message::default_instance().New(arena);
}

template <typename Message>
absl::Status Parse(const grpc::ByteBuffer& bytes, Message* message) {
  // The reader does not change the buffer, though it asks for a mutable one.
  grpc::ByteBuffer shared(bytes);
  grpc::ProtoBufferReader reader(&shared);
  if (reader.status().ok() && message->ParseFromZeroCopyStream(&reader)) return absl::OkStatus();
  return MakeError(ErrorReason::kRequestMalformed, {.message = "the bytes received are no message of this method"});
}

template <typename Message>
absl::Status Serialize(const Message& message, grpc::ByteBuffer* bytes) {
  bool own_buffer = false;
  const grpc::Status status = grpc::SerializationTraits<Message>::Serialize(message, bytes, &own_buffer);
  return status.ok() ? absl::OkStatus() : absl::InternalError(status.error_message());
}

// Why the engine did not answer a valid request: the caller is gone, or its time is up.
absl::Status StoppedStatus(const grpc::CallbackServerContext& context, const absl::Status& status) {
  const bool late = absl::IsCancelled(status) && context.deadline() <= std::chrono::system_clock::now();
  return late ? absl::DeadlineExceededError(status.message()) : status;
}

absl::Status NotServed(absl::string_view method) {
  return MakeError(ErrorReason::kMethodNotServed,
                   {.message = absl::StrCat(method, " is not served by this version; call ExtractAttributions"),
                    .metadata = {{"method", std::string(method)}}});
}

absl::Status Loading() {
  return MakeError(ErrorReason::kLoading, {.message = "the server is starting and has not loaded its lexicon yet"});
}

// A stream that ends with its first breath.
class RefusedStream final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  explicit RefusedStream(const grpc::Status& status) { Finish(status); }
  void OnDone() override { delete this; }
};

}  // namespace

AttributionService::AttributionService(const ServiceLimits& limits) : limits_(limits) {}

void AttributionService::Serve(AttributionExtractor extractor) {
  extractor_.emplace(std::move(extractor));
  serving_.store(&*extractor_, std::memory_order_release);
}

grpc::ServerUnaryReactor* AttributionService::ExtractAttributions(grpc::CallbackServerContext* context,
                                                                  const grpc::ByteBuffer* request,
                                                                  grpc::ByteBuffer* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  reactor->Finish(EncodeStatus(Extract(*context, *request, response)));
  return reactor;
}

absl::Status AttributionService::Extract(const grpc::CallbackServerContext& context, const grpc::ByteBuffer& request,
                                         grpc::ByteBuffer* response) {
  const AttributionExtractor* const extractor = this->extractor();
  if (extractor == nullptr) return Loading();
  const CallSlot slot(&calls_in_flight_, limits_.concurrent_calls_max);
  if (!slot.admitted()) {
    return MakeError(ErrorReason::kTooManyCalls,
                     {.message = absl::StrCat(limits_.concurrent_calls_max, " calls are in flight, the most served")});
  }
  google::protobuf::Arena arena;
  auto* const received = NewOn<wire::v1::ExtractAttributionsRequest>(&arena);
  if (absl::Status status = Parse(request, received); !status.ok()) return status;
  const absl::StatusOr<ValidArticle> article = ValidateArticle(received->article(), "article", limits_);
  if (!article.ok()) return article.status();
  const absl::StatusOr<ValidOptions> options = ValidateOptions(received->options(), limits_);
  if (!options.ok()) return options.status();

  const absl::StatusOr<Attributions> attributions =
      extractor->Extract(article->text, options->extract, [&context] { return context.IsCancelled(); });
  if (!attributions.ok()) return StoppedStatus(context, attributions.status());

  auto* const answer = NewOn<v1::ExtractAttributionsResponse>(&arena);
  EncodeResponse(*article, *options, *attributions, answer);
  answer->set_lexicon_version(extractor->summary().version);
  return Serialize(*answer, response);
}

grpc::ServerUnaryReactor* AttributionService::BatchExtractAttributions(grpc::CallbackServerContext* context,
                                                                       const grpc::ByteBuffer*, grpc::ByteBuffer*) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  reactor->Finish(EncodeStatus(NotServed("BatchExtractAttributions")));
  return reactor;
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* AttributionService::StreamExtractAttributions(
    grpc::CallbackServerContext*) {
  return new RefusedStream(EncodeStatus(NotServed("StreamExtractAttributions")));
}

grpc::ServerUnaryReactor* AttributionService::GetServerInfo(grpc::CallbackServerContext* context,
                                                            const v1::GetServerInfoRequest*,
                                                            v1::GetServerInfoResponse* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  reactor->Finish(EncodeStatus(DescribeServer(response)));
  return reactor;
}

absl::Status AttributionService::DescribeServer(v1::GetServerInfoResponse* response) const {
  const AttributionExtractor* const extractor = this->extractor();
  if (extractor == nullptr) return Loading();
  const LexiconSummary lexicon = extractor->summary();
  response->set_version(ISNAD_VERSION);
  response->set_lexicon_version(lexicon.version);
  response->set_lexicon_lemmas(lexicon.lemmas);
  response->set_lexicon_forms(lexicon.forms);
  for (absl::string_view language : ServedLanguages()) response->add_language_codes(std::string(language));
  response->add_offset_encodings(v1::OFFSET_ENCODING_UTF8);
  response->add_offset_encodings(v1::OFFSET_ENCODING_UTF16);
  response->add_offset_encodings(v1::OFFSET_ENCODING_UTF32);
  response->set_grpc_version(grpc::Version());

  v1::Limits* limits = response->mutable_limits();
  limits->set_article_bytes_max(static_cast<int>(limits_.article_bytes_max));
  limits->set_article_id_bytes_max(static_cast<int>(kArticleIdBytesMax));
  limits->set_batch_articles_max(0);  // batches are not served yet
  limits->set_claims_max(kClaimsMax);
  limits->set_message_bytes_max(limits_.message_bytes_max);
  limits->set_concurrent_calls_max(limits_.concurrent_calls_max);
  limits->set_known_sources_max(limits_.known_sources_max);
  limits->set_known_source_aliases_max(limits_.known_source_aliases_max);
  limits->set_known_source_name_bytes_max(static_cast<int>(limits_.known_source_name_bytes_max));
  return absl::OkStatus();
}

}  // namespace isnad
