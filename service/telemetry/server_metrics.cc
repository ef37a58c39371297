// Covered by tests/telemetry/server_metrics_test.cc.
#include "service/telemetry/server_metrics.h"

#include <prometheus/text_serializer.h>

#include <algorithm>

namespace isnad {

ServerMetrics::ServerMetrics()
    : answers_(&registry_), load_(&registry_), operation_(&registry_), process_(&registry_) {}

MethodMetrics* ServerMetrics::Method(const MethodName& name) {
  std::lock_guard lock(mutex_);
  MethodName counted = name;
  auto known = methods_.find({std::string(name.service), std::string(name.method)});
  if (known != methods_.end()) return known->second.get();
  if (methods_.size() >= kMethodsMax) counted = {"other", "other", MethodKind::kUnary};
  std::unique_ptr<MethodMetrics>& method = methods_[{std::string(counted.service), std::string(counted.method)}];
  if (method == nullptr) method = std::make_unique<MethodMetrics>(counted, &registry_);
  return method.get();
}

std::vector<prometheus::MetricFamily> ServerMetrics::Collect() {
  load_.Update();
  process_.Update();
  std::vector<prometheus::MetricFamily> families = registry_.Collect();
  prometheus::MetricFamily build = operation_.CollectBuildInfo();
  auto place = std::find_if(families.begin(), families.end(),
                            [&build](const prometheus::MetricFamily& family) { return family.name > build.name; });
  families.insert(place, std::move(build));
  return families;
}

std::string ServerMetrics::Text() { return prometheus::TextSerializer().Serialize(Collect()); }

}  // namespace isnad
