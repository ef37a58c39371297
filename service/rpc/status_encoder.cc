// The payloads are read by name and in one order: absl::Status gives no order of its own. Covered by
// tests/rpc/status_encoder_test.cc over all codes and reasons.
#include "service/rpc/status_encoder.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/string_view.h"
#include "google/rpc/error_details.pb.h"
#include "service/rpc/error_reason.h"

namespace isnad {
namespace {

constexpr absl::string_view kErrorInfo = "type.googleapis.com/google.rpc.ErrorInfo";
constexpr absl::string_view kDetailTypes[] = {kErrorInfo, "type.googleapis.com/google.rpc.BadRequest",
                                              "type.googleapis.com/google.rpc.QuotaFailure",
                                              "type.googleapis.com/google.rpc.RetryInfo"};

void AddLocalizedMessage(google::rpc::Status* encoded) {
  google::rpc::ErrorInfo info;
  if (encoded->details_size() == 0 || !encoded->details(0).UnpackTo(&info)) return;
  for (const ErrorReasonRow& row : ErrorReasonTable()) {
    if (row.name != info.reason()) continue;
    google::rpc::LocalizedMessage localized;
    localized.set_locale("ar");
    localized.set_message(std::string(row.arabic));
    auto* detail = encoded->add_details();
    detail->set_type_url("type.googleapis.com/google.rpc.LocalizedMessage");
    detail->set_value(localized.SerializeAsString());
  }
}

}  // namespace

absl::Status PublicStatus(const absl::Status& status) {
  if (status.ok() || status.GetPayload(kErrorInfo).has_value()) return status;
  switch (status.code()) {
    case absl::StatusCode::kCancelled:
      return MakeError(ErrorReason::kCancelled, {.message = "the caller cancelled the call; work has stopped"});
    case absl::StatusCode::kDeadlineExceeded:
      return MakeError(ErrorReason::kDeadlineExceeded, {.message = "the deadline passed; work has stopped"});
    default:
      return MakeError(ErrorReason::kInternal, {.message = "a defect of the server; please report the request"});
  }
}

google::rpc::Status EncodeRpcStatus(const absl::Status& status, Locale locale) {
  const absl::Status error = PublicStatus(status);
  google::rpc::Status encoded;
  encoded.set_code(static_cast<int>(error.code()));
  encoded.set_message(std::string(error.message()));
  for (absl::string_view type : kDetailTypes) {
    const auto payload = error.GetPayload(type);
    if (!payload.has_value()) continue;
    auto* detail = encoded.add_details();
    detail->set_type_url(std::string(type));
    detail->set_value(std::string(*payload));
  }
  if (locale == Locale::kArabic) AddLocalizedMessage(&encoded);
  return encoded;
}

}  // namespace isnad
