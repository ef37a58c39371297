// One mutex for both queues: a task lasts a millisecond or more, the lock some ten nanoseconds. Covered by
// tests/scheduling/worker_pool_test.cc, also under ThreadSanitizer.
#include "service/scheduling/worker_pool.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace isnad {

int WorkerPool::ThreadCount(int workers) {
  const int processors = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  return workers > 0 ? workers : processors;
}

WorkerPool::WorkerPool(int workers) {
  const int count = ThreadCount(workers);
  threads_.reserve(count);
  for (int i = 0; i < count; ++i) threads_.emplace_back([this] { Work(); });
}

WorkerPool::~WorkerPool() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void WorkerPool::Run(Lane lane, Task task, IsOver is_over) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    (lane == Lane::kInteractive ? interactive_ : bulk_).push_back({std::move(task), std::move(is_over)});
  }
  changed_.notify_one();
}

void WorkerPool::HurryOver() {
  std::lock_guard<std::mutex> lock(mutex_);
  const auto waits = [](const Queued& queued) { return queued.is_over == nullptr || !queued.is_over(); };
  std::deque<Queued> over;
  for (std::deque<Queued>* queue : {&interactive_, &bulk_}) {
    const auto first_over = std::stable_partition(queue->begin(), queue->end(), waits);
    std::move(first_over, queue->end(), std::back_inserter(over));
    queue->erase(first_over, queue->end());
  }
  std::move(interactive_.begin(), interactive_.end(), std::back_inserter(over));
  interactive_ = std::move(over);
}

bool WorkerPool::MakeWay() {
  for (int done = 0; done < kTasksBetweenBulkWork; ++done) {
    Task task;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (interactive_.empty()) return done > 0;
      task = std::move(interactive_.front().task);
      interactive_.pop_front();
    }
    task();
  }
  return true;
}

size_t WorkerPool::waiting(Lane lane) const {
  std::lock_guard<std::mutex> lock(mutex_);
  return lane == Lane::kInteractive ? interactive_.size() : bulk_.size();
}

void WorkerPool::Work() {
  for (;;) {
    Task task;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      changed_.wait(lock, [this] { return HasWork(); });
      if (!TakeNext(&task)) return;
    }
    task();
  }
}

bool WorkerPool::TakeNext(Task* task) {
  const bool is_turn_of_bulk = interactive_.empty() || overtakers_ >= kTasksBetweenBulkWork;
  std::deque<Queued>& queue = is_turn_of_bulk && !bulk_.empty() ? bulk_ : interactive_;
  if (queue.empty()) return false;
  overtakers_ = &queue == &bulk_ || bulk_.empty() ? 0 : overtakers_ + 1;
  *task = std::move(queue.front().task);
  queue.pop_front();
  return true;
}

}  // namespace isnad
