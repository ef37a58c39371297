// Why a call was not admitted, for its caller: with the limit in force and when to try again. Pure; any thread.
#ifndef ISNAD_SERVICE_RPC_REFUSED_STATUS_H_
#define ISNAD_SERVICE_RPC_REFUSED_STATUS_H_

#include "absl/status/status.h"
#include "service/rpc/service_limits.h"
#include "service/scheduling/admission.h"

namespace isnad {

// The service has no engine yet.
absl::Status LoadingStatus();

// Admission refused the call.
absl::Status RefusedStatus(Refusal refusal, const ServiceLimits& limits);

// When to try again, in milliseconds, as the error's RetryInfo says; 0: it says nothing.
int RetryAfterMs(const absl::Status& status);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_REFUSED_STATUS_H_
