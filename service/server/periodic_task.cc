// Covered by tests/server/periodic_task_test.cc.
#include "service/server/periodic_task.h"

#include <utility>

namespace isnad {

PeriodicTask::PeriodicTask(absl::Duration interval, std::function<void()> task)
    : interval_(interval), task_(std::move(task)), thread_([this] { Run(); }) {}

PeriodicTask::~PeriodicTask() {
  {
    absl::MutexLock lock(&mutex_);
    ended_ = true;
  }
  thread_.join();
}

void PeriodicTask::Run() {
  for (;;) {
    {
      absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithTimeout(absl::Condition(&ended_), interval_)) return;
    }
    task_();
  }
}

}  // namespace isnad
