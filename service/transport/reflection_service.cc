// Both versions have the same bytes on the wire (tests/rpc/wire_test.cc), so that one stream class serves them in raw
// form. A stream reads, answers and reads again: only one operation is under way. Covered by
// tests/transport/reflection_service_test.cc.
#include "service/transport/reflection_service.h"

#include <google/protobuf/descriptor.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/service_limits.h"
#include "service/rpc/wire/request.pb.h"
#include "service/transport/byte_buffer.h"
#include "service/transport/call_record.h"

namespace isnad {
namespace {

// By its messages' file, for the linker takes in no descriptors that nothing names.
template <typename Request>
std::string ServiceOf() {
  return std::string(Request::descriptor()->file()->service(0)->full_name());
}

std::vector<std::string> WithReflection(std::vector<std::string> services) {
  services.push_back(ServiceOf<grpc::reflection::v1::ServerReflectionRequest>());
  services.push_back(ServiceOf<grpc::reflection::v1alpha::ServerReflectionRequest>());
  return services;
}

absl::Status Ended() { return MakeError(ErrorReason::kDraining, {.message = "the server is about to stop"}); }

}  // namespace

class ReflectionService::Stream final : public Reactor {
 public:
  Stream(ReflectionService* reflection, CallRecord record) : reflection_(reflection), record_(std::move(record)) {}

  // Reads the next question.
  void Read() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!finished_) StartRead(&question_);
  }

  void End(const absl::Status& status) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (std::exchange(finished_, true)) return;
    Finish(record_.End(status));
  }

  void OnReadDone(bool ok) override {
    if (!ok) return End(absl::OkStatus());
    if (absl::Status status = Answer(); !status.ok()) return End(status);
    std::lock_guard<std::mutex> lock(mutex_);
    record_.MessageReceived();
    if (!finished_) StartWrite(&answer_);
  }
  void OnWriteDone(bool ok) override {
    if (!ok) return End(absl::OkStatus());
    Sent();
    Read();
  }
  void OnDone() override {
    reflection_->Remove(this);
    delete this;
  }

 private:
  void Sent() {
    std::lock_guard<std::mutex> lock(mutex_);
    record_.MessageSent();
  }

  absl::Status Answer() {
    if (++questions_ > reflection_->requests_max_) {
      const int questions_max = reflection_->requests_max_;
      return MakeError(ErrorReason::kTooManyQuestions,
                       {.message = absl::StrCat("the stream has had ", questions_max, " requests, the most served"),
                        .limit = ReachedLimit{.value = questions_max, .found = questions_}});
    }
    if (question_.Length() > kNameRequestBytesMax) {
      return MakeError(ErrorReason::kRequestMalformed,
                       {.message = absl::StrCat("the request has ", question_.Length(), " bytes; a name has fewer")});
    }
    wire::v1::ServerReflectionRequest request;
    if (!ParseBytes(question_, &request)) {
      return MakeError(ErrorReason::kRequestMalformed, {.message = "the bytes received are no reflection request"});
    }
    grpc::reflection::v1::ServerReflectionResponse response;
    if (absl::Status status = reflection_->descriptions_.Answer(request, &response); !status.ok()) return status;
    return SerializeBytes(response, &answer_);
  }

  ReflectionService* const reflection_;
  CallRecord record_;  // guarded by mutex_
  grpc::ByteBuffer question_;
  grpc::ByteBuffer answer_;
  int questions_ = 0;
  std::mutex mutex_;  // guards what is below
  bool finished_ = false;
};

ReflectionService::ReflectionService(std::vector<std::string> services, int requests_max,
                                     const CallEnvironment* environment)
    : descriptions_(WithReflection(std::move(services))),
      requests_max_(requests_max),
      v1_(this, environment),
      v1alpha_(this, environment) {}

void ReflectionService::Register(grpc::ServerBuilder* builder) {
  builder->RegisterService(&v1_);
  builder->RegisterService(&v1alpha_);
}

ReflectionService::Reactor* ReflectionService::Open(const CallRecord& record) {
  const absl::Status allowed = record.Authorize();
  auto* stream = new Stream(this, record);
  std::lock_guard<std::mutex> lock(mutex_);
  streams_.insert(stream);
  if (!allowed.ok()) {
    stream->End(allowed);
  } else if (ended_) {
    stream->End(Ended());
  } else {
    stream->Read();
  }
  return stream;
}

void ReflectionService::EndStreams() {
  std::lock_guard<std::mutex> lock(mutex_);
  ended_ = true;
  for (Stream* stream : streams_) stream->End(Ended());
}

void ReflectionService::Remove(Stream* stream) {
  std::lock_guard<std::mutex> lock(mutex_);
  streams_.erase(stream);
}

}  // namespace isnad
