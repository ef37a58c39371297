#include "client/error_details.h"

#include <cstdint>
#include <limits>

#include "gtest/gtest.h"
#include "tests/client/made_up_error.h"

namespace isnad {
namespace {

google::rpc::Status FullStatus() {
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(1);
  retry.mutable_retry_delay()->set_nanos(250000001);
  google::rpc::LocalizedMessage localized;
  localized.set_locale("ar");
  localized.set_message("الخادم مشغول");
  return MadeUpError(grpc::StatusCode::RESOURCE_EXHAUSTED, "busy", retry, localized, InfoOf("TOO_MANY_CALLS"));
}

void ExpectFull(const absl::Status& error) {
  EXPECT_TRUE(absl::IsResourceExhausted(error));
  EXPECT_EQ(error.message(), "busy");
  EXPECT_EQ(ErrorReason(error), "TOO_MANY_CALLS");
  EXPECT_EQ(LocalizedMessage(error), "الخادم مشغول");
  EXPECT_EQ(RetryDelay(error), std::chrono::milliseconds(1251)) << "rounded up: never too early";
}

TEST(RetryDelay, IsBoundedWhateverTheServerSays) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  struct Row {
    int64_t seconds;
    int32_t nanos;
    std::chrono::milliseconds delay;
  };
  const Row rows[] = {
      {0, 0, kRetryDelayMin},          {0, -1, kRetryDelayMin},
      {-1, 0, kRetryDelayMin},         {-kMost, -1, kRetryDelayMin},
      {0, 1, kRetryDelayMin},          {0, 10000001, std::chrono::milliseconds(11)},
      {2, 0, std::chrono::seconds(2)}, {kMost, 999999999, kRetryDelayMax},
  };
  for (const Row& row : rows) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(row.seconds);
    retry.mutable_retry_delay()->set_nanos(row.nanos);
    const absl::Status error = ToAbslStatus(MadeUpError(grpc::StatusCode::RESOURCE_EXHAUSTED, "busy", retry));
    EXPECT_EQ(RetryDelay(error), row.delay) << row.seconds << " s " << row.nanos << " ns";
  }
}

TEST(ErrorDetails, ComeWithTheStatusOfACall) {
  ExpectFull(
      ToAbslStatus(grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "busy", FullStatus().SerializeAsString())));
}

TEST(ErrorDetails, ComeWithTheErrorOfOneArticle) { ExpectFull(ToAbslStatus(FullStatus())); }

TEST(ErrorDetails, AreEmptyWhereThereAreNone) {
  for (const absl::Status& status :
       {absl::OkStatus(), absl::InternalError("no details"), ToAbslStatus(grpc::Status::OK),
        ToAbslStatus(google::rpc::Status()), ToAbslStatus(grpc::Status(grpc::StatusCode::INTERNAL, "x", "\xFF\xFF")),
        ToAbslStatus(grpc::Status(grpc::StatusCode::INTERNAL, "x", google::rpc::Status().SerializeAsString()))}) {
    EXPECT_EQ(ErrorReason(status), "") << status;
    EXPECT_EQ(LocalizedMessage(status), "") << status;
    EXPECT_FALSE(RetryDelay(status).has_value()) << status;
  }
  EXPECT_TRUE(ToAbslStatus(grpc::Status::OK).ok());
  EXPECT_TRUE(ToAbslStatus(google::rpc::Status()).ok());
}

TEST(ErrorDetails, KeepEveryCode) {
  for (int code = 1; code <= 16; ++code) {
    google::rpc::Status status;
    status.set_code(code);
    EXPECT_EQ(static_cast<int>(ToAbslStatus(status).code()), code);
    EXPECT_EQ(static_cast<int>(ToAbslStatus(grpc::Status(static_cast<grpc::StatusCode>(code), "")).code()), code);
  }
}

}  // namespace
}  // namespace isnad
