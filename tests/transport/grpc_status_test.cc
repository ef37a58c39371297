#include "service/transport/grpc_status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/rpc/error_reason.h"
#include "tests/support/error_details.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::ErrorDetails;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;
using testing::ReadDetails;

TEST(GrpcStatusTest, KeepsReasonCodeAndDetailsOfEachReason) {
  for (const ErrorReasonRow& row : ErrorReasonTable()) {
    SCOPED_TRACE(std::string(row.name));
    const grpc::Status status = EncodeStatus(
        MakeError(row.reason, {.message = "what was found", .field = "article.text", .metadata = {{"offset", "7"}}}));
    EXPECT_THAT(status, HasCode(row.code));
    EXPECT_EQ(status.error_message(), "what was found");
    const ErrorDetails details = ReadDetails(status);
    EXPECT_EQ(details.status.code(), static_cast<int>(row.code));
    EXPECT_EQ(details.status.message(), "what was found");
    EXPECT_EQ(details.info.reason(), row.name);
    EXPECT_EQ(details.info.domain(), "isnad");
    EXPECT_EQ(details.metadata("offset"), "7");
    EXPECT_EQ(details.field(), "article.text");
    EXPECT_EQ(details.bad_request.field_violations(0).description(), "what was found");
    EXPECT_EQ(details.retry_delay_ms(), row.retry_after_ms);
  }
}

TEST(GrpcStatusTest, NamesNoFieldWhereNoneIsAtFault) {
  const ErrorDetails details = ReadDetails(EncodeStatus(MakeError(ErrorReason::kLoading, {.message = "wait"})));
  EXPECT_EQ(details.bad_request.field_violations_size(), 0);
  EXPECT_GT(details.retry_delay_ms(), 0);
}

struct OtherStatusCase {
  absl::Status status;
  absl::StatusCode code;
  std::string reason;
};

TEST(GrpcStatusTest, HidesErrorsThatWereNotWrittenForCallers) {
  const std::vector<OtherStatusCase> cases = {
      {absl::CancelledError("secret"), absl::StatusCode::kCancelled, "CANCELLED"},
      {absl::DeadlineExceededError("secret"), absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"},
      {absl::UnknownError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::InvalidArgumentError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::NotFoundError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::AlreadyExistsError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::PermissionDeniedError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::ResourceExhaustedError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::FailedPreconditionError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::AbortedError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::OutOfRangeError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::UnimplementedError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::InternalError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::UnavailableError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::DataLossError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
      {absl::UnauthenticatedError("secret"), absl::StatusCode::kInternal, "INTERNAL"},
  };
  for (const OtherStatusCase& c : cases) {
    SCOPED_TRACE(c.status.ToString());
    const grpc::Status status = EncodeStatus(c.status);
    EXPECT_THAT(status, HasCode(c.code));
    EXPECT_THAT(status.error_message(), Not(HasSubstr("secret")));
    EXPECT_EQ(ReadDetails(status).info.reason(), c.reason);
  }
}

TEST(GrpcStatusTest, AddsTheArabicTextForThoseWhoAsk) {
  const absl::Status error = MakeError(ErrorReason::kDraining, {.message = "m"});
  EXPECT_EQ(ReadDetails(EncodeStatus(error)).localized.locale(), "");
  EXPECT_EQ(ReadDetails(EncodeStatus(error, Locale::kArabic)).localized.locale(), "ar");
}

TEST(GrpcStatusTest, LeavesSuccessBare) {
  const grpc::Status status = EncodeStatus(absl::OkStatus());
  EXPECT_THAT(status, IsOk());
  EXPECT_EQ(status.error_details(), "");
}

TEST(GrpcStatusTest, GivesTheSameBytesForTheSameError) {
  const auto encode = [] {
    ErrorDetail detail{.message = "m", .field = "f"};
    for (char key = 'a'; key <= 'z'; ++key) detail.metadata.emplace_back(std::string(1, key), "v");
    return EncodeStatus(MakeError(ErrorReason::kTooManyCalls, detail)).error_details();
  };
  for (int i = 0; i < 20; ++i) EXPECT_EQ(encode(), encode());
}

}  // namespace
}  // namespace isnad
