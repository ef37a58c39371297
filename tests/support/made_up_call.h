// Calls without a wire: what a transport would give to the service, filled by a test, and what the service answers.
#ifndef ISNAD_TESTS_SUPPORT_MADE_UP_CALL_H_
#define ISNAD_TESTS_SUPPORT_MADE_UP_CALL_H_

#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/message_lite.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "service/rpc/call.h"
#include "service/rpc/stream_extraction.h"

namespace isnad::testing {

// A copy that shares nothing with `status`, as a transport makes one of bytes: the packaged Abseil counts references
// where ThreadSanitizer does not see it, so what two threads share would look like a race.
inline absl::Status UnsharedCopy(const absl::Status& status) {
  absl::Status copy(status.code(), status.message());
  status.ForEachPayload([&copy](absl::string_view name, const absl::Cord& payload) {
    copy.SetPayload(name, absl::Cord(std::string(payload)));
  });
  return copy;
}

// A request in a string, given in pieces as a transport gives it.
class MadeUpBytes final : public RequestBytes {
 public:
  explicit MadeUpBytes(std::string bytes, int piece_bytes = -1) : bytes_(std::move(bytes)), piece_bytes_(piece_bytes) {}

  size_t size() const override { return bytes_.size(); }
  bool Read(Reader read) const override {
    google::protobuf::io::ArrayInputStream stream(bytes_.data(), static_cast<int>(bytes_.size()), piece_bytes_);
    return read(&stream);
  }

 private:
  const std::string bytes_;
  const int piece_bytes_;  // -1: all at once
};

// What the service has logged of a call: the messages of defects.
class MadeUpLog {
 public:
  void Add(const absl::Status& status) {
    std::lock_guard<std::mutex> lock(mutex_);
    defects_.emplace_back(status.message());
  }
  std::vector<std::string> defects() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return defects_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> defects_;
};

// A unary call. The test waits for its end.
class MadeUpCall final : public UnaryCall {
 public:
  explicit MadeUpCall(std::string request, absl::Time deadline = absl::InfiniteFuture())
      : request_(std::move(request)), deadline_(deadline) {}

  bool IsCancelled() const override { return cancelled_; }
  absl::Time deadline() const override { return deadline_; }
  Locale locale() const override { return locale_; }
  void LogDefect(const absl::Status& status) const override { log_.Add(status); }
  const RequestBytes& request() const override { return request_; }
  void Finish(const absl::Status& status, const google::protobuf::MessageLite* response) override {
    // Under the mutex to the last: the call may go when it is seen to have ended.
    std::lock_guard<std::mutex> lock(mutex_);
    if (ended_) std::abort();  // twice is an error, and ends the test
    status_ = UnsharedCopy(status);
    if (response != nullptr) response_ = response->SerializeAsString();
    ended_ = true;
    changed_.notify_all();
  }

  void set_locale(Locale locale) { locale_ = locale; }
  void Cancel() { cancelled_ = true; }
  bool ended() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return ended_;
  }
  absl::Status Wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return ended_; });
    return status_;
  }
  const std::string& response() const { return response_; }
  std::vector<std::string> defects() const { return log_.defects(); }

 private:
  const MadeUpBytes request_;
  const absl::Time deadline_;
  Locale locale_ = Locale::kEnglish;
  std::atomic<bool> cancelled_{false};
  mutable MadeUpLog log_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool ended_ = false;
  absl::Status status_;
  std::string response_;
};

// A stream whose requests are all there at once, and whose answers are taken as the test says. Reads and writes end on
// a thread of its own, as a transport's do.
class MadeUpStream final : public StreamCall {
 public:
  // `answers_taken`: writes beyond these stay under way until the stream is cancelled. `open`: whether more requests
  // may come, so that a read behind the last one stays under way.
  struct Behaviour {
    size_t answers_taken = SIZE_MAX;
    bool open = false;
  };

  explicit MadeUpStream(std::vector<std::string> requests) : MadeUpStream(std::move(requests), Behaviour()) {}
  MadeUpStream(std::vector<std::string> requests, Behaviour behaviour)
      : requests_(std::move(requests)), behaviour_(behaviour), thread_([this] { Work(); }) {}
  ~MadeUpStream() override {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      gone_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

  void set_extraction(StreamExtraction* extraction) { extraction_ = extraction; }

  bool IsCancelled() const override { return cancelled_; }
  absl::Time deadline() const override { return absl::InfiniteFuture(); }
  Locale locale() const override { return Locale::kArabic; }
  void LogDefect(const absl::Status& status) const override { log_.Add(status); }
  void StartRead() override { Begin(&reading_); }
  std::unique_ptr<RequestBytes> TakeRequest() override { return std::make_unique<MadeUpBytes>(requests_[next_ - 1]); }
  void StartWrite(const google::protobuf::MessageLite& response) override {
    answers_.push_back(response.SerializeAsString());
    Begin(&writing_);
  }
  void Finish(const absl::Status& status) override {
    // Under the mutex to the last: the stream may go when it is seen to have ended.
    std::lock_guard<std::mutex> lock(mutex_);
    status_ = UnsharedCopy(status);
    ended_ = true;
    changed_.notify_all();
  }
  void Cancel() override {
    cancelled_ = true;
    changed_.notify_all();
  }

  // Waits for the end, and until nothing is under way any more, as a transport does before it lets the stream go.
  absl::Status Wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return ended_ && !reading_ && !writing_ && !calling_; });
    return status_;
  }
  // Waits until so many requests were read.
  void WaitUntilRead(size_t count) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this, count] { return next_ >= count && !calling_; });
  }
  // Waits until a write has begun that will not end by itself.
  void WaitUntilBlocked() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return writing_ && written_ == behaviour_.answers_taken; });
  }
  // Waits until so many answers were taken.
  void WaitUntilWritten(size_t count) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this, count] { return written_ >= count && !writing_ && !calling_; });
  }
  size_t reads() {
    std::lock_guard<std::mutex> lock(mutex_);
    return next_;
  }
  const std::vector<std::string>& answers() const { return answers_; }
  std::vector<std::string> defects() const { return log_.defects(); }

 private:
  void Begin(bool* under_way) {
    std::lock_guard<std::mutex> lock(mutex_);
    *under_way = true;
    changed_.notify_all();
  }
  bool ended_or_cancelled() const { return cancelled_ || ended_; }
  bool ReadCanEnd() const { return reading_ && (next_ < requests_.size() || !behaviour_.open || ended_or_cancelled()); }
  bool WriteCanEnd() const { return writing_ && (written_ < behaviour_.answers_taken || cancelled_); }

  void Work() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      changed_.wait_for(lock, std::chrono::milliseconds(1), [this] { return gone_ || ReadCanEnd() || WriteCanEnd(); });
      if (gone_) return;
      if (WriteCanEnd()) {
        const bool ok = !cancelled_;
        writing_ = false;
        ++written_;
        Call(lock, [this, ok] { extraction_.load()->OnWritten(ok); });
      } else if (ReadCanEnd()) {
        const bool ok = next_ < requests_.size() && !ended_or_cancelled();
        reading_ = false;
        if (ok) ++next_;
        Call(lock, [this, ok] { extraction_.load()->OnRead(ok); });
      }
    }
  }
  // Without the lock, for the service begins the next operation from inside.
  void Call(std::unique_lock<std::mutex>& lock, const std::function<void()>& call) {
    calling_ = true;
    lock.unlock();
    call();
    lock.lock();
    calling_ = false;
    changed_.notify_all();
  }

  const std::vector<std::string> requests_;
  const Behaviour behaviour_;
  std::atomic<StreamExtraction*> extraction_{nullptr};
  std::atomic<bool> cancelled_{false};
  absl::Status status_;
  std::vector<std::string> answers_;
  mutable MadeUpLog log_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<size_t> next_{0};  // requests read
  size_t written_ = 0;
  bool ended_ = false;
  bool reading_ = false;
  bool writing_ = false;
  bool calling_ = false;
  bool gone_ = false;
  std::thread thread_;  // last: it uses the rest
};

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_MADE_UP_CALL_H_
