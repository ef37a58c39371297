// Something done again and again on a thread of its own, from construction to destruction: first after one interval,
// then always an interval after it has ended.
#ifndef ISNAD_SERVICE_SERVER_PERIODIC_TASK_H_
#define ISNAD_SERVICE_SERVER_PERIODIC_TASK_H_

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "absl/time/time.h"

namespace isnad {

class PeriodicTask {
 public:
  PeriodicTask(absl::Duration interval, std::function<void()> task);
  // Waits for a run in progress.
  ~PeriodicTask();
  PeriodicTask(const PeriodicTask&) = delete;
  PeriodicTask& operator=(const PeriodicTask&) = delete;

 private:
  void Run();

  const absl::Duration interval_;
  const std::function<void()> task_;
  std::mutex mutex_;  // guards ended_
  std::condition_variable ending_;
  bool ended_ = false;
  std::thread thread_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_PERIODIC_TASK_H_
