#include "service/telemetry/load_metrics.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/telemetry/metric_value.h"

namespace isnad {
namespace {

using testing::MetricValue;

class LoadMetricsTest : public ::testing::Test {
 protected:
  double Value(absl::string_view series) const { return MetricValue(registry_, series); }

  MetricRegistry registry_;
  LoadMetrics metrics_{&registry_};
};

TEST_F(LoadMetricsTest, AskTheSamplerAtEachReading) {
  LoadSample sample = {.calls_in_flight = 3,
                       .bytes_in_flight = 4096,
                       .streams_open = 2,
                       .tasks_waiting = {5, 6},
                       .expected_delay = {absl::Milliseconds(20), absl::Seconds(4)},
                       .log_lines_lost = 7,
                       .log_lines_dropped = 8};
  metrics_.SampleWith([&sample] { return sample; });
  metrics_.Update();
  EXPECT_EQ(Value("isnad_calls_in_flight"), 3);
  EXPECT_EQ(Value("isnad_in_flight_bytes"), 4096);
  EXPECT_EQ(Value("isnad_streams_open"), 2);
  EXPECT_EQ(Value("isnad_tasks_waiting{lane=\"interactive\"}"), 5);
  EXPECT_EQ(Value("isnad_tasks_waiting{lane=\"bulk\"}"), 6);
  EXPECT_EQ(Value("isnad_expected_queue_delay_seconds{lane=\"interactive\"}"), 0.02);
  EXPECT_EQ(Value("isnad_expected_queue_delay_seconds{lane=\"bulk\"}"), 4);
  EXPECT_EQ(Value("isnad_log_lines_lost_total"), 7);
  EXPECT_EQ(Value("isnad_log_lines_dropped_total"), 8);
  sample = {.log_lines_lost = 9};
  metrics_.Update();
  EXPECT_EQ(Value("isnad_calls_in_flight"), 0);
  EXPECT_EQ(Value("isnad_log_lines_lost_total"), 9);
  EXPECT_EQ(Value("isnad_log_lines_dropped_total"), 8);
}

TEST_F(LoadMetricsTest, ForgetTheSampler) {
  int asked = 0;
  metrics_.SampleWith([&asked] {
    ++asked;
    return LoadSample{.calls_in_flight = 3};
  });
  metrics_.Update();
  metrics_.SampleWith(nullptr);
  metrics_.Update();
  EXPECT_EQ(asked, 1);
}

TEST_F(LoadMetricsTest, AreInOneServingState) {
  struct Row {
    ServingState state;
    const char* name;
  };
  const Row rows[] = {
      {ServingState::kLoading, "loading"}, {ServingState::kServing, "serving"}, {ServingState::kDraining, "draining"}};
  EXPECT_EQ(Value("isnad_serving_state{state=\"loading\"}"), 1);
  for (const Row& row : rows) {
    metrics_.SetServingState(row.state);
    for (const Row& other : rows) {
      EXPECT_EQ(Value(absl::StrCat("isnad_serving_state{state=\"", other.name, "\"}")), row.state == other.state);
    }
  }
}

TEST_F(LoadMetricsTest, CountRefusalsAndDelays) {
  metrics_.RecordRefusal(RefusalReason::kDraining);
  metrics_.RecordRefusal(RefusalReason::kTooManyBytes);
  metrics_.RecordRefusal(RefusalReason::kTooManyBytes);
  EXPECT_EQ(Value("isnad_refusals_total{reason=\"draining\"}"), 1);
  EXPECT_EQ(Value("isnad_refusals_total{reason=\"too_many_bytes\"}"), 2);
  metrics_.RecordQueueDelay(Lane::kBulk, absl::Milliseconds(500));
  EXPECT_EQ(Value("isnad_queue_delay_seconds_sum{lane=\"bulk\"}"), 0.5);
  EXPECT_EQ(Value("isnad_queue_delay_seconds_count{lane=\"interactive\"}"), 0);
}

}  // namespace
}  // namespace isnad
