// A unary call of gRPC as the service takes it: raw bytes in, raw bytes out. To gRPC it is a stream of one message each
// way, which is the same on the wire: so the call begins with its headers, and who may not make it is refused before
// anything else of it is received, and who never sends the rest is given up. gRPC's own unary calls begin only when the
// whole request is in memory. Deletes itself when gRPC is done with it.
#ifndef ISNAD_SERVICE_TRANSPORT_UNARY_REACTOR_H_
#define ISNAD_SERVICE_TRANSPORT_UNARY_REACTOR_H_

#include <grpcpp/support/byte_buffer.h>

#include <functional>
#include <optional>

#include "service/rpc/call.h"
#include "service/transport/byte_buffer.h"
#include "service/transport/call_reactor.h"
#include "service/transport/transfers.h"

namespace isnad {

// What a method does with a call whose request has arrived.
using UnaryAnswer = std::function<void(UnaryCall*)>;

class UnaryReactor final : public CallReactor<UnaryCall> {
 public:
  // All outlive the call.
  UnaryReactor(const CallRecord& record, Transfers* transfers, const UnaryAnswer* answer);

  // Begins to receive the request, or ends the call where the caller may not make it. The call may be gone when this
  // returns.
  void Open();

  const RequestBytes& request() const override { return *request_; }
  void Finish(const absl::Status& status, const google::protobuf::MessageLite* response) override;

  void OnReadDone(bool ok) override;
  void OnDone() override;

 private:
  void WaitForCaller(size_t bytes);

  Transfers* const transfers_;
  const UnaryAnswer* const answer_;
  Transfers::Entry transfer_;
  grpc::ByteBuffer received_;
  std::optional<BufferBytes> request_;  // from its arrival to the call's end
  grpc::ByteBuffer response_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_UNARY_REACTOR_H_
