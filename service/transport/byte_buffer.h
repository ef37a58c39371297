// Messages to and from the bytes that gRPC carries. Pure; any thread.
#ifndef ISNAD_SERVICE_TRANSPORT_BYTE_BUFFER_H_
#define ISNAD_SERVICE_TRANSPORT_BYTE_BUFFER_H_

#include <google/protobuf/message_lite.h>
#include <grpcpp/support/byte_buffer.h>

#include <cstddef>

#include "absl/status/status.h"
#include "service/rpc/call.h"

namespace isnad {

// A request as the service takes it.
class BufferBytes final : public RequestBytes {
 public:
  // Shares the bytes.
  explicit BufferBytes(const grpc::ByteBuffer& bytes) : bytes_(bytes) {}

  size_t size() const override { return bytes_.Length(); }
  bool Read(Reader read) const override;

 private:
  mutable grpc::ByteBuffer bytes_;  // gRPC's reader asks for a mutable one, and changes nothing
};

// Whether the bytes are such a message.
bool ParseBytes(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite* message);

// Replaces `bytes` by the message; Internal where it is too large for a message at all.
absl::Status SerializeBytes(const google::protobuf::MessageLite& message, grpc::ByteBuffer* bytes);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_BYTE_BUFFER_H_
