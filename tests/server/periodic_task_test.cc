#include "service/server/periodic_task.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace isnad {
namespace {

TEST(PeriodicTaskTest, RunsAgainAndAgain) {
  std::atomic<int> runs = 0;
  PeriodicTask task(absl::Milliseconds(1), [&runs] { ++runs; });
  while (runs < 3) std::this_thread::yield();
}

TEST(PeriodicTaskTest, EndsWithoutWaitingForTheInterval) {
  std::atomic<int> runs = 0;
  {
    PeriodicTask task(absl::Hours(1000), [&runs] { ++runs; });
  }
  EXPECT_EQ(runs, 0);
}

}  // namespace
}  // namespace isnad
