// How busy the server is: waiting, refusals, and gauges that are asked for when somebody looks. A gauge that is counted
// up and down beside the thing it counts goes wrong sooner or later; these read the thing itself. Any thread.
#ifndef ISNAD_SERVICE_TELEMETRY_LOAD_METRICS_H_
#define ISNAD_SERVICE_TELEMETRY_LOAD_METRICS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>

#include "absl/time/time.h"
#include "service/scheduling/lane.h"
#include "service/telemetry/metric_registry.h"

namespace isnad {

inline constexpr int kLaneCount = 2;

// Why a call was turned away before any work.
enum class RefusalReason { kTooManyCalls, kTooManyBytes, kOverloaded, kTooManyWatchers, kLoading, kDraining };
inline constexpr int kRefusalReasonCount = 6;

enum class ServingState { kLoading, kServing, kDraining };
inline constexpr int kServingStateCount = 3;

// The state of this moment. Arrays by the number of the lane.
struct LoadSample {
  int calls_in_flight = 0;
  size_t bytes_in_flight = 0;
  int streams_open = 0;
  std::array<size_t, kLaneCount> tasks_waiting = {};
  std::array<absl::Duration, kLaneCount> expected_delay = {};  // how long work that came now would wait
  uint64_t log_lines_lost = 0;                                 // that the log could not write
  uint64_t log_lines_dropped = 0;                              // that were one of too many alike
};

class LoadMetrics {
 public:
  explicit LoadMetrics(MetricRegistry* registry);
  LoadMetrics(const LoadMetrics&) = delete;
  LoadMetrics& operator=(const LoadMetrics&) = delete;

  // How long a piece of work waited for a processor.
  void RecordQueueDelay(Lane lane, absl::Duration delay);
  void RecordRefusal(RefusalReason reason) { refusals_[static_cast<int>(reason)]->Increment(); }
  void SetServingState(ServingState state);

  // Asks `sampler` at each reading from now on; nullptr: the gauges keep their last values. When this returns, the
  // sampler before is not running and will not be called again.
  void SampleWith(std::function<LoadSample()> sampler);
  // Brings the gauges up to date.
  void Update();

 private:
  void Set(const LoadSample& sample);

  std::array<Histogram*, kLaneCount> queue_delay_;
  std::array<prometheus::Counter*, kRefusalReasonCount> refusals_;
  std::array<prometheus::Gauge*, kServingStateCount> serving_state_;
  prometheus::Gauge* calls_in_flight_;
  prometheus::Gauge* bytes_in_flight_;
  prometheus::Gauge* streams_open_;
  std::array<prometheus::Gauge*, kLaneCount> tasks_waiting_;
  std::array<prometheus::Gauge*, kLaneCount> expected_delay_;

  std::mutex mutex_;  // guards what is below
  std::function<LoadSample()> sampler_;
  prometheus::Counter* log_lines_lost_;
  prometheus::Counter* log_lines_dropped_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_LOAD_METRICS_H_
