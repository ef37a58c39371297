// Covered by tests/server/server_test.cc and tests/end_to_end/.
#include "service/transport/unary_reactor.h"

#include <utility>

#include "service/transport/byte_buffer.h"
#include "service/transport/grpc_status.h"

namespace isnad {

UnaryReactor::UnaryReactor(const CallRecord& record, OpenAnswers* open_answers, const grpc::ByteBuffer* request,
                           grpc::ByteBuffer* response)
    : record_(record), open_answers_(open_answers), request_(*request), response_(response) {
  record_.MessageReceived();
}

bool UnaryReactor::Admit() {
  const absl::Status allowed = record_.Authorize();
  if (!allowed.ok()) Finish(allowed, nullptr);
  return allowed.ok();
}

Locale UnaryReactor::locale() const { return CallerLocale(record_.context()); }

void UnaryReactor::Finish(const absl::Status& status, const google::protobuf::MessageLite* response) {
  absl::Status end = status;
  if (end.ok()) end = SerializeBytes(*response, response_);
  if (end.ok()) record_.MessageSent();
  const grpc::Status encoded = record_.End(end);
  on_its_way_.context = &record_.context();
  on_its_way_.ended = SteadyNow();
  open_answers_->Add(&on_its_way_);
  grpc::ServerUnaryReactor::Finish(encoded);
}

void UnaryReactor::OnDone() {
  open_answers_->Remove(&on_its_way_);
  delete this;
}

}  // namespace isnad
