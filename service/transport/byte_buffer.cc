// Covered by tests/transport/byte_buffer_test.cc.
#include "service/transport/byte_buffer.h"

#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/slice.h>

#include <cstdint>
#include <limits>

namespace isnad {

bool BufferBytes::Read(Reader read) const {
  grpc::ProtoBufferReader reader(&bytes_);
  return reader.status().ok() && read(&reader);
}

bool ParseBytes(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite* message) {
  return BufferBytes(bytes).Parse(message);
}

absl::Status SerializeBytes(const google::protobuf::MessageLite& message, grpc::ByteBuffer* bytes) {
  const size_t size = message.ByteSizeLong();
  if (size > std::numeric_limits<int32_t>::max()) return absl::InternalError("the answer is too large for a message");
  grpc::Slice slice(size);
  const uint8_t* end = message.SerializeWithCachedSizesToArray(const_cast<uint8_t*>(slice.begin()));
  if (end != slice.end()) return absl::InternalError("the answer has another size than it had before it was written");
  *bytes = grpc::ByteBuffer(&slice, 1);
  return absl::OkStatus();
}

}  // namespace isnad
