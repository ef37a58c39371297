// Covered by tests/server/ (in process) and tests/end_to_end/ (over a socket).
#include "service/transport/attribution_service.h"

#include "absl/status/status.h"
#include "service/transport/call_record.h"
#include "service/transport/server_info.h"
#include "service/transport/stream_reactor.h"
#include "service/transport/unary_reactor.h"

namespace isnad {

namespace {

MethodName Named(absl::string_view method, MethodKind kind = MethodKind::kUnary) {
  return {.service = v1::AttributionService::service_full_name(), .method = method, .kind = kind};
}

}  // namespace

AttributionService::AttributionService(const ServiceLimits& limits, int workers, const CallEnvironment* environment)
    : limits_(limits),
      extract_(environment, Named("ExtractAttributions")),
      extract_batch_(environment, Named("BatchExtractAttributions")),
      extract_stream_(environment, Named("StreamExtractAttributions", MethodKind::kBidiStream)),
      get_server_info_(environment, Named("GetServerInfo")),
      extraction_(limits, workers, environment->metrics) {}

void AttributionService::GiveUpSlowCallers(SteadyTime now) {
  extraction_.EndQueuedCalls();
  extraction_.EndIdleStreams(now);
  open_answers_.CancelOlderThan(Moved(now, -absl::Milliseconds(limits_.stream_idle_ms_max)));
}

grpc::ServerUnaryReactor* AttributionService::ExtractAttributions(grpc::CallbackServerContext* context,
                                                                  const grpc::ByteBuffer* request,
                                                                  grpc::ByteBuffer* response) {
  auto* const reactor = new UnaryReactor(CallRecord(extract_, context), &open_answers_, request, response);
  if (reactor->Admit()) extraction_.Extract(reactor);
  return reactor;
}

grpc::ServerUnaryReactor* AttributionService::BatchExtractAttributions(grpc::CallbackServerContext* context,
                                                                       const grpc::ByteBuffer* request,
                                                                       grpc::ByteBuffer* response) {
  auto* const reactor = new UnaryReactor(CallRecord(extract_batch_, context), &open_answers_, request, response);
  if (reactor->Admit()) extraction_.ExtractBatch(reactor);
  return reactor;
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* AttributionService::StreamExtractAttributions(
    grpc::CallbackServerContext* context) {
  auto* const reactor = new StreamReactor(CallRecord(extract_stream_, context));
  reactor->Open(&extraction_);
  return reactor;
}

grpc::ServerUnaryReactor* AttributionService::GetServerInfo(grpc::CallbackServerContext* context,
                                                            const v1::GetServerInfoRequest*,
                                                            v1::GetServerInfoResponse* response) {
  const CallRecord record(get_server_info_, context);
  record.MessageReceived();
  absl::Status status = record.Authorize();
  if (status.ok()) status = DescribeServer(extraction_, limits_, response);
  if (status.ok()) record.MessageSent();
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  reactor->Finish(record.End(status));
  return reactor;
}

}  // namespace isnad
