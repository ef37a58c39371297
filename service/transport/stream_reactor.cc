// gRPC calls back on threads of its own, never inside StartRead or StartWrite. Covered by tests/server/server_test.cc
// and tests/end_to_end/.
#include "service/transport/stream_reactor.h"

#include <grpcpp/server_context.h>

#include "service/transport/byte_buffer.h"

namespace isnad {

void StreamReactor::Open(ExtractionService* service) {
  if (const absl::Status allowed = record().Authorize(); !allowed.ok()) return Finish(allowed);
  extraction_ = service->OpenStream(this);
  if (extraction_ != nullptr) extraction_->Start();
}

void StreamReactor::StartRead() { GrpcReactor::StartRead(&request_); }

std::unique_ptr<RequestBytes> StreamReactor::TakeRequest() {
  auto taken = std::make_unique<BufferBytes>(request_);
  request_.Clear();  // so that what was taken alone holds the bytes
  return taken;
}

void StreamReactor::StartWrite(const google::protobuf::MessageLite& response) {
  // An answer is bounded far below what a message can hold.
  if (!SerializeBytes(response, &response_).ok()) response_.Clear();
  GrpcReactor::StartWrite(&response_);
}

void StreamReactor::Finish(const absl::Status& status) { GrpcReactor::Finish(record().End(status)); }

void StreamReactor::Cancel() { record().context().TryCancel(); }

void StreamReactor::OnReadDone(bool ok) {
  if (ok) record().MessageReceived();
  extraction_->OnRead(ok);
}

void StreamReactor::OnWriteDone(bool ok) {
  if (ok) record().MessageSent();
  extraction_->OnWritten(ok);
}

}  // namespace isnad
