// Bytes as they come over the wire, as request of each method; the first byte chooses. The service ends every call
// exactly once: with an answer that callers can parse, or with a reason of the API's table under that reason's code.
// Articles of a batch or stream that are at fault fail alone. A made-up engine answers: one claim that is the article,
// so that an answer shows whose it is. The limits are so low that short inputs reach them. What the look at the bytes
// says of a request's shape holds of the message parsed from them.
#include <google/protobuf/message.h>
#include <google/protobuf/unknown_field_set.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/strings/match.h"
#include "isnad/v1/attribution_service.pb.h"
#include "service/attribution/claim/known_source_index.h"
#include "service/attribution/limits.h"
#include "service/attribution/text/utf8.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/extraction_service.h"
#include "service/rpc/request_shape.h"
#include "service/rpc/status_encoder.h"
#include "service/rpc/wire/request.pb.h"
#include "service/telemetry/server_metrics.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/error_details.h"
#include "tests/support/made_up_call.h"

namespace isnad {
namespace {

// Below what the seeds hold, each of them.
ServiceLimits SmallLimits() {
  ServiceLimits limits;
  limits.article_bytes_max = 256;
  limits.big_article_bytes_min = 128;
  limits.batch_articles_max = 3;
  limits.known_sources_max = 3;
  limits.known_source_aliases_max = 2;
  limits.known_source_name_bytes_max = 16;
  return limits;
}

absl::StatusOr<Attributions> AnswerWhole(absl::string_view article, const ExtractOptions& options,
                                         const std::function<bool()>&) {
  const ServiceLimits limits = SmallLimits();
  Require(!article.empty() && article.size() <= limits.article_bytes_max, "the engine gets articles within its limits");
  Require(!FirstInvalidUtf8(article).has_value(), "the engine gets UTF-8");
  Require(options.min_confidence >= 0 && options.min_confidence <= 1, "the engine gets a confidence");
  for (const KnownSource& source :
       options.known_sources == nullptr ? std::vector<KnownSource>() : options.known_sources->sources()) {
    Require(source.name.size() <= limits.known_source_name_bytes_max, "the engine gets names within their limit");
    Require(!source.name.empty() && !FirstInvalidUtf8(source.name).has_value(), "the engine gets names of sources");
  }
  const ByteRange whole{0, static_cast<uint32_t>(article.size())};
  Claim claim;
  claim.id = 1;
  claim.content = {whole};
  claim.cue.range = whole;
  claim.source.source_id = 1;
  claim.confidence = 1;
  Source source;
  source.id = 1;
  source.name = whole;
  Attributions answer;
  answer.claims = {claim};
  answer.sources = {source};
  return answer;
}

ExtractionService& Service() {
  static ExtractionService& service = *[] {
    auto* made = new ExtractionService(SmallLimits(), /*workers=*/2, new ServerMetrics());
    made->Serve({.extract = AnswerWhole, .lexicon = {.version = "0123456789ab", .lemmas = 1, .forms = 1}});
    return made;
  }();
  return service;
}

int UnknownFields(const google::protobuf::UnknownFieldSet& fields) {
  int count = fields.field_count();
  for (int i = 0; i < fields.field_count(); ++i) {
    if (fields.field(i).type() == google::protobuf::UnknownField::TYPE_GROUP) {
      count += UnknownFields(fields.field(i).group());
    }
  }
  return count;
}

int UnknownFieldsOf(const google::protobuf::Message& message) {
  return UnknownFields(message.GetReflection()->GetUnknownFields(message));
}

struct PartCounts {
  int articles = 0;
  int known_sources = 0;
  int aliases = 0;  // of the source that has the most
  int surplus = 0;  // but for those given again, which leave no trace
};

void CountOptions(const wire::v1::ExtractOptions& options, PartCounts* counts) {
  counts->known_sources = options.known_sources_size();
  counts->surplus += options.cue_classes_size() + UnknownFieldsOf(options);
  for (const wire::v1::KnownSource& source : options.known_sources()) {
    counts->aliases = std::max(counts->aliases, source.aliases_size());
    counts->surplus += UnknownFieldsOf(source);
  }
}

void CheckVerdict(const PartCounts& counts, const ServiceLimits& limits, const absl::Status& shape) {
  const bool articles = counts.articles > limits.batch_articles_max;
  const bool known_sources = counts.known_sources > limits.known_sources_max;
  const bool aliases = counts.aliases > limits.known_source_aliases_max;
  if (shape.ok()) {
    Require(!articles && !known_sources && !aliases && counts.surplus <= kSurplusFieldsMax,
            "no message has more parts than its bytes show");
    return;
  }
  const testing::ErrorDetails details = testing::ReadDetails(EncodeRpcStatus(shape));
  const std::string& reason = details.info.reason();
  Require((reason == "TOO_MANY_ARTICLES" && articles) || (reason == "TOO_MANY_KNOWN_SOURCES" && known_sources) ||
              (reason == "TOO_MANY_ALIASES" && aliases) ||
              (reason == "REQUEST_MALFORMED" && !details.metadata("found").empty()),
          "what the bytes are refused for is in the message");
}

template <typename Message>
void CheckShapeOf(RequestKind kind, const std::string& bytes) {
  const ServiceLimits limits = SmallLimits();
  absl::Status shape;
  Require(testing::MadeUpBytes(bytes, /*piece_bytes=*/5).Read([&](google::protobuf::io::ZeroCopyInputStream* stream) {
    shape = CheckShape(kind, limits, bytes.size(), stream);
    return true;
  }),
          "bytes can be read");
  Message request;
  if (!request.ParseFromString(bytes)) return;
  PartCounts counts{.surplus = UnknownFieldsOf(request)};
  CountOptions(request.options(), &counts);
  if constexpr (std::is_same_v<Message, wire::v1::BatchExtractAttributionsRequest>) {
    counts.articles = request.articles_size();
    for (const auto& article : request.articles()) counts.surplus += UnknownFieldsOf(article);
  } else {
    counts.surplus += UnknownFieldsOf(request.article());
  }
  CheckVerdict(counts, limits, shape);
}

// An error as callers get it.
void CheckError(const google::rpc::Status& status) {
  const testing::ErrorDetails details = testing::ReadDetails(status);
  for (const ErrorReasonRow& row : ErrorReasonTable()) {
    if (row.name != details.info.reason()) continue;
    Require(status.code() == static_cast<int>(row.code), "a reason has its code");
    Require(row.code != absl::StatusCode::kInternal, "no request is a defect of the server");
    Require(details.info.domain() == "isnad" && !status.message().empty(),
            "an error tells its domain and what it found");
    return;
  }
  Require(false, "each error has a reason of the table");
}

// The id under which an article's answer comes back, also where it has an error.
std::string EchoedId(const wire::v1::Article& article) {
  const std::string& id = article.article_id();
  return id.size() > kArticleIdBytesMax || FirstInvalidUtf8(id).has_value() ? "" : id;
}

// What was answered is within the limits.
void CheckBounds(const wire::v1::Article& article, const wire::v1::ExtractOptions& options) {
  const ServiceLimits limits = SmallLimits();
  Require(!article.text().empty() && article.text().size() <= limits.article_bytes_max,
          "no longer article is answered");
  Require(article.article_id().size() <= kArticleIdBytesMax, "no longer id is answered");
  Require(options.known_sources_size() <= limits.known_sources_max, "no more sources are taken");
  for (const wire::v1::KnownSource& source : options.known_sources()) {
    Require(source.aliases_size() <= limits.known_source_aliases_max, "no more aliases are taken");
    Require(source.name().size() <= limits.known_source_name_bytes_max, "no longer names are taken");
  }
}

// The answer to `article` and to no other.
void CheckResponse(const wire::v1::Article& article, const v1::ExtractAttributionsResponse& response,
                   size_t request_bytes) {
  Require(response.article_id() == article.article_id(), "an answer names its article");
  Require(response.ByteSizeLong() <= kResponseBytesPerTextByte * request_bytes + kResponseBytesBase,
          "answers are in proportion to their requests");
  Require(response.claims_size() <= 1 && response.lexicon_version() == "0123456789ab",
          "the engine's answer comes back");
  for (const v1::Claim& claim : response.claims()) {
    Require(claim.text().empty() || claim.text() == article.text(), "an answer has its article's words");
    Require(claim.content_size() == 1 && claim.content(0).begin() == 0, "the claim is the whole article");
    Require(response.offset_encoding() != v1::OFFSET_ENCODING_UTF8 ||
                claim.content(0).end() == static_cast<int32_t>(article.text().size()),
            "an answer has its article's length");
  }
}

void CheckExtraction(const std::string& bytes) {
  CheckShapeOf<wire::v1::ExtractAttributionsRequest>(RequestKind::kArticle, bytes);
  testing::MadeUpCall call(bytes);
  Service().Extract(&call);
  const absl::Status status = call.Wait();
  if (!status.ok()) return CheckError(EncodeRpcStatus(status));
  // The API's own message would not do: it refuses malformed text even where the field is given again.
  wire::v1::ExtractAttributionsRequest request;
  v1::ExtractAttributionsResponse response;
  Require(request.ParseFromString(bytes), "what is answered is a request");
  Require(response.ParseFromString(call.response()), "an answer can be parsed");
  CheckBounds(request.article(), request.options());
  CheckResponse(request.article(), response, bytes.size());
}

void CheckBatch(const std::string& bytes) {
  CheckShapeOf<wire::v1::BatchExtractAttributionsRequest>(RequestKind::kBatch, bytes);
  testing::MadeUpCall call(bytes);
  Service().ExtractBatch(&call);
  const absl::Status status = call.Wait();
  if (!status.ok()) return CheckError(EncodeRpcStatus(status));
  wire::v1::BatchExtractAttributionsRequest request;
  v1::BatchExtractAttributionsResponse response;
  Require(request.ParseFromString(bytes), "what is answered is a request");
  Require(response.ParseFromString(call.response()), "an answer can be parsed");
  Require(response.results_size() == request.articles_size(), "each article has a result");
  Require(request.articles_size() <= SmallLimits().batch_articles_max, "no more articles are taken");
  for (int i = 0; i < response.results_size(); ++i) {
    const v1::BatchExtractAttributionsResult& result = response.results(i);
    const wire::v1::Article& article = request.articles(i);
    Require(result.article_id() == EchoedId(article), "results stand in the order of the articles");
    if (result.has_error()) {
      CheckError(result.error());
    } else {
      Require(result.has_response(), "a result has an outcome");
      CheckBounds(article, request.options());
      CheckResponse(article, result.response(), bytes.size());
    }
  }
}

// Messages behind each other, each behind its length in two bytes.
std::vector<std::string> Messages(absl::string_view bytes) {
  constexpr size_t kMessagesMax = 40;
  std::vector<std::string> messages;
  while (bytes.size() >= 2 && messages.size() < kMessagesMax) {
    const size_t length = static_cast<unsigned char>(bytes[0]) * 256 + static_cast<unsigned char>(bytes[1]);
    messages.emplace_back(bytes.substr(2, length));
    bytes.remove_prefix(std::min(2 + length, bytes.size()));
  }
  return messages;
}

void CheckStreamAnswer(const std::string& message, const v1::StreamExtractAttributionsResponse& response,
                       size_t stream_bytes) {
  if (response.has_error()) {
    // Of bytes that are no message the id may have been read or not.
    Require(absl::StrContains(message, response.article_id()), "an error stands where its article did");
    return CheckError(response.error());
  }
  wire::v1::StreamExtractAttributionsRequest request;
  Require(request.ParseFromString(message), "what is answered is a request");
  Require(response.has_response(), "an answer has an outcome");
  Require(response.article_id() == EchoedId(request.article()), "answers stand in the order of the articles");
  CheckBounds(request.article(), request.options());
  CheckResponse(request.article(), response.response(), stream_bytes);
}

void CheckStream(absl::string_view bytes) {
  const std::vector<std::string> messages = Messages(bytes);
  testing::MadeUpStream stream(messages);
  const std::unique_ptr<StreamExtraction> extraction = Service().OpenStream(&stream);
  Require(extraction != nullptr, "streams are served");
  stream.set_extraction(extraction.get());
  extraction->Start();
  const absl::Status status = stream.Wait();
  if (!status.ok()) return CheckError(EncodeRpcStatus(status));
  Require(stream.answers().size() == messages.size(), "each message has an answer");
  for (size_t i = 0; i < messages.size(); ++i) {
    v1::StreamExtractAttributionsResponse response;
    Require(response.ParseFromString(stream.answers()[i]), "an answer can be parsed");
    CheckStreamAnswer(messages[i], response, bytes.size());
  }
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const isnad::ChosenInput input = isnad::Choose({reinterpret_cast<const char*>(data), size}, 3);
  if (input.choice == 0) isnad::CheckExtraction(std::string(input.rest));
  if (input.choice == 1) isnad::CheckBatch(std::string(input.rest));
  if (input.choice == 2) isnad::CheckStream(input.rest);
  return 0;
}
