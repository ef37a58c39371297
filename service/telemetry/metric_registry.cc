// Covered by tests/telemetry/metric_registry_test.cc.
#include "service/telemetry/metric_registry.h"

#include <algorithm>
#include <utility>

namespace isnad {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;

// The library keeps series in a hash table.
void Sort(std::vector<MetricFamily>* families) {
  std::sort(families->begin(), families->end(),
            [](const MetricFamily& a, const MetricFamily& b) { return a.name < b.name; });
  for (MetricFamily& family : *families) {
    std::sort(family.metric.begin(), family.metric.end(),
              [](const ClientMetric& a, const ClientMetric& b) { return a.label < b.label; });
  }
}

}  // namespace

prometheus::Counter* MetricRegistry::AddCounter(const MetricDescription& description,
                                                const prometheus::Labels& labels) {
  auto& family = prometheus::BuildCounter().Name(description.name).Help(description.help).Register(registry_);
  return &family.Add(labels);
}

prometheus::Gauge* MetricRegistry::AddGauge(const MetricDescription& description, const prometheus::Labels& labels) {
  auto& family = prometheus::BuildGauge().Name(description.name).Help(description.help).Register(registry_);
  return &family.Add(labels);
}

Histogram* MetricRegistry::AddHistogram(const MetricDescription& description, const std::vector<double>& bounds,
                                        const prometheus::Labels& labels) {
  std::lock_guard lock(mutex_);
  HistogramFamily& family = histograms_[description.name];
  family.help = description.help;
  std::unique_ptr<Histogram>& histogram = family.series[labels];
  if (histogram == nullptr) histogram = std::make_unique<Histogram>(bounds);
  return histogram.get();
}

std::vector<MetricFamily> MetricRegistry::Collect() const {
  std::vector<MetricFamily> families = registry_.Collect();
  std::lock_guard lock(mutex_);
  for (const auto& [name, histograms] : histograms_) {
    MetricFamily family;
    family.name = name;
    family.help = histograms.help;
    family.type = prometheus::MetricType::Histogram;
    for (const auto& [labels, histogram] : histograms.series) {
      ClientMetric metric = histogram->Collect();
      for (const auto& [label, value] : labels) {
        ClientMetric::Label pair;
        pair.name = label;
        pair.value = value;
        metric.label.push_back(std::move(pair));
      }
      family.metric.push_back(std::move(metric));
    }
    families.push_back(std::move(family));
  }
  Sort(&families);
  return families;
}

}  // namespace isnad
