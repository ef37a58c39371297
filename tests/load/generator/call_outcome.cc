#include "tests/load/generator/call_outcome.h"

#include "absl/strings/str_cat.h"
#include "google/rpc/code.pb.h"
#include "google/rpc/error_details.pb.h"

namespace isnad::load {

std::string CodeName(int code) {
  // The descriptor's names are views in newer versions of protobuf.
  if (google::rpc::Code_IsValid(code)) return std::string(google::rpc::Code_Name(static_cast<google::rpc::Code>(code)));
  return absl::StrCat("CODE_", code);
}

void TakeStatus(const google::rpc::Status& status, CallOutcome* outcome) {
  outcome->result = CodeName(status.code());
  for (const google::protobuf::Any& detail : status.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::RetryInfo retry;
    if (detail.UnpackTo(&info)) {
      outcome->reason = info.reason();
    } else if (detail.UnpackTo(&retry)) {
      outcome->retry_delay_ms = retry.retry_delay().seconds() * 1000 + retry.retry_delay().nanos() / 1'000'000;
    }
  }
}

std::string CodeAndReason(const google::rpc::Status& status) {
  CallOutcome outcome;
  TakeStatus(status, &outcome);
  return outcome.reason.empty() ? outcome.result : absl::StrCat(outcome.result, " ", outcome.reason);
}

}  // namespace isnad::load
