// The end of a call: google.rpc.Status as gRPC carries it, with the details in the trailing metadata
// grpc-status-details-bin. Pure; any thread.
#ifndef ISNAD_SERVICE_TRANSPORT_GRPC_STATUS_H_
#define ISNAD_SERVICE_TRANSPORT_GRPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace isnad {

// EncodeRpcStatus, for the end of a call.
grpc::Status EncodeStatus(const absl::Status& status);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_GRPC_STATUS_H_
