// Error details are packed once, where the error is made, in deterministic order: ErrorInfo's metadata is a map, and
// equal calls answer with equal bytes. Covered by tests/rpc/error_reason_test.cc and tests/rpc/status_encoder_test.cc.
#include "service/rpc/error_reason.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"

namespace isnad {
namespace {

template <typename Detail>
void Attach(const Detail& detail, absl::Status* status) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    if (!detail.SerializeToCodedStream(&coded)) return;  // never: it has no required fields
  }
  status->SetPayload(absl::StrCat("type.googleapis.com/", detail.GetTypeName()), absl::Cord(bytes));
}

google::rpc::ErrorInfo Info(const ErrorReasonRow& row, const ErrorDetail& detail) {
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(row.name));
  info.set_domain("isnad");
  auto& metadata = *info.mutable_metadata();
  for (const auto& [key, value] : detail.metadata) metadata[key] = value;
  if (!row.limit.empty()) metadata["limit"] = std::string(row.limit);
  if (detail.limit.has_value()) {
    metadata["limit_value"] = absl::StrCat(detail.limit->value);
    if (detail.limit->found.has_value()) metadata["found"] = absl::StrCat(*detail.limit->found);
  }
  return info;
}

google::rpc::BadRequest FieldViolation(const ErrorDetail& detail) {
  google::rpc::BadRequest bad_request;
  auto* violation = bad_request.add_field_violations();
  violation->set_field(detail.field);
  violation->set_description(detail.message);
  return bad_request;
}

google::rpc::QuotaFailure QuotaViolation(const ErrorReasonRow& row, const ErrorDetail& detail) {
  google::rpc::QuotaFailure failure;
  auto* violation = failure.add_violations();
  violation->set_subject(std::string(row.limit));
  violation->set_description(detail.message);
  return failure;
}

google::rpc::RetryInfo RetryAfter(int milliseconds) {
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(milliseconds / 1000);
  retry.mutable_retry_delay()->set_nanos(milliseconds % 1000 * 1000000);
  return retry;
}

}  // namespace

absl::Status MakeError(ErrorReason reason, const ErrorDetail& detail) {
  const ErrorReasonRow& row = ErrorReasonTable()[static_cast<size_t>(reason)];
  absl::Status status(row.code, detail.message);
  Attach(Info(row, detail), &status);
  if (!detail.field.empty()) Attach(FieldViolation(detail), &status);
  if (row.code == absl::StatusCode::kResourceExhausted) Attach(QuotaViolation(row, detail), &status);
  if (row.retry_after_ms > 0) {
    Attach(RetryAfter(detail.retry_after_ms > 0 ? detail.retry_after_ms : row.retry_after_ms), &status);
  }
  return status;
}

std::optional<ErrorReason> ReasonOf(const absl::Status& status) {
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
  google::rpc::ErrorInfo info;
  if (!payload.has_value() || !info.ParseFromString(std::string(*payload))) return std::nullopt;
  for (const ErrorReasonRow& row : ErrorReasonTable()) {
    if (row.name == info.reason()) return row.reason;
  }
  return std::nullopt;
}

}  // namespace isnad
