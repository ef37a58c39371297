// Error details are packed once, where the error is made, in deterministic order: ErrorInfo's metadata is a map, and
// equal calls answer with equal bytes. Covered by tests/rpc/error_reason_test.cc and status_encoder_test.cc.
#include "service/rpc/error_reason.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "service/rpc/service_limits.h"

namespace isnad {
namespace {

using absl::StatusCode;
using enum ErrorReason;

constexpr ErrorReasonRow kTable[] = {
    {kRequestMalformed, "REQUEST_MALFORMED", StatusCode::kInvalidArgument, 0},
    {kTextEmpty, "TEXT_EMPTY", StatusCode::kInvalidArgument, 0},
    {kTextTooLong, "TEXT_TOO_LONG", StatusCode::kInvalidArgument, 0},
    {kMalformedUtf8, "MALFORMED_UTF8", StatusCode::kInvalidArgument, 0},
    {kArticleIdTooLong, "ARTICLE_ID_TOO_LONG", StatusCode::kInvalidArgument, 0},
    {kBatchEmpty, "BATCH_EMPTY", StatusCode::kInvalidArgument, 0},
    {kTooManyArticles, "TOO_MANY_ARTICLES", StatusCode::kInvalidArgument, 0},
    {kDuplicateArticleId, "DUPLICATE_ARTICLE_ID", StatusCode::kInvalidArgument, 0},
    {kUnknownEnumValue, "UNKNOWN_ENUM_VALUE", StatusCode::kInvalidArgument, 0},
    {kMinConfidenceOutOfRange, "MIN_CONFIDENCE_OUT_OF_RANGE", StatusCode::kInvalidArgument, 0},
    {kTooManyKnownSources, "TOO_MANY_KNOWN_SOURCES", StatusCode::kInvalidArgument, 0},
    {kTooManyAliases, "TOO_MANY_ALIASES", StatusCode::kInvalidArgument, 0},
    {kKnownSourceIdEmpty, "KNOWN_SOURCE_ID_EMPTY", StatusCode::kInvalidArgument, 0},
    {kKnownSourceNameEmpty, "KNOWN_SOURCE_NAME_EMPTY", StatusCode::kInvalidArgument, 0},
    {kKnownSourceTooLong, "KNOWN_SOURCE_TOO_LONG", StatusCode::kInvalidArgument, 0},
    {kLanguageNotServed, "LANGUAGE_NOT_SERVED", StatusCode::kUnimplemented, 0},
    {kMethodNotServed, "METHOD_NOT_SERVED", StatusCode::kUnimplemented, 0},
    {kTooManyCalls, "TOO_MANY_CALLS", StatusCode::kResourceExhausted, kRetryAfterMs},
    {kTooManyBytes, "TOO_MANY_BYTES", StatusCode::kResourceExhausted, kRetryAfterMs},
    {kOverloaded, "OVERLOADED", StatusCode::kResourceExhausted, kRetryAfterMs},
    {kBatchResponseFull, "BATCH_RESPONSE_FULL", StatusCode::kResourceExhausted, 0},
    {kTooManyWatchers, "TOO_MANY_WATCHERS", StatusCode::kResourceExhausted, kRetryAfterMs},
    {kTooManyQuestions, "TOO_MANY_QUESTIONS", StatusCode::kResourceExhausted, 0},
    {kLoading, "LOADING", StatusCode::kUnavailable, kRetryAfterMs},
    {kDraining, "DRAINING", StatusCode::kUnavailable, kRetryAfterMs},
    {kCredentialsMissing, "CREDENTIALS_MISSING", StatusCode::kUnauthenticated, 0},
    {kCredentialsWrong, "CREDENTIALS_WRONG", StatusCode::kUnauthenticated, 0},
    {kAccessDenied, "ACCESS_DENIED", StatusCode::kPermissionDenied, 0},
    {kServiceNotKnown, "SERVICE_NOT_KNOWN", StatusCode::kNotFound, 0},
    {kStreamIdle, "STREAM_IDLE", StatusCode::kAborted, 0},
    {kDeadlineExceeded, "DEADLINE_EXCEEDED", StatusCode::kDeadlineExceeded, 0},
    {kCancelled, "CANCELLED", StatusCode::kCancelled, 0},
    {kInternal, "INTERNAL", StatusCode::kInternal, 0},
};

template <typename Detail>
void Attach(const Detail& detail, absl::Status* status) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    detail.SerializeToCodedStream(&coded);
  }
  status->SetPayload(absl::StrCat("type.googleapis.com/", detail.GetTypeName()), absl::Cord(bytes));
}

}  // namespace

absl::Span<const ErrorReasonRow> ErrorReasonTable() { return kTable; }

absl::Status MakeError(ErrorReason reason, const ErrorDetail& detail) {
  const ErrorReasonRow& row = kTable[static_cast<size_t>(reason)];
  absl::Status status(row.code, detail.message);

  google::rpc::ErrorInfo info;
  info.set_reason(std::string(row.name));
  info.set_domain("isnad");
  for (const auto& [key, value] : detail.metadata) (*info.mutable_metadata())[key] = value;
  Attach(info, &status);

  if (!detail.field.empty()) {
    google::rpc::BadRequest bad_request;
    auto* violation = bad_request.add_field_violations();
    violation->set_field(detail.field);
    violation->set_description(detail.message);
    Attach(bad_request, &status);
  }
  if (row.retry_after_ms > 0) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(row.retry_after_ms / 1000);
    retry.mutable_retry_delay()->set_nanos(row.retry_after_ms % 1000 * 1000000);
    Attach(retry, &status);
  }
  return status;
}

}  // namespace isnad
