// Where metrics are made and read: prometheus-cpp's registry for counters and gauges, and beside it our histograms,
// which take no lock. A metric lives as long as the registry, so that pointers to it stay good; the same description
// and labels give the same metric. Names and labels are the program's own: a wrong one is a bug and ends the program.
//
// Collect gives families in order of their names and series in order of their labels: the same state, the same bytes.
// Any thread.
#ifndef ISNAD_SERVICE_TELEMETRY_METRIC_REGISTRY_H_
#define ISNAD_SERVICE_TELEMETRY_METRIC_REGISTRY_H_

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/labels.h>
#include <prometheus/metric_family.h>
#include <prometheus/registry.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "service/telemetry/histogram.h"

namespace isnad {

// What a family is called and what it tells, for its HELP line.
struct MetricDescription {
  const char* name;
  const char* help;
};

class MetricRegistry {
 public:
  prometheus::Counter* AddCounter(const MetricDescription& description, const prometheus::Labels& labels = {});
  prometheus::Gauge* AddGauge(const MetricDescription& description, const prometheus::Labels& labels = {});
  // `bounds` count where the histogram is new.
  Histogram* AddHistogram(const MetricDescription& description, const std::vector<double>& bounds,
                          const prometheus::Labels& labels = {});

  std::vector<prometheus::MetricFamily> Collect() const;

 private:
  struct HistogramFamily {
    std::string help;
    std::map<prometheus::Labels, std::unique_ptr<Histogram>> series;
  };

  prometheus::Registry registry_;
  mutable std::mutex mutex_;  // guards what is below
  std::map<std::string, HistogramFamily> histograms_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_METRIC_REGISTRY_H_
