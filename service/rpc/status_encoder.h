// One function from our status to the wire's, google.rpc.Status. An error made by MakeError keeps its code, message and
// details; any other error that reaches the wire becomes CANCELLED, DEADLINE_EXCEEDED or INTERNAL with the reason of that
// name, and its message stays inside, for it was not written for callers. Pure; any thread.
#ifndef ISNAD_SERVICE_RPC_STATUS_ENCODER_H_
#define ISNAD_SERVICE_RPC_STATUS_ENCODER_H_

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"

namespace isnad {

// Details in this order: ErrorInfo, BadRequest, RetryInfo.
google::rpc::Status EncodeRpcStatus(const absl::Status& status);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_STATUS_ENCODER_H_
