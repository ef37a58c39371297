#include "service/rpc/status_encoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/rpc/error_reason.h"
#include "tests/support/error_details.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using testing::ErrorDetails;
using testing::ReadDetails;

std::vector<std::string> DetailTypes(const google::rpc::Status& status) {
  std::vector<std::string> types;
  for (const auto& detail : status.details())
    types.push_back(detail.type_url().substr(detail.type_url().rfind('.') + 1));
  return types;
}

absl::Status ErrorOf(const ErrorReasonRow& row) {
  ErrorDetail detail{.message = "what was found", .field = "article.text", .metadata = {{"offset", "7"}}};
  if (!row.limit.empty()) detail.limit = ReachedLimit{.value = 10, .found = 11};
  return MakeError(row.reason, detail);
}

TEST(StatusEncoderTest, GivesEachReasonAllItsDetails) {
  for (const ErrorReasonRow& row : ErrorReasonTable()) {
    SCOPED_TRACE(std::string(row.name));
    const ErrorDetails details = ReadDetails(EncodeRpcStatus(ErrorOf(row)));
    EXPECT_EQ(details.status.code(), static_cast<int>(row.code));
    EXPECT_EQ(details.status.message(), "what was found");
    EXPECT_EQ(details.info.reason(), row.name);
    EXPECT_EQ(details.info.domain(), "isnad");
    EXPECT_EQ(details.metadata("offset"), "7");
    EXPECT_EQ(details.metadata("limit"), row.limit);
    EXPECT_EQ(details.metadata("limit_value"), row.limit.empty() ? "" : "10");
    EXPECT_EQ(details.metadata("found"), row.limit.empty() ? "" : "11");
    EXPECT_EQ(details.field(), "article.text");
    EXPECT_EQ(details.bad_request.field_violations(0).description(), "what was found");
    EXPECT_EQ(details.limit(), row.code == absl::StatusCode::kResourceExhausted ? row.limit : "");
    EXPECT_EQ(details.retry_delay_ms(), row.retry_after_ms);
    EXPECT_EQ(details.localized.message(), "");
  }
}

TEST(StatusEncoderTest, SaysEachReasonInArabicToThoseWhoAsk) {
  for (const ErrorReasonRow& row : ErrorReasonTable()) {
    SCOPED_TRACE(std::string(row.name));
    google::rpc::Status arabic = EncodeRpcStatus(ErrorOf(row), Locale::kArabic);
    const ErrorDetails details = ReadDetails(arabic);
    EXPECT_EQ(details.localized.locale(), "ar");
    EXPECT_EQ(details.localized.message(), row.arabic);
    EXPECT_LT(arabic.ByteSizeLong(), 2048u) << "details travel in a header, whose size is limited";
    arabic.mutable_details()->RemoveLast();
    EXPECT_EQ(arabic.SerializeAsString(), EncodeRpcStatus(ErrorOf(row)).SerializeAsString()) << "all else is the same";
  }
}

TEST(StatusEncoderTest, KeepsDetailsInOneOrder) {
  const absl::Status full = MakeError(ErrorReason::kTooManyCalls, {.message = "m", .field = "f"});
  EXPECT_THAT(DetailTypes(EncodeRpcStatus(full, Locale::kArabic)),
              ElementsAre("ErrorInfo", "BadRequest", "QuotaFailure", "RetryInfo", "LocalizedMessage"));
  EXPECT_THAT(DetailTypes(EncodeRpcStatus(MakeError(ErrorReason::kInternal, {.message = "m"}))),
              ElementsAre("ErrorInfo"));
}

TEST(StatusEncoderTest, TakesAnotherDelayWhereTheReasonHasOne) {
  const auto delay_ms = [](ErrorReason reason) {
    return ReadDetails(EncodeRpcStatus(MakeError(reason, {.message = "m", .retry_after_ms = 1234}))).retry_delay_ms();
  };
  EXPECT_EQ(delay_ms(ErrorReason::kOverloaded), 1234);
  EXPECT_EQ(delay_ms(ErrorReason::kTextEmpty), 0);
}

TEST(StatusEncoderTest, HidesErrorsThatWereNotWrittenForCallersInEitherLocale) {
  for (int code = 1; code <= 16; ++code) {
    SCOPED_TRACE(code);
    const absl::Status inner(static_cast<absl::StatusCode>(code), "secret");
    const google::rpc::Status encoded = EncodeRpcStatus(inner, Locale::kArabic);
    EXPECT_EQ(encoded.SerializeAsString().find("secret"), std::string::npos);
    const ErrorDetails details = ReadDetails(encoded);
    const bool stopped = absl::IsCancelled(inner) || absl::IsDeadlineExceeded(inner);
    EXPECT_EQ(details.info.reason(), stopped ? absl::StatusCodeToString(inner.code()) : "INTERNAL");
    EXPECT_EQ(details.localized.locale(), "ar");
  }
}

TEST(StatusEncoderTest, GivesNoDetailsToSuccess) {
  EXPECT_EQ(EncodeRpcStatus(absl::OkStatus(), Locale::kArabic).ByteSizeLong(), 0u);
}

}  // namespace
}  // namespace isnad
