#include "service/telemetry/process_metrics.h"

#include <sys/mman.h>
#include <unistd.h>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "tests/telemetry/metric_value.h"

namespace isnad {
namespace {

using testing::MetricValue;

TEST(ParseProcessStat, ReadsTheFieldsBehindAnyName) {
  const double ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  const double page = static_cast<double>(sysconf(_SC_PAGESIZE));
  for (const char* name : {"(isnad-server)", "(a b) c)", "()"}) {
    const std::string text = std::string("4242 ") + name +
                             " S 1 4242 4242 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 12 0 9000 104857600 2560 "
                             "18446744073709551615 1 1 0 0 0 0 0 4096 0 0 0 0 17 1 0 0 0 0 0\n";
    const auto stat = ParseProcessStat(text);
    ASSERT_TRUE(stat.has_value()) << name;
    EXPECT_EQ(stat->cpu_seconds, 300 / ticks);
    EXPECT_EQ(stat->threads, 12);
    EXPECT_EQ(stat->start_seconds_after_boot, 9000 / ticks);
    EXPECT_EQ(stat->virtual_bytes, 104857600);
    EXPECT_EQ(stat->resident_bytes, 2560 * page);
  }
}

TEST(ParseProcessStat, RefusesOtherText) {
  for (const char* text : {"", "4242", "4242 (a) ", "4242 (a) S 1 2 3",
                           "4242 (a) S 1 1 1 0 -1 4 1 0 0 0 x 50 0 0 20 0 12 "
                           "0 9000 104857600 2560 1"}) {
    EXPECT_FALSE(ParseProcessStat(text).has_value()) << text;
  }
}

TEST(ProcessMetrics, SeeThisProcess) {
  MetricRegistry registry;
  ProcessMetrics metrics(&registry);
  EXPECT_GT(MetricValue(registry, "process_resident_memory_bytes"), 1 << 20);
  EXPECT_GT(MetricValue(registry, "process_virtual_memory_bytes"), 1 << 20);
  EXPECT_GE(MetricValue(registry, "process_threads"), 1);
  EXPECT_GT(MetricValue(registry, "process_max_fds"), MetricValue(registry, "process_open_fds"));
  const double start = MetricValue(registry, "process_start_time_seconds");
  const double now = absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch());
  // The boot's time is rounded to seconds.
  EXPECT_LE(start, now + 2);
  EXPECT_GT(start, now - 86400);
}

TEST(ProcessMetrics, CountDescriptors) {
  MetricRegistry registry;
  ProcessMetrics metrics(&registry);
  const double before = MetricValue(registry, "process_open_fds");
  const int file = memfd_create("file", 0);
  metrics.Update();
  EXPECT_EQ(MetricValue(registry, "process_open_fds"), before + 1);
  close(file);
}

TEST(ProcessMetrics, CountTheProcessorsTime) {
  MetricRegistry registry;
  ProcessMetrics metrics(&registry);
  const double before = MetricValue(registry, "process_cpu_seconds_total");
  double after = before;
  while (after == before) {
    metrics.Update();
    after = MetricValue(registry, "process_cpu_seconds_total");
  }
  EXPECT_GT(after, before);
}

}  // namespace
}  // namespace isnad
