#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "tests/load/generator/article_stream.h"
#include "tests/load/generator/caller.h"

namespace isnad::load {
namespace {

class StreamCaller final : public Caller {
 public:
  explicit StreamCaller(CallerSetup setup) : setup_(std::move(setup)), streams_(setup_.channels.size()) {
    when_stream_ends_ = std::exchange(setup_.when_stream_ends, [this](const std::string& result) { Ended(result); });
  }

  void Start(int64_t number, Clock::time_point due, WhenDone done) override {
    const size_t index = static_cast<size_t>(number) % streams_.size();
    const PreparedRequest& request = setup_.requests.Of(number);
    for (;;) {
      const std::shared_ptr<ArticleStream> stream = StreamAt(index);
      if (stream->Send(request, due, done)) return;
      Forget(index, stream);
    }
  }

  void End(std::chrono::milliseconds patience) override {
    std::vector<std::shared_ptr<ArticleStream>> streams;
    {
      absl::MutexLock lock(&mutex_);
      streams = streams_;
    }
    for (const auto& stream : streams) {
      if (stream != nullptr) stream->End();
    }
    {
      absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithTimeout(absl::Condition(this, &StreamCaller::NoneRuns), absl::FromChrono(patience))) return;
    }
    for (const auto& stream : streams) {
      if (stream != nullptr) stream->Cancel();
    }
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &StreamCaller::NoneRuns));
  }

 private:
  std::shared_ptr<ArticleStream> StreamAt(size_t index) {
    std::shared_ptr<ArticleStream> stream;
    {
      absl::MutexLock lock(&mutex_);
      if (streams_[index] != nullptr) return streams_[index];
      stream = streams_[index] = std::make_shared<ArticleStream>(setup_, setup_.channels[index]);
      ++running_;
    }
    stream->Start();
    return stream;
  }

  void Forget(size_t index, const std::shared_ptr<ArticleStream>& stream) {
    stream->End();
    absl::MutexLock lock(&mutex_);
    if (streams_[index] == stream) streams_[index] = nullptr;
  }

  void Ended(const std::string& result) {
    when_stream_ends_(result);
    absl::MutexLock lock(&mutex_);
    --running_;
  }

  bool NoneRuns() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return running_ == 0; }

  CallerSetup setup_;
  std::function<void(const std::string&)> when_stream_ends_;
  absl::Mutex mutex_;
  std::vector<std::shared_ptr<ArticleStream>> streams_ ABSL_GUARDED_BY(mutex_);  // by connection
  int running_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

std::unique_ptr<Caller> MakeStreamCaller(CallerSetup setup) { return std::make_unique<StreamCaller>(std::move(setup)); }

}  // namespace isnad::load
