// The gRPC service isnad.v1.AttributionService over the service without its wire (rpc/extraction_service.h).
//
// Calls are taken in raw form and parsed by the service, so that malformed text gets our own answer. gRPC's
// threads only hand calls over; the work is done by the service's workers. All methods may be called from any thread;
// Serve once.
#ifndef ISNAD_SERVICE_TRANSPORT_ATTRIBUTION_SERVICE_H_
#define ISNAD_SERVICE_TRANSPORT_ATTRIBUTION_SERVICE_H_

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <utility>

#include "absl/strings/string_view.h"
#include "isnad/v1/attribution_service.grpc.pb.h"
#include "service/rpc/extract_function.h"
#include "service/rpc/extraction_service.h"
#include "service/rpc/service_limits.h"
#include "service/scheduling/steady_time.h"
#include "service/transport/call_environment.h"
#include "service/transport/transfers.h"
#include "service/transport/unary_reactor.h"

namespace isnad {

class AttributionService final
    : public v1::AttributionService::WithRawCallbackMethod_StreamExtractAttributions<v1::AttributionService::Service> {
 public:
  // `workers`: threads that extract; 0: one for each processor. The environment outlives the service.
  AttributionService(const ServiceLimits& limits, int workers, const CallEnvironment* environment);

  // From now on calls are answered by `engine`.
  void Serve(ExtractionEngine engine) { extraction_.Serve(std::move(engine)); }

  // Ends streams on which nothing moves, and answers that nobody takes, for longer than stream_idle_ms_max; and calls
  // that are queued for longer than their caller waits.
  void GiveUpSlowCallers(SteadyTime now);

  ExtractionService& extraction() { return extraction_; }
  const ExtractionService& extraction() const { return extraction_; }

  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StreamExtractAttributions(
      grpc::CallbackServerContext* context) override;

 private:
  struct UnaryMethod {
    CallMethod method;
    UnaryAnswer answer;
  };

  void AnswerServerInfo(UnaryCall* call) const;
  void TakeCalls(absl::string_view name, const UnaryMethod& method);

  const ServiceLimits limits_;
  const CallMethod extract_stream_;
  const UnaryMethod extract_;
  const UnaryMethod extract_batch_;
  const UnaryMethod get_server_info_;
  Transfers transfers_;
  ExtractionService extraction_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_ATTRIBUTION_SERVICE_H_
