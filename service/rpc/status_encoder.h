// One function from our status to the wire's, google.rpc.Status. An error made by MakeError keeps its code, message and
// details; any other error that reaches the wire becomes CANCELLED, DEADLINE_EXCEEDED or INTERNAL with the reason of
// that name, and its message stays inside, for it was not written for callers. Pure; any thread.
#ifndef ISNAD_SERVICE_RPC_STATUS_ENCODER_H_
#define ISNAD_SERVICE_RPC_STATUS_ENCODER_H_

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"
#include "service/rpc/language_preference.h"

namespace isnad {

// Details in this order: ErrorInfo, BadRequest, QuotaFailure, RetryInfo and, for Locale::kArabic, a LocalizedMessage
// with the reason's Arabic text. The message is English in either locale, for it is written for developers.
google::rpc::Status EncodeRpcStatus(const absl::Status& status, Locale locale = Locale::kEnglish);

// The error as callers may see it: itself where MakeError made it, else the one of the reasons above.
absl::Status PublicStatus(const absl::Status& status);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_STATUS_ENCODER_H_
