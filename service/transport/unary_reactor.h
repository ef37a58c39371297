// A unary call of gRPC as the service takes it: raw bytes in, raw bytes out. Deletes itself when gRPC is done with it.
#ifndef ISNAD_SERVICE_TRANSPORT_UNARY_REACTOR_H_
#define ISNAD_SERVICE_TRANSPORT_UNARY_REACTOR_H_

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>

#include "service/rpc/call.h"
#include "service/transport/byte_buffer.h"
#include "service/transport/call_record.h"
#include "service/transport/open_answers.h"

namespace isnad {

class UnaryReactor final : public grpc::ServerUnaryReactor, public UnaryCall {
 public:
  // gRPC keeps `response` until the call is done.
  UnaryReactor(const CallRecord& record, OpenAnswers* open_answers, const grpc::ByteBuffer* request,
               grpc::ByteBuffer* response);

  // Whether the caller may make this call; false: the call is ended.
  bool Admit();

  bool IsCancelled() const override { return cancelled_.load(std::memory_order_relaxed); }
  absl::Time deadline() const override { return record_.deadline(); }
  Locale locale() const override;
  const RequestBytes& request() const override { return request_; }
  void Finish(const absl::Status& status, const google::protobuf::MessageLite* response) override;

  void OnCancel() override { cancelled_.store(true, std::memory_order_relaxed); }
  void OnDone() override;

 private:
  const CallRecord record_;
  OpenAnswers* const open_answers_;
  OpenAnswers::Entry on_its_way_;
  const BufferBytes request_;
  grpc::ByteBuffer* const response_;
  std::atomic<bool> cancelled_{false};
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_UNARY_REACTOR_H_
