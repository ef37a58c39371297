// Over the generic stub: a request's bytes are shared by all calls that send them, and an answer is parsed only where
// its content counts, so that the generator needs little of the machine that it measures.
#include <grpcpp/generic/generic_stub.h>

#include <mutex>
#include <random>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tests/load/generator/caller.h"

namespace isnad::load {
namespace {

using Stub = grpc::TemplatedGenericStub<grpc::ByteBuffer, grpc::ByteBuffer>;

struct Call {
  grpc::ClientContext context;
  grpc::ByteBuffer answer;
  CallOutcome outcome;
};

void TakePushback(const grpc::ClientContext& context, CallOutcome* outcome) {
  const auto& trailers = context.GetServerTrailingMetadata();
  const auto pushback = trailers.find("grpc-retry-pushback-ms");
  int64_t pushback_ms = 0;
  if (pushback == trailers.end()) return;
  if (absl::SimpleAtoi(absl::string_view(pushback->second.data(), pushback->second.size()), &pushback_ms)) {
    outcome->pushback_ms = pushback_ms;
  }
}

class UnaryCaller final : public Caller {
 public:
  explicit UnaryCaller(CallerSetup setup) : setup_(std::move(setup)), random_(setup_.options.seed) {
    for (const auto& channel : setup_.channels) stubs_.push_back(std::make_unique<Stub>(channel));
    if (setup_.options.cancel_within_ms > 0) canceller_ = std::make_unique<Canceller>();
  }

  void Start(int64_t number, Clock::time_point due, WhenDone done) override {
    auto call = std::make_shared<Call>();
    call->outcome.due = due;
    call->outcome.sent = Clock::now();
    call->context.set_deadline(std::chrono::system_clock::now() +
                               std::chrono::milliseconds(setup_.options.deadline_ms));
    AddToken(setup_.bearer_token, &call->context);
    const PreparedRequest& request = setup_.requests.Of(number);
    stubs_[static_cast<size_t>(number) % stubs_.size()]->UnaryCall(
        &call->context, setup_.requests.method(), {}, &request.bytes, &call->answer,
        [this, call, &request, done = std::move(done)](const grpc::Status& status) mutable {
          Take(request, status, call.get());
          const CallOutcome outcome = std::move(call->outcome);
          // Before `done`, behind which the channels may go: the last hold on one must not end on gRPC's own thread.
          call.reset();
          done(outcome);
        });
    if (canceller_ != nullptr) canceller_->At(CancelTime(), [call] { call->context.TryCancel(); });
  }

  // Deadlines end the calls.
  void End(std::chrono::milliseconds) override {}

 private:
  void Take(const PreparedRequest& request, const grpc::Status& status, Call* call) const {
    CallOutcome& outcome = call->outcome;
    outcome.ended = Clock::now();
    TakeStatus(WireStatus(status), &outcome);
    if (status.ok()) setup_.requests.TakeAnswer(request, call->answer, &outcome);
    if (!status.ok()) TakePushback(call->context, &outcome);
  }

  Clock::time_point CancelTime() {
    std::lock_guard<std::mutex> lock(mutex_);
    const double after_ms = UnitNumber(random_) * setup_.options.cancel_within_ms;
    return Clock::now() + std::chrono::microseconds(static_cast<int64_t>(after_ms * 1000));
  }

  const CallerSetup setup_;
  std::vector<std::unique_ptr<Stub>> stubs_;
  std::mutex mutex_;  // guards random_
  std::mt19937_64 random_;
  std::unique_ptr<Canceller> canceller_;
};

}  // namespace

std::unique_ptr<Caller> MakeUnaryCaller(CallerSetup setup) { return std::make_unique<UnaryCaller>(std::move(setup)); }

google::rpc::Status WireStatus(const grpc::Status& status) {
  google::rpc::Status wire;
  if (!status.error_details().empty() && wire.ParseFromString(status.error_details())) return wire;
  wire.Clear();
  wire.set_code(static_cast<int>(status.error_code()));
  return wire;
}

void AddToken(const std::string& bearer_token, grpc::ClientContext* context) {
  // As plain metadata: gRPC's call credentials would refuse a connection without TLS, which loopback may be.
  if (!bearer_token.empty()) context->AddMetadata("authorization", absl::StrCat("Bearer ", bearer_token));
}

}  // namespace isnad::load
