// The process as the kernel sees it, under the names that every Prometheus client uses: process_cpu_seconds_total,
// process_resident_memory_bytes, process_virtual_memory_bytes, process_open_fds, process_max_fds, process_threads,
// process_start_time_seconds. Read from /proc/self when somebody looks; what cannot be read keeps its last value. Any
// thread.
#ifndef ISNAD_SERVICE_TELEMETRY_PROCESS_METRICS_H_
#define ISNAD_SERVICE_TELEMETRY_PROCESS_METRICS_H_

#include <mutex>
#include <optional>

#include "absl/strings/string_view.h"
#include "service/telemetry/metric_registry.h"

namespace isnad {

// What /proc/self/stat tells, in seconds and bytes; the start counts from the boot of the machine.
struct ProcessStat {
  double cpu_seconds = 0;
  double start_seconds_after_boot = 0;
  double virtual_bytes = 0;
  double resident_bytes = 0;
  int threads = 0;
};

// nullopt: not the form of such a file. The program's name in it may hold blanks and brackets.
std::optional<ProcessStat> ParseProcessStat(absl::string_view text);

class ProcessMetrics {
 public:
  explicit ProcessMetrics(MetricRegistry* registry);
  ProcessMetrics(const ProcessMetrics&) = delete;
  ProcessMetrics& operator=(const ProcessMetrics&) = delete;

  // Reads the values of this moment.
  void Update();

 private:
  prometheus::Gauge* resident_bytes_;
  prometheus::Gauge* virtual_bytes_;
  prometheus::Gauge* open_fds_;
  prometheus::Gauge* max_fds_;
  prometheus::Gauge* threads_;
  prometheus::Gauge* start_time_;
  std::mutex mutex_;  // guards what is below
  prometheus::Counter* cpu_seconds_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TELEMETRY_PROCESS_METRICS_H_
