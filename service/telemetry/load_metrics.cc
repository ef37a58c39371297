// Covered by tests/telemetry/load_metrics_test.cc.
#include "service/telemetry/load_metrics.h"

#include <utility>
#include <vector>

namespace isnad {
namespace {

constexpr MetricDescription kQueueDelay = {"isnad_queue_delay_seconds",
                                           "Seconds that work waited for a processor, by lane."};
constexpr MetricDescription kRefusals = {"isnad_refusals_total", "Calls turned away before any work, by reason."};
constexpr MetricDescription kServingState = {"isnad_serving_state", "1 for the state that the server is in, else 0."};
constexpr MetricDescription kCalls = {"isnad_calls_in_flight", "Calls in flight."};
constexpr MetricDescription kBytes = {"isnad_in_flight_bytes", "Bytes of the requests of calls in flight."};
constexpr MetricDescription kStreams = {"isnad_streams_open", "Streams open."};
constexpr MetricDescription kWaiting = {"isnad_tasks_waiting", "Tasks that wait for a processor, by lane."};
constexpr MetricDescription kExpected = {"isnad_expected_queue_delay_seconds",
                                         "Seconds that work which came now would wait, by lane."};
constexpr MetricDescription kLogLost = {
    "isnad_log_lines_lost_total", "Log lines that could not be written: the reader is slow, or the disk is full."};
constexpr MetricDescription kLogDropped = {"isnad_log_lines_dropped_total",
                                           "Log lines left out because too many were alike."};

constexpr const char* kLaneNames[kLaneCount] = {"interactive", "bulk"};
constexpr const char* kReasonNames[kRefusalReasonCount] = {"too_many_calls",    "too_many_bytes", "overloaded",
                                                           "too_many_watchers", "loading",        "draining"};
constexpr const char* kStateNames[kServingStateCount] = {"loading", "serving", "draining"};

// Interactive work is refused from 20 ms of expected delay on; bulk work may wait seconds.
const std::vector<double>& QueueDelayBounds() {
  static const std::vector<double> bounds = {0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5};
  return bounds;
}

// Counters count up alone: by what is new.
void CatchUp(uint64_t total, prometheus::Counter* counter) {
  const double more = static_cast<double>(total) - counter->Value();
  if (more > 0) counter->Increment(more);
}

}  // namespace

LoadMetrics::LoadMetrics(MetricRegistry* registry)
    : calls_in_flight_(registry->AddGauge(kCalls)),
      bytes_in_flight_(registry->AddGauge(kBytes)),
      streams_open_(registry->AddGauge(kStreams)),
      log_lines_lost_(registry->AddCounter(kLogLost)),
      log_lines_dropped_(registry->AddCounter(kLogDropped)) {
  for (int lane = 0; lane < kLaneCount; ++lane) {
    const prometheus::Labels labels = {{"lane", kLaneNames[lane]}};
    queue_delay_[lane] = registry->AddHistogram(kQueueDelay, QueueDelayBounds(), labels);
    tasks_waiting_[lane] = registry->AddGauge(kWaiting, labels);
    expected_delay_[lane] = registry->AddGauge(kExpected, labels);
  }
  for (int i = 0; i < kRefusalReasonCount; ++i) {
    refusals_[i] = registry->AddCounter(kRefusals, {{"reason", kReasonNames[i]}});
  }
  for (int i = 0; i < kServingStateCount; ++i) {
    serving_state_[i] = registry->AddGauge(kServingState, {{"state", kStateNames[i]}});
  }
  SetServingState(ServingState::kLoading);
}

void LoadMetrics::RecordQueueDelay(Lane lane, absl::Duration delay) {
  queue_delay_[static_cast<int>(lane)]->Observe(absl::ToDoubleSeconds(delay));
}

void LoadMetrics::SetServingState(ServingState state) {
  for (int i = 0; i < kServingStateCount; ++i) serving_state_[i]->Set(i == static_cast<int>(state) ? 1 : 0);
}

void LoadMetrics::SampleWith(std::function<LoadSample()> sampler) {
  std::lock_guard lock(mutex_);
  sampler_ = std::move(sampler);
}

void LoadMetrics::Update() {
  std::lock_guard lock(mutex_);
  if (sampler_ != nullptr) Set(sampler_());
}

void LoadMetrics::Set(const LoadSample& sample) {
  calls_in_flight_->Set(sample.calls_in_flight);
  bytes_in_flight_->Set(static_cast<double>(sample.bytes_in_flight));
  streams_open_->Set(sample.streams_open);
  for (int lane = 0; lane < kLaneCount; ++lane) {
    tasks_waiting_[lane]->Set(static_cast<double>(sample.tasks_waiting[lane]));
    expected_delay_[lane]->Set(absl::ToDoubleSeconds(sample.expected_delay[lane]));
  }
  CatchUp(sample.log_lines_lost, log_lines_lost_);
  CatchUp(sample.log_lines_dropped, log_lines_dropped_);
}

}  // namespace isnad
