#include "service/scheduling/worker_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
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

// An interactive task that queues itself again, until `ends` or, should nothing end it, some thousand times.
struct NeverEnding {
  WorkerPool* pool;
  std::atomic<bool>* ends;
  std::atomic<int>* runs;
  void operator()() const {
    if (++*runs < 10000 && !*ends) pool->Run(Lane::kInteractive, *this);
  }
};

TEST(WorkerPoolTest, AQueuedBulkTaskBeginsAndEndsUnderNeverEndingLoad) {
  std::atomic<bool> ended = false;
  std::atomic<int> runs = 0;
  int runs_at_begin = 0;
  int runs_at_end = 0;
  {
    WorkerPool pool(1);
    pool.Run(Lane::kBulk, [&] {
      for (int i = 0; i < 3 * kTasksBetweenBulkWork; ++i) {
        pool.Run(Lane::kInteractive, NeverEnding{.pool = &pool, .ends = &ended, .runs = &runs});
      }
      pool.Run(Lane::kBulk, [&] {
        runs_at_begin = runs;
        for (int i = 0; i < 5; ++i) pool.MakeWay();
        runs_at_end = runs;
        ended = true;
      });
    });
  }
  EXPECT_EQ(runs_at_begin, kTasksBetweenBulkWork);
  EXPECT_EQ(runs_at_end, 6 * kTasksBetweenBulkWork);
}

// What a batch does: each article queues the next one.
TEST(WorkerPoolTest, BulkTasksInARowGoOnUnderNeverEndingLoad) {
  std::atomic<bool> ended = false;
  std::atomic<int> runs = 0;
  std::vector<int> runs_at_steps;
  std::function<void()> step;
  {
    WorkerPool pool(1);
    step = [&] {
      runs_at_steps.push_back(runs);
      ended = runs_at_steps.size() == 4;
      if (!ended) pool.Run(Lane::kBulk, step);
    };
    pool.Run(Lane::kBulk, [&] {
      for (int i = 0; i < 3; ++i) {
        pool.Run(Lane::kInteractive, NeverEnding{.pool = &pool, .ends = &ended, .runs = &runs});
      }
      step();
    });
  }
  const int turn = kTasksBetweenBulkWork;
  EXPECT_THAT(runs_at_steps, ElementsAre(0, turn, 2 * turn, 3 * turn));
}

TEST(WorkerPoolTest, NoBulkTaskOvertakesBecauseOthersRanBefore) {
  std::vector<std::string> order;
  {
    WorkerPool pool(1);
    pool.Run(Lane::kBulk, [&pool, &order] {
      for (int i = 0; i < 2 * kTasksBetweenBulkWork; ++i) pool.Run(Lane::kInteractive, [] {});
      pool.Run(Lane::kInteractive, [&pool, &order] {
        pool.Run(Lane::kBulk, [&order] { order.push_back("bulk"); });
        pool.Run(Lane::kInteractive, [&order] { order.push_back("interactive"); });
      });
    });
  }
  EXPECT_THAT(order, ElementsAre("interactive", "bulk"));
}

TEST(WorkerPoolTest, WhatIsOverRunsBeforeAllOthers) {
  std::vector<std::string> order;
  bool is_over = false;
  {
    WorkerPool pool(1);
    pool.Run(Lane::kBulk, [&] {
      const auto append = [&order](const char* name) { return [&order, name] { order.push_back(name); }; };
      const auto over = [&is_over] { return is_over; };
      const auto never = [] { return false; };
      pool.Run(Lane::kInteractive, append("interactive"), never);
      pool.Run(Lane::kInteractive, append("interactive over"), over);
      pool.Run(Lane::kBulk, append("bulk 1"));
      pool.Run(Lane::kBulk, append("bulk over 1"), over);
      pool.Run(Lane::kBulk, append("bulk 2"), never);
      pool.Run(Lane::kBulk, append("bulk over 2"), over);
      pool.HurryOver();
      EXPECT_EQ(pool.waiting(Lane::kBulk), 4u) << "nothing is over yet";
      is_over = true;
      pool.HurryOver();
    });
  }
  EXPECT_THAT(order, ElementsAre("interactive over", "bulk over 1", "bulk over 2", "interactive", "bulk 1", "bulk 2"));
}

TEST(WorkerPoolTest, HasAWorkerForEachProcessorByDefault) { EXPECT_GE(WorkerPool(0).workers(), 1); }

}  // namespace
}  // namespace isnad
