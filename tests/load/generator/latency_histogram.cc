// Values below 256 have a bucket each. Above, a value with its highest bit at `e` falls into one of 128 buckets of
// width 2^(e - 7), and is told as its middle: at most half a width, 0.4 %, away.
#include "tests/load/generator/latency_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace isnad::load {
namespace {

constexpr int kBits = 7;
constexpr int64_t kPerPowerOfTwo = int64_t{1} << kBits;
constexpr int64_t kExactMax = 2 * kPerPowerOfTwo;

size_t BucketOf(int64_t value) {
  if (value < kExactMax) return static_cast<size_t>(value);
  const int shift = std::bit_width(static_cast<uint64_t>(value)) - 1 - kBits;
  return static_cast<size_t>(shift * kPerPowerOfTwo + (value >> shift));
}

int64_t MiddleOf(size_t bucket) {
  const auto index = static_cast<int64_t>(bucket);
  if (index < kExactMax) return index;
  const int64_t shift = index / kPerPowerOfTwo - 1;
  const int64_t begin = (index - shift * kPerPowerOfTwo) << shift;
  return begin + (int64_t{1} << shift) / 2;
}

}  // namespace

void LatencyHistogram::Add(int64_t value) {
  value = std::max<int64_t>(value, 0);
  const size_t bucket = BucketOf(value);
  if (bucket >= buckets_.size()) buckets_.resize(bucket + 1);
  ++buckets_[bucket];
  ++count_;
  max_ = std::max(max_, value);
  sum_ += static_cast<double>(value);
}

int64_t LatencyHistogram::Percentile(double percent) const {
  const auto wanted =
      std::max<int64_t>(1, static_cast<int64_t>(std::ceil(percent / 100 * static_cast<double>(count_))));
  int64_t seen = 0;
  for (size_t bucket = 0; bucket < buckets_.size(); ++bucket) {
    seen += buckets_[bucket];
    if (seen >= wanted) return std::min(MiddleOf(bucket), max_);
  }
  return max_;
}

}  // namespace isnad::load
