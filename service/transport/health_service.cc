// A watcher has at most one write under way; a state that changes meanwhile is written when it is done, the last state
// only. A watcher's own fields are guarded by the service's mutex, which is never held while gRPC is called back into
// us, for gRPC calls back on threads of its own. Covered by tests/transport/health_service_test.cc.
#include "service/transport/health_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/service_limits.h"
#include "service/rpc/utf8_check.h"
#include "service/rpc/wire/request.pb.h"
#include "service/transport/byte_buffer.h"
#include "service/transport/call_record.h"
#include "service/transport/refused_stream.h"

namespace isnad {

using grpc::health::v1::HealthCheckResponse;

namespace {

MethodName Named(absl::string_view method, MethodKind kind) {
  return {.service = grpc::health::v1::Health::service_full_name(), .method = method, .kind = kind};
}

}  // namespace

class HealthService::Watcher final : public grpc::ServerWriteReactor<grpc::ByteBuffer> {
 public:
  Watcher(HealthService* health, CallRecord record, bool known)
      : health_(health), record_(std::move(record)), known_(known) {}

  // One step: writes the state where it is another than the last one written, or else finishes a watch that is to end.
  // With OK, for an error could overtake the last state on its way to the watcher. Called with the service's mutex
  // held.
  void Advance() {
    if (writing_ || finished_) return;
    const auto status = health_->StatusOf(known_);
    if (!broken_ && (!written_ || state_.status() != status)) {
      state_.set_status(status);
      bytes_.Clear();
      broken_ = !SerializeBytes(state_, &bytes_).ok();
      writing_ = written_ = true;
      StartWrite(&bytes_);
    } else if (broken_ || health_->ended_) {
      finished_ = true;
      Finish(record_.End(absl::OkStatus()));
    }
  }

  void OnWriteDone(bool ok) override {
    std::lock_guard<std::mutex> lock(health_->mutex_);
    if (ok) record_.MessageSent();
    writing_ = false;
    broken_ = broken_ || !ok;
    Advance();
  }
  void OnCancel() override {
    std::lock_guard<std::mutex> lock(health_->mutex_);
    broken_ = true;
    Advance();
  }
  void OnDone() override {
    health_->Remove(this);
    delete this;
  }

 private:
  HealthService* const health_;
  CallRecord record_;
  const bool known_;
  HealthCheckResponse state_;
  grpc::ByteBuffer bytes_;
  bool writing_ = false;
  bool written_ = false;
  bool broken_ = false;  // nothing reaches the watcher any more
  bool finished_ = false;
};

HealthService::HealthService(const std::vector<std::string>& services, int watches_max,
                             const CallEnvironment* environment)
    : check_(environment, Named("Check", MethodKind::kUnary)),
      watch_(environment, Named("Watch", MethodKind::kServerStream)),
      list_(environment, Named("List", MethodKind::kUnary)),
      services_(services.begin(), services.end()),
      watches_max_(watches_max) {}

void HealthService::SetServing(bool serving) {
  std::lock_guard<std::mutex> lock(mutex_);
  serving_ = serving;
  for (Watcher* watcher : watchers_) watcher->Advance();
}

void HealthService::EndWatches() {
  std::lock_guard<std::mutex> lock(mutex_);
  ended_ = true;
  for (Watcher* watcher : watchers_) watcher->Advance();
}

grpc::ServerUnaryReactor* HealthService::Check(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                               grpc::ByteBuffer* response) {
  const CallRecord record(check_, context);
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  reactor->Finish(record.End(AnswerCheck(record, *request, response)));
  return reactor;
}

absl::Status HealthService::AnswerCheck(const CallRecord& record, const grpc::ByteBuffer& request,
                                        grpc::ByteBuffer* response) {
  if (absl::Status status = record.Authorize(); !status.ok()) return status;
  record.MessageReceived();
  const absl::StatusOr<bool> known = Knows(request);
  if (!known.ok()) return known.status();
  if (!*known) {
    return MakeError(ErrorReason::kServiceNotKnown,
                     {.message = "no service of this name is served", .field = "service"});
  }
  HealthCheckResponse answer;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    answer.set_status(StatusOf(true));
  }
  record.MessageSent();
  return SerializeBytes(answer, response);
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* HealthService::Watch(grpc::CallbackServerContext* context,
                                                                 const grpc::ByteBuffer* request) {
  const CallRecord record(watch_, context);
  const absl::StatusOr<Watcher*> watcher = AddWatcher(record, *request);
  if (watcher.ok()) return *watcher;
  return new RefusedStream<grpc::ServerWriteReactor<grpc::ByteBuffer>>(record.End(watcher.status()));
}

#ifdef ISNAD_HEALTH_LIST
grpc::ServerUnaryReactor* HealthService::List(grpc::CallbackServerContext* context, const grpc::ByteBuffer*,
                                              grpc::ByteBuffer* response) {
  const CallRecord record(list_, context);
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  if (absl::Status status = record.Authorize(); !status.ok()) {
    reactor->Finish(record.End(status));
    return reactor;
  }
  record.MessageReceived();
  grpc::health::v1::HealthListResponse answer;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    (*answer.mutable_statuses())[""].set_status(StatusOf(true));
    for (const std::string& service : services_) (*answer.mutable_statuses())[service].set_status(StatusOf(true));
  }
  record.MessageSent();
  reactor->Finish(record.End(SerializeBytes(answer, response)));
  return reactor;
}
#endif

absl::StatusOr<bool> HealthService::Knows(const grpc::ByteBuffer& request) const {
  if (request.Length() > kNameRequestBytesMax) {
    return MakeError(ErrorReason::kRequestMalformed,
                     {.message = absl::StrCat("the request has ", request.Length(), " bytes; a name has fewer")});
  }
  wire::v1::HealthCheckRequest check;
  if (!ParseBytes(request, &check)) {
    return MakeError(ErrorReason::kRequestMalformed, {.message = "the bytes received are no health check request"});
  }
  if (absl::Status status = CheckUtf8(check.service(), "service"); !status.ok()) return status;
  return check.service().empty() || services_.contains(check.service());
}

HealthService::ServingStatus HealthService::StatusOf(bool known) const {
  if (!known) return HealthCheckResponse::SERVICE_UNKNOWN;
  return serving_ ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
}

absl::StatusOr<HealthService::Watcher*> HealthService::AddWatcher(const CallRecord& record,
                                                                  const grpc::ByteBuffer& request) {
  if (absl::Status status = record.Authorize(); !status.ok()) return status;
  record.MessageReceived();
  const absl::StatusOr<bool> known = Knows(request);
  if (!known.ok()) return known.status();
  std::lock_guard<std::mutex> lock(mutex_);
  if (watchers_.size() >= watches_max_) {
    return MakeError(ErrorReason::kTooManyWatchers,
                     {.message = absl::StrCat(watches_max_, " health watches are open, the most served"),
                      .limit = ReachedLimit{.value = static_cast<int64_t>(watches_max_),
                                            .found = static_cast<int64_t>(watches_max_) + 1}});
  }
  auto* watcher = new Watcher(this, record, *known);
  watchers_.insert(watcher);
  watcher->Advance();
  return watcher;
}

void HealthService::Remove(Watcher* watcher) {
  std::lock_guard<std::mutex> lock(mutex_);
  watchers_.erase(watcher);
}

}  // namespace isnad
