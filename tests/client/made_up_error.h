// An error with details, as the service sends them.
#ifndef ISNAD_TESTS_CLIENT_MADE_UP_ERROR_H_
#define ISNAD_TESTS_CLIENT_MADE_UP_ERROR_H_

#include <string>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"
#include "gtest/gtest.h"

namespace isnad {

template <typename... Details>
google::rpc::Status MadeUpError(grpc::StatusCode code, const std::string& message, const Details&... details) {
  google::rpc::Status error;
  error.set_code(code);
  error.set_message(message);
  const bool packed = (error.add_details()->PackFrom(details) && ...);
  EXPECT_TRUE(packed);
  return error;
}

inline google::rpc::ErrorInfo InfoOf(const std::string& reason) {
  google::rpc::ErrorInfo info;
  info.set_domain("isnad");
  info.set_reason(reason);
  return info;
}

// The same as the status of a call.
inline grpc::Status ToGrpcStatus(const google::rpc::Status& error) {
  return {static_cast<grpc::StatusCode>(error.code()), error.message(), error.SerializeAsString()};
}

}  // namespace isnad

#endif  // ISNAD_TESTS_CLIENT_MADE_UP_ERROR_H_
