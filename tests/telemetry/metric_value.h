// Looks one sample up in collected families.
#ifndef ISNAD_TESTS_TELEMETRY_METRIC_VALUE_H_
#define ISNAD_TESTS_TELEMETRY_METRIC_VALUE_H_

#include <prometheus/text_serializer.h>

#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "gtest/gtest.h"
#include "service/telemetry/metric_registry.h"

namespace isnad::testing {

// The value of a series, written as in Prometheus' text: MetricValue(registry,
// "isnad_claims_total{cue_class=\"belief\"}").
inline double MetricValue(const MetricRegistry& registry, absl::string_view series) {
  const std::string text = prometheus::TextSerializer().Serialize(registry.Collect());
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    double value = 0;
    if (absl::ConsumePrefix(&line, series) && absl::ConsumePrefix(&line, " ") && absl::SimpleAtod(line, &value)) {
      return value;
    }
  }
  ADD_FAILURE() << "no series " << series;
  return 0;
}

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_TELEMETRY_METRIC_VALUE_H_
