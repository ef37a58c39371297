#include "service/telemetry/trace_ids.h"

#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace isnad {
namespace {

TEST(TraceIds, RepeatThemselvesForTheSameSeedsAlone) {
  TraceIds first(1, 2), same(1, 2), other(1, 3);
  const TraceIds::Pair id = first.NextTrace();
  const TraceIds::Pair same_id = same.NextTrace();
  EXPECT_EQ(id.high, same_id.high);
  EXPECT_EQ(id.low, same_id.low);
  EXPECT_NE(id.low, other.NextTrace().low);
}

TEST(TraceIds, AreNeverZero) {
  // The mixing function maps 0 to 0, and nothing else does.
  TraceIds ids(0, 0);
  const TraceIds::Pair id = ids.NextTrace();
  EXPECT_NE(id.high, 0u);
  EXPECT_NE(id.low, 0u);
}

TEST(TraceIds, DifferInEveryProcess) {
  TraceIds one, two;
  EXPECT_NE(one.NextTrace().high, two.NextTrace().high);
}

TEST(TraceIds, DifferAmongThreads) {
  constexpr int kThreads = 4;
  constexpr int kIds = 10000;
  TraceIds ids;
  std::vector<std::vector<uint64_t>> found(kThreads);
  std::vector<std::thread> threads;
  for (std::vector<uint64_t>& own : found) {
    threads.emplace_back([&ids, &own] {
      for (int i = 0; i < kIds; ++i) own.push_back(ids.NextSpan());
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<uint64_t> all;
  for (const std::vector<uint64_t>& own : found) all.insert(own.begin(), own.end());
  EXPECT_EQ(all.size(), size_t{kThreads} * kIds);
}

}  // namespace
}  // namespace isnad
