// Cancels calls after a time of their own, on one thread. Any thread may add.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_CANCELLER_H_
#define ISNAD_TESTS_LOAD_GENERATOR_CANCELLER_H_

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "tests/load/generator/call_outcome.h"

namespace isnad::load {

class Canceller {
 public:
  Canceller() : thread_([this] { Work(); }) {}
  // Forgets what is not due yet.
  ~Canceller();
  Canceller(const Canceller&) = delete;
  Canceller& operator=(const Canceller&) = delete;

  // Runs `cancel` at `time`; it keeps alive what it cancels.
  void At(Clock::time_point time, std::function<void()> cancel);

 private:
  void Work();

  std::mutex mutex_;  // guards what is below
  std::condition_variable changed_;
  std::multimap<Clock::time_point, std::function<void()>> waiting_;
  bool ended_ = false;
  std::thread thread_;  // last: it starts when the rest is there
};

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_CANCELLER_H_
