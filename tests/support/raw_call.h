// Calls a method with bytes of one's own making, as a broken or hostile client does.
#ifndef ISNAD_TESTS_SUPPORT_RAW_CALL_H_
#define ISNAD_TESTS_SUPPORT_RAW_CALL_H_

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

namespace isnad::testing {

struct RawAnswer {
  grpc::Status status;
  std::string bytes;
};

inline constexpr char kExtractMethod[] = "/isnad.v1.AttributionService/ExtractAttributions";

inline std::string ToString(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

// A unary call. `compression` is what the client asks gRPC to do with the message.
inline RawAnswer RawCall(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                         const std::string& bytes, grpc_compression_algorithm compression = GRPC_COMPRESS_NONE) {
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_compression_algorithm(compression);
  grpc::CompletionQueue queue;
  auto call = stub.PrepareUnaryCall(&context, method, request, &queue);
  call->StartCall();
  RawAnswer answer;
  grpc::ByteBuffer response;
  call->Finish(&response, &answer.status, &call);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  if (answer.status.ok()) answer.bytes = ToString(response);
  return answer;
}

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_RAW_CALL_H_
