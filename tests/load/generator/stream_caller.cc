#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

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

  // Again and again: a caller of a closed loop may be just about to send, and opens a stream behind the last look.
  void End(std::chrono::milliseconds patience) override {
    const Clock::time_point cancel_from = Clock::now() + patience;
    std::set<std::shared_ptr<ArticleStream>> streams;
    do {
      AddStreamsTo(&streams);
      const bool cancel = Clock::now() >= cancel_from;
      for (const auto& stream : streams) {
        stream->End();
        if (cancel) stream->Cancel();
      }
    } while (!AllEndWithin(std::clamp<Clock::duration>(cancel_from - Clock::now(), kLookMin, kLookMax)));
  }

 private:
  static constexpr std::chrono::milliseconds kLookMin{1};
  static constexpr std::chrono::milliseconds kLookMax{50};

  void AddStreamsTo(std::set<std::shared_ptr<ArticleStream>>* streams) {
    std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& stream : streams_) {
      if (stream != nullptr) streams->insert(stream);
    }
  }

  bool AllEndWithin(Clock::duration time) {
    std::unique_lock<std::mutex> lock(mutex_);
    return ended_.wait_for(lock, time, [this] { return running_ == 0; });
  }

  std::shared_ptr<ArticleStream> StreamAt(size_t index) {
    std::shared_ptr<ArticleStream> stream;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (streams_[index] != nullptr) return streams_[index];
      stream = streams_[index] = std::make_shared<ArticleStream>(setup_, setup_.channels[index]);
      ++running_;
    }
    stream->Start();
    return stream;
  }

  void Forget(size_t index, const std::shared_ptr<ArticleStream>& stream) {
    stream->End();
    std::lock_guard<std::mutex> lock(mutex_);
    if (streams_[index] == stream) streams_[index] = nullptr;
  }

  void Ended(const std::string& result) {
    when_stream_ends_(result);
    std::lock_guard<std::mutex> lock(mutex_);
    --running_;
    ended_.notify_all();  // with the mutex held: behind it this may be gone
  }

  CallerSetup setup_;
  std::function<void(const std::string&)> when_stream_ends_;
  std::mutex mutex_;                                     // guards what is below
  std::vector<std::shared_ptr<ArticleStream>> streams_;  // by connection
  int running_ = 0;
  std::condition_variable ended_;
};

}  // namespace

std::unique_ptr<Caller> MakeStreamCaller(CallerSetup setup) { return std::make_unique<StreamCaller>(std::move(setup)); }

}  // namespace isnad::load
