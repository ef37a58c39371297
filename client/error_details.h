// What the service says beside the code of an error: its stable reason, a message in the caller's language, and when a
// further try makes sense. The details travel as a payload of the status, so that nothing is lost on the way.
#ifndef ISNAD_CLIENT_ERROR_DETAILS_H_
#define ISNAD_CLIENT_ERROR_DETAILS_H_

#include <chrono>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace isnad {

// Code, message and details of a call's status, or of the error of one article in a batch or on a stream.
absl::Status ToAbslStatus(const grpc::Status& status);
absl::Status ToAbslStatus(const google::rpc::Status& status);

// A server that names no time, or one below zero, is not asked in a loop without a pause. No time is waited for that is
// longer than the longest.
inline constexpr std::chrono::milliseconds kRetryDelayMin(10);
inline constexpr std::chrono::milliseconds kRetryDelayMax = std::chrono::hours(24);

// The reason that the service's ErrorInfo names ("TEXT_EMPTY"; the table in attribution_service.proto); empty where the
// error is not the service's own.
std::string ErrorReason(const absl::Status& error);

// The message in the language that the call asked for (ClientOptions::language); empty where the service has none.
std::string LocalizedMessage(const absl::Status& error);

// How long to wait before a further try (RetryInfo), within the two bounds above; none where a further try
// would not help.
std::optional<std::chrono::milliseconds> RetryDelay(const absl::Status& error);

}  // namespace isnad

#endif  // ISNAD_CLIENT_ERROR_DETAILS_H_
