#include "deploy/image/reset_pace.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <thread>
#include <vector>

namespace isnad {
namespace {

constexpr int64_t kStart = 5 * kNanosecondsPerSecond;

TEST(ResetAllowanceTest, CostsNothingUpToItsEnd) {
  ResetAllowance allowance;
  EXPECT_EQ(allowance.Past(ResetAllowance::kPerSecond - 1, kStart), 0u);
  EXPECT_EQ(allowance.Past(1, kStart), 0u);
  EXPECT_EQ(allowance.Past(1, kStart), 1u);
}

TEST(ResetAllowanceTest, CountsWhatIsPastItAlone) {
  ResetAllowance allowance;
  EXPECT_EQ(allowance.Past(ResetAllowance::kPerSecond + 7, kStart), 7u);
  EXPECT_EQ(allowance.Past(3, kStart + 1), 3u);
}

TEST(ResetAllowanceTest, BeginsAnewAfterASecond) {
  ResetAllowance allowance;
  EXPECT_EQ(allowance.Past(ResetAllowance::kPerSecond, kStart), 0u);
  EXPECT_EQ(allowance.Past(1, kStart + kNanosecondsPerSecond - 1), 1u);
  EXPECT_EQ(allowance.Past(1, kStart + kNanosecondsPerSecond), 0u);
}

TEST(ResetAllowanceTest, HoldsFromTheClocksBegin) { EXPECT_EQ(ResetAllowance().Past(1, 0), 0u); }

TEST(ResetPaceTest, OneAloneWaitsForItsOwn) {
  ResetPace pace;
  EXPECT_EQ(pace.TurnAfter(10, kStart), kStart + 10 * ResetPace::kTurn);
}

TEST(ResetPaceTest, WhoComesNextWaitsForThoseBefore) {
  ResetPace pace;
  pace.TurnAfter(10, kStart);
  EXPECT_EQ(pace.TurnAfter(5, kStart + ResetPace::kTurn), kStart + 15 * ResetPace::kTurn);
}

TEST(ResetPaceTest, TimeThatNobodyTookIsNotSaved) {
  ResetPace pace;
  pace.TurnAfter(10, kStart);
  const int64_t later = kStart + 100 * ResetPace::kTurn;
  EXPECT_EQ(pace.TurnAfter(1, later), later + ResetPace::kTurn);
}

TEST(ResetPaceTest, NobodyWaitsLongerThanTheLimit) {
  ResetPace pace;
  const int64_t longest = kStart + ResetPace::kLongestWait;
  EXPECT_EQ(pace.TurnAfter(ResetPace::kLongestWait / ResetPace::kTurn, kStart), longest);
  EXPECT_EQ(pace.TurnAfter(1, kStart), longest);
  EXPECT_EQ(pace.TurnAfter(UINT32_MAX, kStart + 1), longest + 1);
}

TEST(ResetPaceTest, TurnsOfManyThreadsAddUp) {
  ResetPace pace;
  constexpr int kThreads = 4, kTurns = 1000;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int turn = 0; turn < kTurns; ++turn) pace.TurnAfter(1, kStart);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(pace.TurnAfter(1, kStart), kStart + (kThreads * kTurns + 1) * ResetPace::kTurn);
}

}  // namespace
}  // namespace isnad
