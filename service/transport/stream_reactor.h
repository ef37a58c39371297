// A stream of gRPC as the service takes it. Deletes itself when gRPC is done with it.
#ifndef ISNAD_SERVICE_TRANSPORT_STREAM_REACTOR_H_
#define ISNAD_SERVICE_TRANSPORT_STREAM_REACTOR_H_

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <memory>
#include <mutex>

#include "service/rpc/call.h"
#include "service/rpc/extraction_service.h"
#include "service/transport/call_record.h"

namespace isnad {

class StreamReactor final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>, public StreamCall {
 public:
  explicit StreamReactor(CallRecord record) : record_(std::move(record)) {}

  // Hands the stream to the service; or finishes it, where it may not be.
  void Open(ExtractionService* service);

  bool IsCancelled() const override { return cancelled_.load(std::memory_order_relaxed); }
  absl::Time deadline() const override { return record_.deadline(); }
  Locale locale() const override;
  void LogDefect(const absl::Status& status) const override;
  void StartRead() override;
  std::unique_ptr<RequestBytes> TakeRequest() override;
  void StartWrite(const google::protobuf::MessageLite& response) override;
  void Finish(const absl::Status& status) override;
  void Cancel() override;

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override { cancelled_.store(true, std::memory_order_relaxed); }
  void OnDone() override { delete this; }

 private:
  using GrpcReactor = grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>;

  CallRecord record_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  std::atomic<bool> cancelled_{false};
  mutable std::mutex log_mutex_;  // a record is for one thread at a time
  std::unique_ptr<StreamExtraction> extraction_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_STREAM_REACTOR_H_
