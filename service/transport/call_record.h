// What is kept of a call from its first moment to its end, whatever the method: its deadline, and how it ends. Movable;
// one thread at a time, but for the context's own thread-safe parts.
#ifndef ISNAD_SERVICE_TRANSPORT_CALL_RECORD_H_
#define ISNAD_SERVICE_TRANSPORT_CALL_RECORD_H_

#include <grpcpp/support/server_callback.h>
#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace isnad {

class CallRecord {
 public:
  explicit CallRecord(grpc::CallbackServerContext* context) : context_(context) {}

  grpc::CallbackServerContext& context() const { return *context_; }
  // The caller's; InfiniteFuture where it set none.
  absl::Time deadline() const;

  void MessageReceived() {}
  void MessageSent() {}

  // The end of the call as gRPC is to send it. Where a retry helps, tells the caller's gRPC library when (pushback).
  grpc::Status End(const absl::Status& status);

 private:
  grpc::CallbackServerContext* context_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_CALL_RECORD_H_
