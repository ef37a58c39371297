// What a unary call and a stream of gRPC have in common as the service takes them: to gRPC each is a stream of raw
// bytes both ways, to the service a call that it asks about its caller. `CallInterface`: UnaryCall or StreamCall.
#ifndef ISNAD_SERVICE_TRANSPORT_CALL_REACTOR_H_
#define ISNAD_SERVICE_TRANSPORT_CALL_REACTOR_H_

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <mutex>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "service/rpc/call.h"
#include "service/transport/call_record.h"
#include "service/transport/grpc_status.h"

namespace isnad {

template <typename CallInterface>
class CallReactor : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>, public CallInterface {
 public:
  bool IsCancelled() const override { return cancelled_.load(std::memory_order_relaxed); }
  absl::Time deadline() const override { return record_.deadline(); }
  Locale locale() const override { return CallerLocale(record_.context()); }
  void LogDefect(const absl::Status& status) const override {
    std::lock_guard<std::mutex> lock(log_mutex_);
    record_.LogDefect(status);
  }

  void OnCancel() override { cancelled_.store(true, std::memory_order_relaxed); }

 protected:
  using GrpcReactor = grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>;

  explicit CallReactor(const CallRecord& record) : record_(record) {}

  const CallRecord& record() const { return record_; }

 private:
  const CallRecord record_;
  std::atomic<bool> cancelled_{false};
  mutable std::mutex log_mutex_;  // a record is for one thread at a time
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_CALL_REACTOR_H_
