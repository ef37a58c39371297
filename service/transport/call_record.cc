// Covered by tests/server/ and tests/end_to_end/.
#include "service/transport/call_record.h"

#include <grpcpp/server_context.h>

#include <chrono>

#include "absl/strings/str_cat.h"
#include "service/rpc/refused_status.h"
#include "service/transport/grpc_status.h"

namespace isnad {
namespace {

// gRPC's retry policy reads it: when to try again, in milliseconds (gRFC A6).
constexpr char kPushback[] = "grpc-retry-pushback-ms";

}  // namespace

absl::Time CallRecord::deadline() const {
  const std::chrono::system_clock::time_point deadline = context_->deadline();
  return deadline == std::chrono::system_clock::time_point::max() ? absl::InfiniteFuture() : absl::FromChrono(deadline);
}

grpc::Status CallRecord::End(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  if (const int retry_after_ms = RetryAfterMs(status); retry_after_ms > 0) {
    context_->AddTrailingMetadata(kPushback, absl::StrCat(retry_after_ms));
  }
  return EncodeStatus(status, CallerLocale(*context_));
}

}  // namespace isnad
