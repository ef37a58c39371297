// A watcher has at most one write under way; a state that changes meanwhile is written when it is done, the last state
// only. A watcher's own fields are guarded by the service's mutex, which is never held while gRPC is called back into
// us, for gRPC calls back on threads of its own. Covered by tests/transport/health_service_test.cc.
#include "service/transport/health_service.h"

#include <utility>

namespace isnad {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

class HealthService::Watcher final : public grpc::ServerWriteReactor<HealthCheckResponse> {
 public:
  Watcher(HealthService* health, std::string service) : health_(health), service_(std::move(service)) {}

  // One step: writes the state where it is another than the last one written, or else finishes a watch that is to end.
  // With OK, for an error could overtake the last state on its way to the watcher. Called with the service's mutex
  // held.
  void Advance() {
    if (writing_ || finished_) return;
    const auto status = health_->StatusOf(service_);
    if (!broken_ && (!written_ || message_.status() != status)) {
      message_.set_status(status);
      writing_ = written_ = true;
      StartWrite(&message_);
    } else if (broken_ || health_->ended_) {
      finished_ = true;
      Finish(grpc::Status::OK);
    }
  }

  void OnWriteDone(bool ok) override {
    absl::MutexLock lock(&health_->mutex_);
    writing_ = false;
    broken_ = broken_ || !ok;
    Advance();
  }
  void OnCancel() override {
    absl::MutexLock lock(&health_->mutex_);
    broken_ = true;
    Advance();
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
  bool broken_ = false;  // nothing reaches the watcher any more
  bool finished_ = false;
};

HealthService::HealthService(const std::vector<std::string>& services) : services_(services.begin(), services.end()) {}

void HealthService::SetServing(bool serving) {
  absl::MutexLock lock(&mutex_);
  serving_ = serving;
  for (Watcher* watcher : watchers_) watcher->Advance();
}

void HealthService::EndWatches() {
  absl::MutexLock lock(&mutex_);
  ended_ = true;
  for (Watcher* watcher : watchers_) watcher->Advance();
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
  watcher->Advance();
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
