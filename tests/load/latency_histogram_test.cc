#include "tests/load/generator/latency_histogram.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace isnad::load {
namespace {

TEST(LatencyHistogram, TellsNothingOfNothing) {
  const LatencyHistogram histogram;
  EXPECT_EQ(histogram.Percentile(50), 0);
  EXPECT_EQ(histogram.max(), 0);
  EXPECT_EQ(histogram.mean(), 0);
}

TEST(LatencyHistogram, TellsSmallValuesExactly) {
  LatencyHistogram histogram;
  for (int64_t value = 1; value <= 100; ++value) histogram.Add(value);
  EXPECT_EQ(histogram.Percentile(50), 50);
  EXPECT_EQ(histogram.Percentile(99), 99);
  EXPECT_EQ(histogram.Percentile(99.9), 100);
  EXPECT_EQ(histogram.Percentile(100), 100);
  EXPECT_DOUBLE_EQ(histogram.mean(), 50.5);
}

TEST(LatencyHistogram, TellsEveryValueWithinOnePercent) {
  // One value below and one above each bucket border that a power of two, and a stride of its own, hits.
  for (int64_t value = 1; value < int64_t{1} << 42; value += std::max<int64_t>(1, value / 97)) {
    LatencyHistogram histogram;
    histogram.Add(value);
    histogram.Add(value * 2);  // so that the largest value, which is exact, is another
    EXPECT_LE(std::llabs(histogram.Percentile(50) - value), value / 100) << value;
  }
}

TEST(LatencyHistogram, AgreesWithTheSortedValues) {
  std::mt19937_64 random(11);
  std::lognormal_distribution<double> latency(15, 2);
  std::vector<int64_t> values;
  LatencyHistogram histogram;
  for (int i = 0; i < 50'000; ++i) {
    values.push_back(static_cast<int64_t>(latency(random)));
    histogram.Add(values.back());
  }
  std::sort(values.begin(), values.end());
  for (const double percent : {0.1, 1.0, 50.0, 90.0, 99.0, 99.9, 99.99, 100.0}) {
    const auto rank = static_cast<size_t>(std::ceil(percent / 100 * static_cast<double>(values.size())));
    const int64_t truth = values[rank - 1];
    EXPECT_LE(std::llabs(histogram.Percentile(percent) - truth), truth / 100) << percent;
  }
  EXPECT_EQ(histogram.max(), values.back());
}

TEST(LatencyHistogram, CountsNegativeValuesAsZero) {
  LatencyHistogram histogram;
  histogram.Add(-5);
  EXPECT_EQ(histogram.Percentile(50), 0);
  EXPECT_EQ(histogram.count(), 1);
}

}  // namespace
}  // namespace isnad::load
