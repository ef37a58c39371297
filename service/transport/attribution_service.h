// The gRPC service isnad.v1.AttributionService: validate, extract, encode, finish.
//
// Extraction calls are taken in raw form and parsed here, on an arena, so that malformed text gets our own answer. A
// call runs on the thread that gRPC gives it and takes no locks. Until Serve has been called every call answers
// LOADING; calls above the limit answer TOO_MANY_CALLS. All methods may be called from any thread; Serve once.
#ifndef ISNAD_SERVICE_TRANSPORT_ATTRIBUTION_SERVICE_H_
#define ISNAD_SERVICE_TRANSPORT_ATTRIBUTION_SERVICE_H_

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "isnad/v1/attribution_service.grpc.pb.h"
#include "service/attribution/attribution_extractor.h"
#include "service/rpc/service_limits.h"

namespace isnad {

class AttributionService final
    : public v1::AttributionService::WithRawCallbackMethod_ExtractAttributions<
          v1::AttributionService::WithRawCallbackMethod_BatchExtractAttributions<
              v1::AttributionService::WithRawCallbackMethod_StreamExtractAttributions<
                  v1::AttributionService::WithCallbackMethod_GetServerInfo<v1::AttributionService::Service>>>> {
 public:
  explicit AttributionService(const ServiceLimits& limits);

  // From now on calls are answered by `extractor`.
  void Serve(AttributionExtractor extractor);

  // The extractor that answers; nullptr until Serve.
  const AttributionExtractor* extractor() const { return serving_.load(std::memory_order_acquire); }

  grpc::ServerUnaryReactor* ExtractAttributions(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                                grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* BatchExtractAttributions(grpc::CallbackServerContext* context,
                                                     const grpc::ByteBuffer* request,
                                                     grpc::ByteBuffer* response) override;
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StreamExtractAttributions(
      grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* GetServerInfo(grpc::CallbackServerContext* context, const v1::GetServerInfoRequest* request,
                                          v1::GetServerInfoResponse* response) override;

 private:
  absl::Status Extract(const grpc::CallbackServerContext& context, const grpc::ByteBuffer& request,
                       grpc::ByteBuffer* response);
  absl::Status DescribeServer(v1::GetServerInfoResponse* response) const;

  const ServiceLimits limits_;
  std::optional<AttributionExtractor> extractor_;  // written once, before serving_ points to it
  std::atomic<const AttributionExtractor*> serving_{nullptr};
  std::atomic<int> calls_in_flight_{0};
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_ATTRIBUTION_SERVICE_H_
