// Covered by tests/server/server_test.cc and tests/end_to_end/.
#include "service/transport/unary_reactor.h"

#include "service/rpc/error_reason.h"
#include "service/scheduling/steady_time.h"
#include "service/transport/byte_buffer.h"

namespace isnad {

UnaryReactor::UnaryReactor(const CallRecord& record, Transfers* transfers, const UnaryAnswer* answer)
    : CallReactor(record), transfers_(transfers), answer_(answer) {}

void UnaryReactor::Open() {
  if (const absl::Status allowed = record().Authorize(); !allowed.ok()) return Finish(allowed, nullptr);
  WaitForCaller(0);
  StartRead(&received_);
}

void UnaryReactor::WaitForCaller(size_t bytes) {
  transfer_ = {.context = &record().context(), .since = SteadyNow(), .bytes = bytes};
  transfers_->Add(&transfer_);
}

void UnaryReactor::OnReadDone(bool ok) {
  transfers_->Remove(&transfer_);
  if (ok) {
    record().MessageReceived();
    request_.emplace(received_);
    received_.Clear();
    return (*answer_)(this);
  }
  Finish(record().context().IsCancelled()
             ? absl::CancelledError("the caller went away before its request had arrived")
             : MakeError(ErrorReason::kRequestMalformed, {.message = "the call ended without a request"}),
         nullptr);
}

void UnaryReactor::Finish(const absl::Status& status, const google::protobuf::MessageLite* response) {
  absl::Status end = status;
  if (end.ok()) end = SerializeBytes(*response, &response_);
  if (end.ok()) record().MessageSent();
  request_.reset();
  const grpc::Status encoded = record().End(end);
  WaitForCaller(end.ok() ? response_.Length() : 0);
  if (end.ok()) {
    StartWriteAndFinish(&response_, grpc::WriteOptions(), encoded);
  } else {
    GrpcReactor::Finish(encoded);
  }
}

void UnaryReactor::OnDone() {
  transfers_->Remove(&transfer_);
  delete this;
}

}  // namespace isnad
