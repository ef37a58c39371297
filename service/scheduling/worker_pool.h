// A fixed number of threads with two queues. Interactive tasks run in order of arrival and before bulk tasks, but after
// a few of them a bulk task that waits has its turn, so that it begins under any load. It then makes way: it calls
// MakeWay every few milliseconds, which runs the interactive tasks that wait, on the same thread, and returns. So a
// megabyte of text holds nobody up, on however few processors.
//
// A queued task whose outcome nobody waits for any more need not wait for its turn: HurryOver lets it run next. Who
// calls it once a second bounds by a second how long a call stays queued past its deadline or cancel.
//
// Tasks must not throw nor block on other tasks. Run may be called from any thread, tasks included.
#ifndef ISNAD_SERVICE_SCHEDULING_WORKER_POOL_H_
#define ISNAD_SERVICE_SCHEDULING_WORKER_POOL_H_

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "service/scheduling/lane.h"

namespace isnad {

// The most interactive tasks that overtake a bulk task at a time, one that waits as well as one under way: under any
// load it goes on after some ten milliseconds and sees that it is to stop.
inline constexpr int kTasksBetweenBulkWork = 4;

// How long a bulk task works after it was overtaken before it makes way again: with tasks of some milliseconds it gets
// a tenth of the thread or more. Without it the share would hang on how often it asks, which is every few words.
inline constexpr std::chrono::milliseconds kBulkSlice(2);

class WorkerPool {
 public:
  using Task = absl::AnyInvocable<void()>;
  // Whether a queued task is over before it has begun: to run it is no work any more, and it makes no way. Asked with
  // the pool locked: reads a clock or a flag and returns. Once true it stays true.
  using IsOver = absl::AnyInvocable<bool() const>;

  // `workers` threads, at least one; 0: one for each processor.
  explicit WorkerPool(int workers);
  // Runs the tasks that are queued, then ends the threads.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Queues a task; never blocks on the work of others. `is_over`: nullptr where it is never over.
  void Run(Lane lane, Task task, IsOver is_over = nullptr);

  // Queued tasks that are over run before all others.
  void HurryOver();

  // Called by a running bulk task: runs the interactive tasks that wait, kTasksBetweenBulkWork at most. Whether there
  // were any.
  bool MakeWay();

  // How many threads `workers` stands for.
  static int ThreadCount(int workers);

  int workers() const { return static_cast<int>(threads_.size()); }
  // Tasks that wait, at this moment.
  size_t waiting(Lane lane) const;

 private:
  struct Queued {
    Task task;
    IsOver is_over;
  };

  void Work();
  // Both with the mutex held.
  bool TakeNext(Task* task);
  bool HasWork() const { return ended_ || !interactive_.empty() || !bulk_.empty(); }

  // Guards what follows. std::mutex, which ThreadSanitizer sees through in any build of Abseil.
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Queued> interactive_;
  std::deque<Queued> bulk_;
  int overtakers_ = 0;  // interactive tasks taken since the last bulk task, while one waited
  bool ended_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SCHEDULING_WORKER_POOL_H_
