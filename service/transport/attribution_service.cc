// Covered by tests/server/ (in process) and tests/end_to_end/ (over a socket).
#include "service/transport/attribution_service.h"

#include "absl/status/status.h"
#include "service/transport/call_record.h"
#include "service/transport/server_info.h"
#include "service/transport/stream_reactor.h"
#include "service/transport/unary_reactor.h"

namespace isnad {

AttributionService::AttributionService(const ServiceLimits& limits, int workers)
    : limits_(limits), extraction_(limits, workers) {}

grpc::ServerUnaryReactor* AttributionService::ExtractAttributions(grpc::CallbackServerContext* context,
                                                                  const grpc::ByteBuffer* request,
                                                                  grpc::ByteBuffer* response) {
  auto* const reactor = new UnaryReactor(CallRecord(context), request, response);
  extraction_.Extract(reactor);
  return reactor;
}

grpc::ServerUnaryReactor* AttributionService::BatchExtractAttributions(grpc::CallbackServerContext* context,
                                                                       const grpc::ByteBuffer* request,
                                                                       grpc::ByteBuffer* response) {
  auto* const reactor = new UnaryReactor(CallRecord(context), request, response);
  extraction_.ExtractBatch(reactor);
  return reactor;
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* AttributionService::StreamExtractAttributions(
    grpc::CallbackServerContext* context) {
  auto* const reactor = new StreamReactor(CallRecord(context));
  reactor->Open(&extraction_, absl::OkStatus());
  return reactor;
}

grpc::ServerUnaryReactor* AttributionService::GetServerInfo(grpc::CallbackServerContext* context,
                                                            const v1::GetServerInfoRequest*,
                                                            v1::GetServerInfoResponse* response) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  reactor->Finish(CallRecord(context).End(DescribeServer(extraction_, limits_, response)));
  return reactor;
}

}  // namespace isnad
