// Reads the google.rpc details of a failed call.
#ifndef ISNAD_TESTS_SUPPORT_ERROR_DETAILS_H_
#define ISNAD_TESTS_SUPPORT_ERROR_DETAILS_H_

#include <string>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace isnad::testing {

struct ErrorDetails {
  google::rpc::Status status;
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad_request;
  google::rpc::QuotaFailure quota;
  google::rpc::RetryInfo retry;
  google::rpc::LocalizedMessage localized;
  std::string unknown;  // the type of a detail that is none of these

  std::string field() const {
    return bad_request.field_violations_size() == 1 ? bad_request.field_violations(0).field() : "";
  }
  std::string metadata(const std::string& key) const {
    const auto found = info.metadata().find(key);
    return found == info.metadata().end() ? "" : found->second;
  }
  // The limit that was reached; empty: none.
  std::string limit() const { return quota.violations_size() == 1 ? quota.violations(0).subject() : ""; }
  int64_t retry_delay_ms() const {
    return retry.retry_delay().seconds() * 1000 + retry.retry_delay().nanos() / 1000000;
  }
};

inline ErrorDetails ReadDetails(const google::rpc::Status& status) {
  ErrorDetails details;
  details.status = status;
  for (const auto& detail : status.details()) {
    const bool known = detail.UnpackTo(&details.info) || detail.UnpackTo(&details.bad_request) ||
                       detail.UnpackTo(&details.quota) || detail.UnpackTo(&details.retry) ||
                       detail.UnpackTo(&details.localized);
    if (!known) details.unknown = detail.type_url();
  }
  return details;
}

// Of a grpc::Status; a template, so that rooms without gRPC can include this file.
template <typename GrpcStatus>
requires requires(const GrpcStatus& status) { status.error_details(); }
ErrorDetails ReadDetails(const GrpcStatus& status) {
  google::rpc::Status details;
  return details.ParseFromString(status.error_details()) ? ReadDetails(details) : ErrorDetails{};
}

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_ERROR_DETAILS_H_
