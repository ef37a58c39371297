// A watcher has at most one write under way; a state that changes meanwhile is written when it is done, the last state
// only. A watcher's own fields are guarded by the service's mutex, which is never held while gRPC is called back into us,
// for gRPC calls back on threads of its own. Covered by tests/server/health_service_test.cc.
#include "service/server/health_service.h"

#include <utility>

namespace isnad {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

class HealthService::Watcher final : public grpc::ServerWriteReactor<HealthCheckResponse> {
 public:
  Watcher(HealthService* health, std::string service) : health_(health), service_(std::move(service)) {}

  // Writes the state where it is another than the last one written. Called with the service's mutex held.
  void Update() {
    const auto status = health_->StatusOf(service_);
    if (writing_ || finished_ || (written_ && message_.status() == status)) return;
    message_.set_status(status);
    writing_ = written_ = true;
    StartWrite(&message_);
  }

  // Called with the service's mutex held.
  void End() {
    if (finished_) return;
    finished_ = true;
    Finish(grpc::Status(grpc::StatusCode::CANCELLED, "the server stops"));
  }

  void OnWriteDone(bool ok) override {
    absl::MutexLock lock(&health_->mutex_);
    writing_ = false;
    if (ok) {
      Update();
    } else {
      End();
    }
  }
  void OnCancel() override {
    absl::MutexLock lock(&health_->mutex_);
    End();
  }
  void OnDone() override {
    health_->Remove(this);
    delete this;
  }

 private:
  HealthService* const health_;
  const std::string service_;
  HealthCheckResponse message_;
  bool writing_ = false;
  bool written_ = false;
  bool finished_ = false;
};

HealthService::HealthService(const std::vector<std::string>& services) : services_(services.begin(), services.end()) {}

void HealthService::SetServing(bool serving) {
  absl::MutexLock lock(&mutex_);
  serving_ = serving;
  for (Watcher* watcher : watchers_) watcher->Update();
}

void HealthService::EndWatches() {
  absl::MutexLock lock(&mutex_);
  ended_ = true;
  for (Watcher* watcher : watchers_) watcher->End();
}

grpc::ServerUnaryReactor* HealthService::Check(grpc::CallbackServerContext* context, const HealthCheckRequest* request,
                                               HealthCheckResponse* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  {
    absl::MutexLock lock(&mutex_);
    response->set_status(StatusOf(request->service()));
  }
  if (response->status() == HealthCheckResponse::SERVICE_UNKNOWN) {
    reactor->Finish(grpc::Status(grpc::StatusCode::NOT_FOUND, "no service of that name"));
  } else {
    reactor->Finish(grpc::Status::OK);
  }
  return reactor;
}

grpc::ServerWriteReactor<HealthCheckResponse>* HealthService::Watch(grpc::CallbackServerContext*,
                                                                    const HealthCheckRequest* request) {
  auto* watcher = new Watcher(this, request->service());
  absl::MutexLock lock(&mutex_);
  watchers_.insert(watcher);
  if (ended_) {
    watcher->End();
  } else {
    watcher->Update();
  }
  return watcher;
}

HealthService::ServingStatus HealthService::StatusOf(const std::string& service) const {
  if (!service.empty() && !services_.contains(service)) return HealthCheckResponse::SERVICE_UNKNOWN;
  return serving_ ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
}

void HealthService::Remove(Watcher* watcher) {
  absl::MutexLock lock(&mutex_);
  watchers_.erase(watcher);
}

}  // namespace isnad
