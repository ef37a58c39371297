// The end of a call: google.rpc.Status as gRPC carries it, with the details in the trailing metadata
// grpc-status-details-bin, and the language in which the caller wants to read it. Pure; any thread.
#ifndef ISNAD_SERVICE_TRANSPORT_GRPC_STATUS_H_
#define ISNAD_SERVICE_TRANSPORT_GRPC_STATUS_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "service/rpc/language_preference.h"

namespace isnad {

// EncodeRpcStatus, for the end of a call.
grpc::Status EncodeStatus(const absl::Status& status, Locale locale = Locale::kEnglish);

// PreferredLocale of the call's metadata `accept-language`.
Locale CallerLocale(const grpc::CallbackServerContext& context);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_GRPC_STATUS_H_
