// Matchers for absl::Status, absl::StatusOr and grpc::Status:
//   EXPECT_THAT(status, IsOk());   EXPECT_THAT(status, HasCode(absl::StatusCode::kNotFound));
#ifndef ISNAD_TESTS_SUPPORT_STATUS_MATCHERS_H_
#define ISNAD_TESTS_SUPPORT_STATUS_MATCHERS_H_

#include <gmock/gmock.h>

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace isnad::testing {

struct CodeAndMessage {
  int code;
  std::string message;
};

inline CodeAndMessage Describe(const absl::Status& status) {
  return {static_cast<int>(status.code()), std::string(status.message())};
}
template <typename Value>
CodeAndMessage Describe(const absl::StatusOr<Value>& result) {
  return Describe(result.status());
}
// Of a grpc::Status; a template, so that rooms without gRPC can include this file.
template <typename GrpcStatus>
  requires requires(const GrpcStatus& status) { status.error_code(); }
CodeAndMessage Describe(const GrpcStatus& status) {
  return {static_cast<int>(status.error_code()), status.error_message()};
}

// absl and gRPC number their codes alike.
MATCHER_P(HasCode, code, absl::StrCat("has the code ", static_cast<int>(code))) {
  const CodeAndMessage found = Describe(arg);
  *result_listener << "whose code is " << found.code << " and whose message is \"" << found.message << "\"";
  return found.code == static_cast<int>(code);
}

inline auto IsOk() { return HasCode(absl::StatusCode::kOk); }

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_STATUS_MATCHERS_H_
