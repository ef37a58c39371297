// A stream of gRPC as the service takes it. Deletes itself when gRPC is done with it.
#ifndef ISNAD_SERVICE_TRANSPORT_STREAM_REACTOR_H_
#define ISNAD_SERVICE_TRANSPORT_STREAM_REACTOR_H_

#include <grpcpp/support/byte_buffer.h>

#include <memory>

#include "service/rpc/call.h"
#include "service/rpc/extraction_service.h"
#include "service/transport/call_reactor.h"

namespace isnad {

class StreamReactor final : public CallReactor<StreamCall> {
 public:
  explicit StreamReactor(const CallRecord& record) : CallReactor(record) {}

  // Hands the stream to the service; or finishes it, where it may not be.
  void Open(ExtractionService* service);

  void StartRead() override;
  std::unique_ptr<RequestBytes> TakeRequest() override;
  void StartWrite(const google::protobuf::MessageLite& response) override;
  void Finish(const absl::Status& status) override;
  void Cancel() override;

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  std::unique_ptr<StreamExtraction> extraction_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_STREAM_REACTOR_H_
