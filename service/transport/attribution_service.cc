// Covered by tests/server/ (in process) and tests/end_to_end/ (over a socket).
#include "service/transport/attribution_service.h"

#include <google/protobuf/descriptor.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "service/rpc/error_reason.h"
#include "service/transport/call_record.h"
#include "service/transport/server_info.h"
#include "service/transport/stream_reactor.h"
#include "service/transport/unary_reactor.h"

namespace isnad {

namespace {

MethodName Named(absl::string_view method, MethodKind kind = MethodKind::kUnary) {
  return {.service = v1::AttributionService::service_full_name(), .method = method, .kind = kind};
}

// The request has no fields; those of later versions of the API are small.
constexpr size_t kServerInfoRequestBytesMax = 1024;

}  // namespace

AttributionService::AttributionService(const ServiceLimits& limits, int workers, const CallEnvironment* environment)
    : limits_(limits),
      extract_stream_(environment, Named("StreamExtractAttributions", MethodKind::kBidiStream)),
      extract_{CallMethod(environment, Named("ExtractAttributions")),
               [this](UnaryCall* call) { extraction_.Extract(call); }},
      extract_batch_{CallMethod(environment, Named("BatchExtractAttributions")),
                     [this](UnaryCall* call) { extraction_.ExtractBatch(call); }},
      get_server_info_{CallMethod(environment, Named("GetServerInfo")),
                       [this](UnaryCall* call) { AnswerServerInfo(call); }},
      transfers_(limits.in_flight_bytes_max),
      extraction_(limits, workers, environment->metrics) {
  TakeCalls("ExtractAttributions", extract_);
  TakeCalls("BatchExtractAttributions", extract_batch_);
  TakeCalls("GetServerInfo", get_server_info_);
}

// gRPC numbers a service's methods in the order of its definition. "Streamed" is its word for a unary method that the
// server takes as a stream.
void AttributionService::TakeCalls(absl::string_view name, const UnaryMethod& method) {
  using Handler = grpc::internal::CallbackBidiHandler<grpc::ByteBuffer, grpc::ByteBuffer>;
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
      v1::AttributionService::service_full_name());
  const int index = service->FindMethodByName(std::string(name))->index();
  const auto open = [this, &method](grpc::CallbackServerContext* context) {
    auto* const reactor = new UnaryReactor(CallRecord(method.method, context), &transfers_, &method.answer);
    reactor->Open();
    return reactor;
  };
  MarkMethodStreamed(index, nullptr);
  MarkMethodRawCallback(index, new Handler(open));
}

void AttributionService::GiveUpSlowCallers(SteadyTime now) {
  extraction_.EndQueuedCalls();
  extraction_.EndIdleStreams(now);
  transfers_.GiveUpOlderThan(Moved(now, -absl::Milliseconds(limits_.stream_idle_ms_max)));
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* AttributionService::StreamExtractAttributions(
    grpc::CallbackServerContext* context) {
  auto* const reactor = new StreamReactor(CallRecord(extract_stream_, context));
  reactor->Open(&extraction_);
  return reactor;
}

void AttributionService::AnswerServerInfo(UnaryCall* call) const {
  if (call->request_bytes() > kServerInfoRequestBytesMax) {
    return call->Finish(MakeError(ErrorReason::kRequestMalformed,
                                  {.message = absl::StrCat("the request has ", call->request_bytes(),
                                                           " bytes; a request without fields has none")}),
                        nullptr);
  }
  v1::GetServerInfoRequest request;
  if (!call->request().Parse(&request)) {
    return call->Finish(
        MakeError(ErrorReason::kRequestMalformed, {.message = "the bytes received are no request of this method"}),
        nullptr);
  }
  v1::GetServerInfoResponse response;
  const absl::Status status = DescribeServer(extraction_, limits_, &response);
  call->Finish(status, status.ok() ? &response : nullptr);
}

}  // namespace isnad
