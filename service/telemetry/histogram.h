// Counts observations in buckets of fixed bounds, as Prometheus means it (each bucket holds all values up to its
// bound). Observe is two relaxed atomic additions, without a lock: the library's own histogram takes a mutex, on which
// all calls would meet. A scrape in between may see an observation in its bucket and not yet in the sum; the count is
// always the sum of the buckets. Any thread.
#ifndef ISNAD_SERVICE_TELEMETRY_HISTOGRAM_H_
#define ISNAD_SERVICE_TELEMETRY_HISTOGRAM_H_

#include <prometheus/client_metric.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace isnad {

class Histogram {
 public:
  // `bounds`: ascending; the bucket of everything above the last is added.
  explicit Histogram(std::vector<double> bounds);

  void Observe(double value);

  // The buckets, cumulative, as the library writes them; without labels.
  prometheus::ClientMetric Collect() const;

 private:
  const std::vector<double> bounds_;
  const std::unique_ptr<std::atomic<uint64_t>[]> counts_;  // one more than bounds
  std::atomic<double> sum_{0};
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_HISTOGRAM_H_
