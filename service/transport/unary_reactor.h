// A unary call of gRPC as the service takes it: raw bytes in, raw bytes out. To gRPC it is a stream of one message each
// way, which is the same on the wire: so the call begins with its headers, and who may not make it is refused before
// anything else of it is received, and who never sends the rest is given up. gRPC's own unary calls begin only when the
// whole request is in memory. Deletes itself when gRPC is done with it.
#ifndef ISNAD_SERVICE_TRANSPORT_UNARY_REACTOR_H_
#define ISNAD_SERVICE_TRANSPORT_UNARY_REACTOR_H_

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

#include "service/rpc/call.h"
#include "service/transport/byte_buffer.h"
#include "service/transport/call_record.h"
#include "service/transport/transfers.h"

namespace isnad {

// What a method does with a call whose request has arrived.
using UnaryAnswer = std::function<void(UnaryCall*)>;

class UnaryReactor final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>, public UnaryCall {
 public:
  // All outlive the call.
  UnaryReactor(const CallRecord& record, Transfers* transfers, const UnaryAnswer* answer);

  // Begins to receive the request, or ends the call where the caller may not make it. The call may be gone when this
  // returns.
  void Open();

  bool IsCancelled() const override { return cancelled_.load(std::memory_order_relaxed); }
  absl::Time deadline() const override { return record_.deadline(); }
  Locale locale() const override;
  void LogDefect(const absl::Status& status) const override;
  const RequestBytes& request() const override { return *request_; }
  void Finish(const absl::Status& status, const google::protobuf::MessageLite* response) override;

  void OnReadDone(bool ok) override;
  void OnCancel() override { cancelled_.store(true, std::memory_order_relaxed); }
  void OnDone() override;

 private:
  using GrpcReactor = grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>;

  void WaitForCaller(size_t bytes);

  const CallRecord record_;
  Transfers* const transfers_;
  const UnaryAnswer* const answer_;
  Transfers::Entry transfer_;
  grpc::ByteBuffer received_;
  std::optional<BufferBytes> request_;  // from its arrival to the call's end
  grpc::ByteBuffer response_;
  std::atomic<bool> cancelled_{false};
  mutable std::mutex log_mutex_;  // a record is for one thread at a time
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_UNARY_REACTOR_H_
