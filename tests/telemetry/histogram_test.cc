#include "service/telemetry/histogram.h"

#include <limits>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;

std::vector<uint64_t> Counts(const Histogram& histogram) {
  std::vector<uint64_t> counts;
  for (const auto& bucket : histogram.Collect().histogram.bucket) counts.push_back(bucket.cumulative_count);
  return counts;
}

TEST(Histogram, CountsAValueInEveryBucketItIsNotAbove) {
  Histogram histogram({1, 2, 4});
  EXPECT_THAT(Counts(histogram), ElementsAre(0, 0, 0, 0));
  histogram.Observe(0.5);
  histogram.Observe(1);  // a bound belongs to its bucket
  histogram.Observe(3);
  histogram.Observe(5);
  EXPECT_THAT(Counts(histogram), ElementsAre(2, 2, 3, 4));
  const auto collected = histogram.Collect().histogram;
  EXPECT_EQ(collected.sample_count, 4u);
  EXPECT_EQ(collected.sample_sum, 9.5);
  EXPECT_EQ(collected.bucket[1].upper_bound, 2);
  EXPECT_EQ(collected.bucket[3].upper_bound, std::numeric_limits<double>::infinity());
}

TEST(Histogram, LosesNothingAmongThreads) {
  Histogram histogram({0.5});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&histogram] {
      for (int observation = 0; observation < 20000; ++observation) histogram.Observe(1);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(Counts(histogram), ElementsAre(0, 80000));
  EXPECT_EQ(histogram.Collect().histogram.sample_sum, 80000);
}

}  // namespace
}  // namespace isnad
