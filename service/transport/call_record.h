// What is kept of a call from its first moment to its end, whatever the method: counted, authorised, ended in the
// caller's language, logged. Every handler of every service begins by making one, asks Authorize, and ends the call
// with what End returns. Movable; one thread at a time.
#ifndef ISNAD_SERVICE_TRANSPORT_CALL_RECORD_H_
#define ISNAD_SERVICE_TRANSPORT_CALL_RECORD_H_

#include <grpcpp/support/server_callback.h>
#include <grpcpp/support/status.h>

#include <optional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "service/scheduling/steady_time.h"
#include "service/telemetry/trace_context.h"
#include "service/transport/call_environment.h"

namespace isnad {

class CallRecord {
 public:
  // Counts the call as started. `method` and `context` outlive the record.
  CallRecord(const CallMethod& method, grpc::CallbackServerContext* context);

  // Whether this caller may make this call; once, before anything else is done for it. CREDENTIALS_MISSING,
  // CREDENTIALS_WRONG or ACCESS_DENIED, counted. Whether a line of it is logged is the policy's to say: access_denied,
  // a warning, so that a storm of them is held down; or access_decision.
  absl::Status Authorize() const;

  grpc::CallbackServerContext& context() const { return *context_; }
  // The caller's; InfiniteFuture where it set none.
  absl::Time deadline() const;

  void MessageReceived() const { method_->metrics->MessageReceived(); }
  void MessageSent() const { method_->metrics->MessageSent(); }

  // The end of the call as gRPC is to send it: with a text in the caller's language, and, where a retry helps, telling
  // the caller's gRPC library when (pushback). Counts and logs; once.
  grpc::Status End(const absl::Status& status) const;

  // A defect met one article of the call, which goes on.
  void LogDefect(const absl::Status& status) const;

 private:
  grpc::Status EndWithError(const absl::Status& status, absl::Duration elapsed) const;
  void LogAccess(const AccessDecision& decision) const;
  void LogEnd(LogLevel level, const absl::Status& status, absl::Duration elapsed) const;

  // The caller's, or a new one; one for all lines about the call.
  const TraceContext& Trace() const;

  const CallMethod* method_;
  grpc::CallbackServerContext* context_;
  SteadyTime started_;
  mutable std::optional<TraceContext> trace_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_CALL_RECORD_H_
