// Covered by tests/server/periodic_task_test.cc.
#include "service/server/periodic_task.h"

#include <utility>

namespace isnad {

PeriodicTask::PeriodicTask(absl::Duration interval, std::function<void()> task)
    : interval_(interval), task_(std::move(task)), thread_([this] { Run(); }) {}

PeriodicTask::~PeriodicTask() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
    ending_.notify_all();
  }
  thread_.join();
}

void PeriodicTask::Run() {
  for (;;) {
    {
      std::unique_lock<std::mutex> lock(mutex_);
      if (ending_.wait_for(lock, absl::ToChronoNanoseconds(interval_), [this] { return ended_; })) return;
    }
    task_();
  }
}

}  // namespace isnad
