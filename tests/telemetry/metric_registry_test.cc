#include "service/telemetry/metric_registry.h"

#include <prometheus/text_serializer.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

constexpr MetricDescription kCalls = {"calls_total", "Calls."};
constexpr MetricDescription kSeconds = {"b_seconds", "Seconds."};
constexpr MetricDescription kOpen = {"a_open", "Open things."};

TEST(MetricRegistry, GivesFamiliesAndSeriesInOrder) {
  MetricRegistry registry;
  for (const char* kind : {"z", "m", "a"}) registry.AddCounter(kCalls, {{"kind", kind}});
  registry.AddHistogram(kSeconds, {0.25}, {{"lane", "x"}})->Observe(0.5);
  registry.AddGauge(kOpen)->Set(7);
  EXPECT_EQ(prometheus::TextSerializer().Serialize(registry.Collect()),
            "# HELP a_open Open things.\n"
            "# TYPE a_open gauge\n"
            "a_open 7\n"
            "# HELP b_seconds Seconds.\n"
            "# TYPE b_seconds histogram\n"
            "b_seconds_count{lane=\"x\"} 1\n"
            "b_seconds_sum{lane=\"x\"} 0.5\n"
            "b_seconds_bucket{lane=\"x\",le=\"0.25\"} 0\n"
            "b_seconds_bucket{lane=\"x\",le=\"+Inf\"} 1\n"
            "# HELP calls_total Calls.\n"
            "# TYPE calls_total counter\n"
            "calls_total{kind=\"a\"} 0\n"
            "calls_total{kind=\"m\"} 0\n"
            "calls_total{kind=\"z\"} 0\n");
}

TEST(MetricRegistry, GivesTheSameMetricForTheSameLabels) {
  MetricRegistry registry;
  EXPECT_EQ(registry.AddCounter(kCalls, {{"kind", "a"}}), registry.AddCounter(kCalls, {{"kind", "a"}}));
  EXPECT_NE(registry.AddCounter(kCalls, {{"kind", "a"}}), registry.AddCounter(kCalls, {{"kind", "b"}}));
  EXPECT_EQ(registry.AddHistogram(kSeconds, {1}), registry.AddHistogram(kSeconds, {1}));
  EXPECT_EQ(registry.AddGauge(kOpen), registry.AddGauge(kOpen));
}

}  // namespace
}  // namespace isnad
