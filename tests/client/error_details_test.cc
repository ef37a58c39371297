#include "client/error_details.h"

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
