// The standard health protocol, grpc.health.v1.Health: Check, Watch and, where the platform's health.proto has it,
// List, for "" (the whole server) and each service named at construction. Our own, because gRPC's built-in one has no
// descriptor, so that reflection lists what it cannot describe. Not serving until told. Requests are taken in raw form,
// so that a malformed name gets an answer with a reason. Any thread.
#ifndef ISNAD_SERVICE_TRANSPORT_HEALTH_SERVICE_H_
#define ISNAD_SERVICE_TRANSPORT_HEALTH_SERVICE_H_

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "service/transport/call_environment.h"
#include "service/transport/call_record.h"

namespace isnad {

using RawHealthService = grpc::health::v1::Health::WithRawCallbackMethod_Check<
    grpc::health::v1::Health::WithRawCallbackMethod_Watch<grpc::health::v1::Health::Service>>;
#ifdef ISNAD_HEALTH_LIST
using HealthServiceBase = grpc::health::v1::Health::WithRawCallbackMethod_List<RawHealthService>;
#else
using HealthServiceBase = RawHealthService;
#endif

class HealthService final : public HealthServiceBase {
 public:
  // At most `watches_max` watches are open at the same time; one more: TOO_MANY_WATCHERS. The environment outlives
  // this.
  HealthService(const std::vector<std::string>& services, int watches_max, const CallEnvironment* environment);

  // Sets the state of all services and tells the watchers.
  void SetServing(bool serving);

  // Ends all watches, and new ones at once: a watch has no end of its own and would hold up the shutdown.
  void EndWatches();

  // SERVICE_NOT_KNOWN for a service that is not here.
  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                  grpc::ByteBuffer* response) override;
  // A service that is not here has the state SERVICE_UNKNOWN, and its watch goes on.
  grpc::ServerWriteReactor<grpc::ByteBuffer>* Watch(grpc::CallbackServerContext* context,
                                                    const grpc::ByteBuffer* request) override;
#ifdef ISNAD_HEALTH_LIST
  grpc::ServerUnaryReactor* List(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                 grpc::ByteBuffer* response) override;
#endif

 private:
  class Watcher;
  using ServingStatus = grpc::health::v1::HealthCheckResponse::ServingStatus;

  absl::Status AnswerCheck(const CallRecord& record, const grpc::ByteBuffer& request, grpc::ByteBuffer* response);
  // Whether the service that the request names is one of ours.
  absl::StatusOr<bool> Knows(const grpc::ByteBuffer& request) const;
  // With the mutex held.
  ServingStatus StatusOf(bool known) const;
  // The watch of a service, known or not; or an error where there are too many.
  absl::StatusOr<Watcher*> AddWatcher(const CallRecord& record, const grpc::ByteBuffer& request);
  void Remove(Watcher* watcher);

  const CallMethod check_;
  const CallMethod watch_;
  const CallMethod list_;
  const std::set<std::string> services_;
  const size_t watches_max_;
  std::mutex mutex_;  // guards what is below
  bool serving_ = false;
  bool ended_ = false;
  std::set<Watcher*> watchers_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_HEALTH_SERVICE_H_
