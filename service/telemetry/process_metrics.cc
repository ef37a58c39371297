// Covered by tests/telemetry/process_metrics_test.cc.
#include "service/telemetry/process_metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace isnad {
namespace {

constexpr MetricDescription kCpu = {"process_cpu_seconds_total", "Total user and system CPU time spent in seconds."};
constexpr MetricDescription kResident = {"process_resident_memory_bytes", "Resident memory size in bytes."};
constexpr MetricDescription kVirtual = {"process_virtual_memory_bytes", "Virtual memory size in bytes."};
constexpr MetricDescription kOpenFds = {"process_open_fds", "Number of open file descriptors."};
constexpr MetricDescription kMaxFds = {"process_max_fds", "Maximum number of open file descriptors."};
constexpr MetricDescription kThreads = {"process_threads", "Number of threads."};
constexpr MetricDescription kStart = {"process_start_time_seconds",
                                      "Start time of the process since unix epoch in seconds."};

// Fields of /proc/PID/stat behind the program's name, as proc(5) numbers them, less the three before.
enum StatField {
  kUserTicks = 11,
  kSystemTicks = 12,
  kThreadCount = 17,
  kStartTicks = 19,
  kVirtualBytes = 20,
  kPages = 21
};

std::string ReadFile(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// Unix time of the boot, from the line "btime SECONDS"; 0 where there is none.
double BootTime() {
  const std::string text = ReadFile("/proc/stat");
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    double seconds = 0;
    if (absl::ConsumePrefix(&line, "btime ") && absl::SimpleAtod(line, &seconds)) return seconds;
  }
  return 0;
}

// Entries of /proc/self/fd, less the one that looking takes; 0 where it cannot be read.
int OpenDescriptors() {
  std::error_code error;
  int count = 0;
  for (std::filesystem::directory_iterator entry("/proc/self/fd", error), end; !error && entry != end;
       entry.increment(error)) {
    ++count;
  }
  return count > 0 ? count - 1 : 0;
}

}  // namespace

std::optional<ProcessStat> ParseProcessStat(absl::string_view text) {
  const size_t name_end = text.rfind(") ");
  if (name_end == text.npos) return std::nullopt;
  const std::vector<absl::string_view> fields = absl::StrSplit(text.substr(name_end + 2), ' ');
  if (fields.size() <= kPages) return std::nullopt;
  double values[kPages + 1] = {};
  for (int field : {kUserTicks, kSystemTicks, kThreadCount, kStartTicks, kVirtualBytes, kPages}) {
    if (!absl::SimpleAtod(fields[field], &values[field])) return std::nullopt;
  }
  const double ticks_per_second = static_cast<double>(sysconf(_SC_CLK_TCK));
  return ProcessStat{.cpu_seconds = (values[kUserTicks] + values[kSystemTicks]) / ticks_per_second,
                     .start_seconds_after_boot = values[kStartTicks] / ticks_per_second,
                     .virtual_bytes = values[kVirtualBytes],
                     .resident_bytes = values[kPages] * static_cast<double>(sysconf(_SC_PAGESIZE)),
                     .threads = static_cast<int>(values[kThreadCount])};
}

ProcessMetrics::ProcessMetrics(MetricRegistry* registry)
    : resident_bytes_(registry->AddGauge(kResident)),
      virtual_bytes_(registry->AddGauge(kVirtual)),
      open_fds_(registry->AddGauge(kOpenFds)),
      max_fds_(registry->AddGauge(kMaxFds)),
      threads_(registry->AddGauge(kThreads)),
      start_time_(registry->AddGauge(kStart)),
      cpu_seconds_(registry->AddCounter(kCpu)) {
  Update();
}

void ProcessMetrics::Update() {
  rlimit descriptors = {};
  if (getrlimit(RLIMIT_NOFILE, &descriptors) == 0) max_fds_->Set(static_cast<double>(descriptors.rlim_cur));
  if (const int open = OpenDescriptors(); open > 0) open_fds_->Set(open);

  const std::optional<ProcessStat> stat = ParseProcessStat(ReadFile("/proc/self/stat"));
  if (!stat.has_value()) return;
  resident_bytes_->Set(stat->resident_bytes);
  virtual_bytes_->Set(stat->virtual_bytes);
  threads_->Set(stat->threads);
  start_time_->Set(BootTime() + stat->start_seconds_after_boot);
  std::lock_guard lock(mutex_);
  if (const double more = stat->cpu_seconds - cpu_seconds_->Value(); more > 0) cpu_seconds_->Increment(more);
}

}  // namespace isnad
