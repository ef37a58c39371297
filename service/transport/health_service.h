// The standard health protocol, grpc.health.v1.Health: Check and Watch, for "" (the whole server) and each service
// named at construction. Our own, because gRPC's built-in one has no descriptor, so that reflection lists what it
// cannot describe. Not serving until told. Any thread.
#ifndef ISNAD_SERVICE_TRANSPORT_HEALTH_SERVICE_H_
#define ISNAD_SERVICE_TRANSPORT_HEALTH_SERVICE_H_

#include <grpcpp/support/server_callback.h>

#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace isnad {

class HealthService final : public grpc::health::v1::Health::CallbackService {
 public:
  explicit HealthService(const std::vector<std::string>& services);

  // Sets the state of all services and tells the watchers.
  void SetServing(bool serving);

  // Ends all watches, and new ones at once: a watch has no end of its own and would hold up the shutdown.
  void EndWatches();

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context,
                                  const grpc::health::v1::HealthCheckRequest* request,
                                  grpc::health::v1::HealthCheckResponse* response) override;
  grpc::ServerWriteReactor<grpc::health::v1::HealthCheckResponse>* Watch(
      grpc::CallbackServerContext* context, const grpc::health::v1::HealthCheckRequest* request) override;

 private:
  class Watcher;
  using ServingStatus = grpc::health::v1::HealthCheckResponse::ServingStatus;

  ServingStatus StatusOf(const std::string& service) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Remove(Watcher* watcher);

  const std::set<std::string> services_;
  absl::Mutex mutex_;
  bool serving_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  std::set<Watcher*> watchers_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_HEALTH_SERVICE_H_
