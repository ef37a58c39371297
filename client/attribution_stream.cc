// gRPC's callback stream behind blocking calls: unlike its blocking stream, waiting can be bounded. gRPC keeps a call
// open as long as it is held (AddHold), so that writes and reads from other threads never meet a call that is gone.
// Covered by tests/client/attribution_stream_test.cc.
#include "client/attribution_stream.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/error_details.h"
#include "grpcpp/support/client_callback.h"

namespace isnad {

using Clock = std::chrono::steady_clock;
using Request = v1::StreamExtractAttributionsRequest;
using Response = v1::StreamExtractAttributionsResponse;

class AttributionStream::Call final : public grpc::ClientBidiReactor<Request, Response> {
 public:
  Call(v1::AttributionService::Stub& service, std::unique_ptr<grpc::ClientContext> context,
       std::chrono::milliseconds idle_max)
      : context_(std::move(context)), idle_max_(idle_max) {
    service.async()->StreamExtractAttributions(context_.get(), this);
    AddHold();
    StartCall();
  }

  ~Call() override { Finish().IgnoreError(); }

  bool Write(const Request& request) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (write_over_) return false;
      writing_ = true;
      ++owed_;
      moved_ = Clock::now();  // what nothing was owed for so far is not this article's time
    }
    StartWrite(&request);  // alive until OnWriteDone, for which this waits
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return !writing_; });
    return !write_over_;
  }

  void FinishWrites() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (write_over_) return;
      write_over_ = true;
      writing_ = true;
      moved_ = Clock::now();
    }
    StartWritesDone();
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return !writing_; });
  }

  bool Read(Response& response) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (read_over_) return false;
      reading_ = true;
      moved_ = Clock::now();
    }
    StartRead(&response);
    std::unique_lock<std::mutex> lock(mutex_);
    while (!changed_.wait_until(lock, moved_ + idle_max_, [this] { return !reading_; })) {
      if (owed_ == 0 && !write_over_) moved_ = Clock::now();  // nothing to wait for but the next article
      if (Clock::now() < moved_ + idle_max_) continue;
      stood_still_ = true;
      context_->TryCancel();
      changed_.wait(lock, [this] { return !reading_; });
    }
    return !read_over_;
  }

  void Cancel() { context_->TryCancel(); }

  absl::Status Finish() {
    std::unique_lock<std::mutex> lock(mutex_);
    if (!released_) {
      if (!read_over_) context_->TryCancel();
      write_over_ = true;
      read_over_ = true;
      released_ = true;
      lock.unlock();
      RemoveHold();
      lock.lock();
    }
    changed_.wait(lock, [this] { return done_; });
    if (stood_still_) {
      return absl::DeadlineExceededError(absl::StrCat("the stream stood still for ", idle_max_.count(), " ms"));
    }
    if (status_.ok() && owed_ > 0) {
      return absl::InternalError(absl::StrCat("the server ended the stream with ", owed_, " articles not answered"));
    }
    return ToAbslStatus(status_);
  }

  void OnWriteDone(bool ok) override {
    std::lock_guard<std::mutex> lock(mutex_);
    writing_ = false;
    write_over_ = write_over_ || !ok;
    Moved();
  }

  void OnWritesDoneDone(bool) override {
    std::lock_guard<std::mutex> lock(mutex_);
    writing_ = false;
    Moved();
  }

  void OnReadDone(bool ok) override {
    std::lock_guard<std::mutex> lock(mutex_);
    reading_ = false;
    read_over_ = read_over_ || !ok;
    if (ok) --owed_;
    Moved();
  }

  void OnDone(const grpc::Status& status) override {
    std::lock_guard<std::mutex> lock(mutex_);
    status_ = status;
    done_ = true;
    changed_.notify_all();
  }

 private:
  void Moved() {
    moved_ = Clock::now();
    changed_.notify_all();
  }

  const std::unique_ptr<grpc::ClientContext> context_;
  const std::chrono::milliseconds idle_max_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool writing_ = false;     // a write that gRPC has not reported yet
  bool reading_ = false;     // a read likewise
  bool write_over_ = false;  // no article can follow
  bool read_over_ = false;   // no answer will follow
  int64_t owed_ = 0;         // articles without their answer
  Clock::time_point moved_;  // when an article or an answer last passed
  bool stood_still_ = false;
  bool released_ = false;
  bool done_ = false;
  grpc::Status status_;
};

AttributionStream::AttributionStream(v1::AttributionService::Stub& service,
                                     std::unique_ptr<grpc::ClientContext> context, std::chrono::milliseconds idle_max)
    : call_(std::make_unique<Call>(service, std::move(context), idle_max)) {}

AttributionStream::AttributionStream(AttributionStream&&) noexcept = default;
AttributionStream& AttributionStream::operator=(AttributionStream&&) noexcept = default;
AttributionStream::~AttributionStream() = default;

bool AttributionStream::Write(const Request& request) { return call_->Write(request); }

void AttributionStream::FinishWrites() { call_->FinishWrites(); }

bool AttributionStream::Read(Response& response) { return call_->Read(response); }

absl::Status AttributionStream::Finish() { return call_->Finish(); }

void AttributionStream::Cancel() { call_->Cancel(); }

}  // namespace isnad
