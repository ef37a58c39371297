#include "service/rpc/refused_status.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/rpc/status_encoder.h"
#include "tests/support/error_details.h"

namespace isnad {
namespace {

struct RefusalCase {
  Refusal refusal;
  std::string reason;
  std::string limit;
  std::string limit_value;
};

TEST(RefusedStatusTest, NamesTheLimitAndItsValueAndWhenToTryAgain) {
  ServiceLimits limits;
  limits.concurrent_calls_max = 11;
  limits.in_flight_bytes_max = 22;
  limits.queue_delay_ms_max = 33;
  const std::vector<RefusalCase> cases = {
      {Refusal::kTooManyCalls, "TOO_MANY_CALLS", "concurrent_calls_max", "11"},
      {Refusal::kTooManyBulkCalls, "TOO_MANY_CALLS", "concurrent_calls_max", "9"},
      {Refusal::kTooManyBytes, "TOO_MANY_BYTES", "in_flight_bytes_max", "22"},
      {Refusal::kTooManyBulkBytes, "TOO_MANY_BYTES", "in_flight_bytes_max", "17"},
      {Refusal::kOverloaded, "OVERLOADED", "queue_delay_ms_max", "33"},
  };
  for (const RefusalCase& c : cases) {
    SCOPED_TRACE(c.reason);
    const absl::Status status = RefusedStatus(c.refusal, limits);
    const testing::ErrorDetails details = testing::ReadDetails(EncodeRpcStatus(status));
    EXPECT_EQ(details.info.reason(), c.reason);
    EXPECT_EQ(details.limit(), c.limit);
    EXPECT_EQ(details.metadata("limit"), c.limit);
    EXPECT_EQ(details.metadata("limit_value"), c.limit_value);
    EXPECT_GT(details.retry_delay_ms(), 0);
    EXPECT_EQ(RetryAfterMs(status), details.retry_delay_ms());
  }
}

TEST(RefusedStatusTest, ReadsNoDelayWhereThereIsNone) { EXPECT_EQ(RetryAfterMs(absl::OkStatus()), 0); }

}  // namespace
}  // namespace isnad
