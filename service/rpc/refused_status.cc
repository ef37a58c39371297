// Covered by tests/rpc/extraction_service_test.cc.
#include "service/rpc/refused_status.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/rpc/error_details.pb.h"
#include "service/rpc/error_reason.h"

namespace isnad {
namespace {

absl::Status TooManyCalls(int calls_max, absl::string_view of_what) {
  return MakeError(ErrorReason::kTooManyCalls,
                   {.message = absl::StrCat(calls_max, " ", of_what),
                    .limit = ReachedLimit{.value = calls_max, .found = int64_t{calls_max} + 1}});
}

absl::Status TooManyBytes(size_t bytes_max, absl::string_view of_what) {
  return MakeError(ErrorReason::kTooManyBytes,
                   {.message = absl::StrCat("with this request more than ", bytes_max, " ", of_what),
                    .limit = ReachedLimit{.value = static_cast<int64_t>(bytes_max)}});
}

}  // namespace

absl::Status LoadingStatus() {
  return MakeError(ErrorReason::kLoading, {.message = "the server is starting and has not loaded its lexicon yet"});
}

absl::Status RefusedStatus(Refusal refusal, const ServiceLimits& limits) {
  switch (refusal) {
    case Refusal::kTooManyCalls:
      return TooManyCalls(limits.concurrent_calls_max, "calls are in flight, the most served");
    case Refusal::kTooManyBulkCalls:
      return TooManyCalls(BulkShareOf(limits.concurrent_calls_max),
                          "batches, streams and big articles are in flight, the most served beside small calls");
    case Refusal::kTooManyBytes:
      return TooManyBytes(limits.in_flight_bytes_max, "bytes would be in flight, the most served");
    case Refusal::kTooManyBulkBytes:
      return TooManyBytes(BulkShareOf(limits.in_flight_bytes_max),
                          "bytes of batches, streams and big articles would be in flight, the most served beside small "
                          "calls");
    case Refusal::kOverloaded:
      break;
  }
  return MakeError(ErrorReason::kOverloaded,
                   {.message = "the call would wait too long for a processor; the server does as much as it can",
                    .limit = ReachedLimit{.value = limits.queue_delay_ms_max}});
}

int RetryAfterMs(const absl::Status& status) {
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.RetryInfo");
  google::rpc::RetryInfo retry;
  if (!payload.has_value() || !retry.ParseFromString(std::string(*payload))) return 0;
  return static_cast<int>(retry.retry_delay().seconds() * 1000 + retry.retry_delay().nanos() / 1000000);
}

}  // namespace isnad
