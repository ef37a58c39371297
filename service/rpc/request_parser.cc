// Covered by tests/rpc/request_shape_test.cc.
#include "service/rpc/request_parser.h"

#include <google/protobuf/message_lite.h>

#include "service/rpc/error_reason.h"
#include "service/rpc/request_shape.h"

namespace isnad {
namespace {

using google::protobuf::io::ZeroCopyInputStream;

absl::Status Parse(const RequestBytes& bytes, RequestKind kind, const ServiceLimits& limits,
                   google::protobuf::MessageLite* request) {
  absl::Status shape;
  const bool read = bytes.Read([&](ZeroCopyInputStream* stream) {
    shape = CheckShape(kind, limits, bytes.size(), stream);
    return shape.ok();
  });
  if (!shape.ok()) return shape;
  if (read && bytes.Read([request](ZeroCopyInputStream* stream) { return request->ParseFromZeroCopyStream(stream); })) {
    return absl::OkStatus();
  }
  return MakeError(ErrorReason::kRequestMalformed, {.message = "the bytes received are no message of this method"});
}

}  // namespace

absl::Status ParseRequest(const RequestBytes& bytes, const ServiceLimits& limits,
                          wire::v1::ExtractAttributionsRequest* request) {
  return Parse(bytes, RequestKind::kArticle, limits, request);
}

absl::Status ParseRequest(const RequestBytes& bytes, const ServiceLimits& limits,
                          wire::v1::BatchExtractAttributionsRequest* request) {
  return Parse(bytes, RequestKind::kBatch, limits, request);
}

absl::Status ParseRequest(const RequestBytes& bytes, const ServiceLimits& limits,
                          wire::v1::StreamExtractAttributionsRequest* request) {
  return Parse(bytes, RequestKind::kArticle, limits, request);
}

}  // namespace isnad
