// Covered by tests/server/server_test.cc and tests/end_to_end/.
#include "service/transport/unary_reactor.h"

#include <utility>

#include "service/transport/byte_buffer.h"
#include "service/transport/grpc_status.h"

namespace isnad {

UnaryReactor::UnaryReactor(CallRecord record, const grpc::ByteBuffer* request, grpc::ByteBuffer* response)
    : record_(std::move(record)), request_(request), response_(response) {
  record_.MessageReceived();
}

bool UnaryReactor::Admit() {
  const absl::Status allowed = record_.Authorize();
  if (!allowed.ok()) Finish(allowed, nullptr);
  return allowed.ok();
}

Locale UnaryReactor::locale() const { return CallerLocale(record_.context()); }

bool UnaryReactor::ParseRequest(google::protobuf::MessageLite* request) { return ParseBytes(*request_, request); }

void UnaryReactor::Finish(const absl::Status& status, const google::protobuf::MessageLite* response) {
  absl::Status end = status;
  if (end.ok()) end = SerializeBytes(*response, response_);
  if (end.ok()) record_.MessageSent();
  grpc::ServerUnaryReactor::Finish(record_.End(end));
}

}  // namespace isnad
