// Messages to and from the bytes that gRPC carries. Pure; any thread.
#ifndef ISNAD_SERVICE_TRANSPORT_BYTE_BUFFER_H_
#define ISNAD_SERVICE_TRANSPORT_BYTE_BUFFER_H_

#include <google/protobuf/message_lite.h>
#include <grpcpp/support/byte_buffer.h>

#include "absl/status/status.h"

namespace isnad {

// Whether the bytes are such a message.
bool ParseBytes(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite* message);

// Replaces `bytes` by the message; Internal where it is too large for a message at all.
absl::Status SerializeBytes(const google::protobuf::MessageLite& message, grpc::ByteBuffer* bytes);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_BYTE_BUFFER_H_
