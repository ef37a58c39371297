#include "tests/load/generator/canceller.h"

#include <utility>

#include "absl/time/time.h"

namespace isnad::load {

Canceller::~Canceller() {
  {
    absl::MutexLock lock(&mutex_);
    ended_ = true;
    changed_.Signal();
  }
  thread_.join();
}

void Canceller::At(Clock::time_point time, std::function<void()> cancel) {
  absl::MutexLock lock(&mutex_);
  waiting_.emplace(time, std::move(cancel));
  changed_.Signal();
}

void Canceller::Work() {
  for (;;) {
    std::function<void()> cancel;
    {
      absl::MutexLock lock(&mutex_);
      while (!ended_ && (waiting_.empty() || waiting_.begin()->first > Clock::now())) {
        if (waiting_.empty()) {
          changed_.Wait(&mutex_);
        } else {
          changed_.WaitWithTimeout(&mutex_, absl::FromChrono(waiting_.begin()->first - Clock::now()));
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
