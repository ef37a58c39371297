#include "service/scheduling/worker_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "absl/synchronization/notification.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;

TEST(WorkerPoolTest, RunsWhatIsQueuedBeforeItEnds) {
  std::atomic<int> done = 0;
  {
    WorkerPool pool(3);
    EXPECT_EQ(pool.workers(), 3);
    for (int i = 0; i < 1000; ++i) pool.Run(i % 2 == 0 ? Lane::kInteractive : Lane::kBulk, [&done] { ++done; });
  }
  EXPECT_EQ(done, 1000);
}

// One worker, held until everything is queued: the order is then the pool's choice alone.
TEST(WorkerPoolTest, InteractiveTasksOvertakeBulkTasks) {
  std::vector<std::string> order;
  {
    absl::Notification held;
    absl::Notification queued;
    WorkerPool pool(1);
    pool.Run(Lane::kBulk, [&held, &queued] {
      held.Notify();
      queued.WaitForNotification();
    });
    held.WaitForNotification();
    pool.Run(Lane::kBulk, [&order] { order.push_back("bulk 1"); });
    pool.Run(Lane::kInteractive, [&order] { order.push_back("interactive 1"); });
    pool.Run(Lane::kBulk, [&order] { order.push_back("bulk 2"); });
    pool.Run(Lane::kInteractive, [&order] { order.push_back("interactive 2"); });
    queued.Notify();
  }
  EXPECT_THAT(order, ElementsAre("interactive 1", "interactive 2", "bulk 1", "bulk 2"));
}

TEST(WorkerPoolTest, ABulkTaskMakesWay) {
  std::vector<std::string> order;
  {
    WorkerPool pool(1);
    pool.Run(Lane::kBulk, [&pool, &order] {
      order.push_back("first half");
      pool.Run(Lane::kInteractive, [&order] { order.push_back("interactive"); });
      pool.Run(Lane::kBulk, [&order] { order.push_back("next bulk"); });
      pool.MakeWay();
      order.push_back("second half");
      pool.MakeWay();
    });
  }
  EXPECT_THAT(order, ElementsAre("first half", "interactive", "second half", "next bulk"));
}

TEST(WorkerPoolTest, ABulkTaskGoesOnUnderAnyLoad) {
  int overtaken = 0;
  int overtaken_at_end = 0;
  {
    WorkerPool pool(1);
    pool.Run(Lane::kBulk, [&pool, &overtaken, &overtaken_at_end] {
      for (int i = 0; i < 3 * kTasksBetweenBulkWork; ++i) {
        pool.Run(Lane::kInteractive, [&overtaken] { ++overtaken; });
      }
      pool.MakeWay();
      overtaken_at_end = overtaken;
    });
  }
  EXPECT_EQ(overtaken_at_end, kTasksBetweenBulkWork);
  EXPECT_EQ(overtaken, 3 * kTasksBetweenBulkWork);
}

TEST(WorkerPoolTest, HasAWorkerForEachProcessorByDefault) { EXPECT_GE(WorkerPool(0).workers(), 1); }

}  // namespace
}  // namespace isnad
