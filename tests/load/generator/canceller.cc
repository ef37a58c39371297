#include "tests/load/generator/canceller.h"

#include <utility>

namespace isnad::load {

Canceller::~Canceller() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
    changed_.notify_one();
  }
  thread_.join();
}

void Canceller::At(Clock::time_point time, std::function<void()> cancel) {
  std::lock_guard<std::mutex> lock(mutex_);
  waiting_.emplace(time, std::move(cancel));
  changed_.notify_one();
}

void Canceller::Work() {
  for (;;) {
    std::function<void()> cancel;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      while (!ended_ && (waiting_.empty() || waiting_.begin()->first > Clock::now())) {
        if (waiting_.empty()) {
          changed_.wait(lock);
        } else {
          changed_.wait_until(lock, Clock::time_point(waiting_.begin()->first));
        }
      }
      if (ended_) return;
      cancel = std::move(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
    }
    cancel();
  }
}

}  // namespace isnad::load
