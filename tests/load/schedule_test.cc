#include "tests/load/generator/schedule.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad::load {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using ::testing::ElementsAre;

std::vector<nanoseconds> Times(Schedule schedule, int calls) {
  std::vector<nanoseconds> times;
  for (int call = 0; call < calls; ++call) times.push_back(schedule.Next());
  return times;
}

TEST(Schedule, SpacesEvenly) {
  EXPECT_THAT(Times(Schedule(250, Spacing::kEven, 1), 4),
              ElementsAre(milliseconds(0), milliseconds(4), milliseconds(8), milliseconds(12)));
}

TEST(Schedule, AddsNoErrorUpOverMillionsOfCalls) {
  Schedule schedule(3, Spacing::kEven, 1);
  nanoseconds last(0);
  for (int call = 0; call <= 3'000'000; ++call) last = schedule.Next();
  EXPECT_NEAR(static_cast<double>(last.count()), 1e6 * 1e9, 1e3);
}

TEST(Schedule, KeepsTheRateOfRandomTimesAndTheirSpread) {
  constexpr int kCalls = 100'000;
  const std::vector<nanoseconds> times = Times(Schedule(1000, Spacing::kPoisson, 7), kCalls);
  int later_than_mean = 0;
  for (int call = 1; call < kCalls; ++call) {
    ASSERT_GE(times[call], times[call - 1]);
    later_than_mean += times[call] - times[call - 1] > milliseconds(1);
  }
  // 100 s give or take five standard deviations; of exponential gaps 1/e are longer than the mean.
  EXPECT_NEAR(static_cast<double>(times.back().count()) * 1e-9, 100, 1.6);
  EXPECT_NEAR(later_than_mean / static_cast<double>(kCalls), 0.3679, 0.01);
}

TEST(Schedule, GivesTheSameTimesForTheSameSeed) {
  EXPECT_EQ(Times(Schedule(1000, Spacing::kPoisson, 3), 100), Times(Schedule(1000, Spacing::kPoisson, 3), 100));
  EXPECT_NE(Times(Schedule(1000, Spacing::kPoisson, 3), 100), Times(Schedule(1000, Spacing::kPoisson, 4), 100));
}

}  // namespace
}  // namespace isnad::load
