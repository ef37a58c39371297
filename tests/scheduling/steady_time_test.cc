#include "service/scheduling/steady_time.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace isnad {
namespace {

TEST(SteadyTimeTest, MovesBothWaysAndEndsAtForever) {
  const SteadyTime now = SteadyNow();
  EXPECT_EQ(Moved(now, absl::Milliseconds(5)), now + std::chrono::milliseconds(5));
  EXPECT_EQ(Moved(now, -absl::Milliseconds(5)), now - std::chrono::milliseconds(5));
  EXPECT_EQ(Moved(now, absl::InfiniteDuration()), SteadyTime::max());
  EXPECT_LT(Moved(now, -absl::InfiniteDuration()), now);
}

TEST(SteadyTimeTest, ADeadlineOfTheWallClockIsAsFarOff) {
  const SteadyTime before = SteadyNow();
  const SteadyTime deadline = OnSteadyClock(absl::Now() + absl::Hours(1));
  // What lies between the readings of the two clocks, on a machine that stands still at times.
  EXPECT_GT(deadline, before + std::chrono::minutes(59));
  EXPECT_LT(deadline, before + std::chrono::minutes(61));
  EXPECT_EQ(OnSteadyClock(absl::InfiniteFuture()), SteadyTime::max());
  EXPECT_LT(OnSteadyClock(absl::InfinitePast()), before);
}

TEST(SteadyTimeTest, NoTimeIsNegative) { EXPECT_GE(Since(SteadyNow()), absl::ZeroDuration()); }

}  // namespace
}  // namespace isnad
