// Latencies in nanoseconds, counted in buckets whose width grows with the value: 128 of them between each power of two
// and the next, so that a percentile is within half a percent of the truth, at any value, in some ten kilobytes. The
// largest value is exact. One thread.
#ifndef ISNAD_TESTS_LOAD_GENERATOR_LATENCY_HISTOGRAM_H_
#define ISNAD_TESTS_LOAD_GENERATOR_LATENCY_HISTOGRAM_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace isnad::load {

class LatencyHistogram {
 public:
  // Negative values count as 0.
  void Add(int64_t value);

  int64_t count() const { return count_; }
  int64_t max() const { return max_; }
  // 0 where nothing was added.
  double mean() const { return count_ == 0 ? 0 : sum_ / static_cast<double>(count_); }

  // The smallest value that `percent` of all values do not exceed, percent in (0, 100]; 0 where nothing was added.
  int64_t Percentile(double percent) const;

 private:
  std::vector<int64_t> buckets_;  // as long as the largest value needs
  int64_t count_ = 0;
  int64_t max_ = 0;
  double sum_ = 0;
};

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_GENERATOR_LATENCY_HISTOGRAM_H_
