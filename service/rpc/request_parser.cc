// Covered by tests/rpc/request_shape_test.cc.
#include "service/rpc/request_parser.h"

#include <google/protobuf/message_lite.h>

#include "service/rpc/error_reason.h"
#include "service/rpc/request_shape.h"

namespace isnad {
namespace {

using google::protobuf::io::ZeroCopyInputStream;

absl::Status Parse(const RequestBytes& bytes, RequestKind kind, const ServiceLimits& limits,
                   google::protobuf::MessageLite* request, RequestOutline* outline = nullptr) {
  absl::Status shape;
  const bool read = bytes.Read([&](ZeroCopyInputStream* stream) {
    shape = CheckShape(kind, limits, bytes.size(), stream, outline);
    return shape.ok();
  });
  if (!shape.ok()) return shape;
  if (read && bytes.Parse(request)) return absl::OkStatus();
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
                          wire::v1::StreamExtractAttributionsRequest* request, RequestOutline* outline) {
  return Parse(bytes, RequestKind::kArticle, limits, request, outline);
}

RequestOutline ReadOutline(const RequestBytes& bytes, const ServiceLimits& limits) {
  RequestOutline outline;
  bytes.Read([&](ZeroCopyInputStream* stream) {
    return CheckShape(RequestKind::kArticle, limits, bytes.size(), stream, &outline).ok();
  });
  return outline;
}

}  // namespace isnad
