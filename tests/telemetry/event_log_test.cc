#include "service/telemetry/event_log.h"

#include <sys/mman.h>
#include <unistd.h>

#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/descriptor_text.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Pipe;
using testing::ReadFromStart;
using testing::ReadUntilClosed;

absl::Time FixedTime() { return absl::FromUnixMicros(1772357400000123); }

// A log into a file in memory.
class EventLogTest : public ::testing::Test {
 protected:
  ~EventLogTest() override { close(file_); }

  std::vector<std::string> Lines() const { return absl::StrSplit(ReadFromStart(file_), '\n', absl::SkipEmpty()); }

  const int file_ = memfd_create("log", 0);
};

TEST_F(EventLogTest, WritesOneObjectALine) {
  EventLog log(file_, LogLevel::kInfo, FixedTime);
  const std::string address = "127.0.0.1:50051";
  log.Info("serving", {{"address", address}, {"port", 50051}, {"seconds", 0.25}, {"tls", false}});
  log.Warning("empty");
  EXPECT_THAT(Lines(),
              ElementsAre("{\"time\":\"2026-03-01T09:30:00.000123Z\",\"level\":\"info\",\"event\":\"serving\","
                          "\"address\":\"127.0.0.1:50051\",\"port\":50051,\"seconds\":0.25,\"tls\":false}",
                          "{\"time\":\"2026-03-01T09:30:00.000123Z\",\"level\":\"warning\",\"event\":\"empty\"}"));
}

TEST_F(EventLogTest, ChangesItsLevelWhileItRuns) {
  EventLog log(file_, LogLevel::kWarning, FixedTime);
  log.Info("unseen");
  EXPECT_FALSE(log.Enabled(LogLevel::kInfo));
  log.set_level(LogLevel::kDebug);
  log.Debug("seen");
  log.set_level(LogLevel::kOff);
  log.Error("unseen");
  ASSERT_EQ(Lines().size(), 1u);
  EXPECT_EQ(nlohmann::json::parse(Lines()[0])["event"], "seen");
}

TEST_F(EventLogTest, TellsHowManyLinesOfAStormItLeftOut) {
  absl::Time now = FixedTime();
  EventLog log(file_, LogLevel::kInfo, [&now] { return now; });
  for (int i = 0; i < kEventLinesPerSecondMax + 5; ++i) log.Warning("storm");
  now += absl::Seconds(1);
  log.Warning("storm");
  const std::vector<std::string> lines = Lines();
  ASSERT_EQ(lines.size(), kEventLinesPerSecondMax + 1u);
  EXPECT_FALSE(nlohmann::json::parse(lines[0]).contains("dropped"));
  EXPECT_EQ(nlohmann::json::parse(lines.back())["dropped"], 5);
  EXPECT_EQ(log.lines_dropped(), 5u);
}

TEST_F(EventLogTest, LimitsNoLinesOfInfo) {
  EventLog log(file_, LogLevel::kInfo, FixedTime);
  for (int i = 0; i < 10 * kEventLinesPerSecondMax; ++i) log.Info("call");
  EXPECT_EQ(Lines().size(), 10u * kEventLinesPerSecondMax);
}

constexpr int kThreads = 20;
constexpr int kLinesPerThread = 10000;

void WriteFromManyThreads(EventLog* log) {
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([log, thread] {
      const std::string long_filling(thread * 40, '\n');  // up to a quarter of the longest line
      for (int i = 0; i < kLinesPerThread; ++i) {
        const absl::string_view filling = i % 50 == 0 ? absl::string_view(long_filling) : "short";
        log->Info("call", {{"thread", thread}, {"i", i}, {"filling", filling}});
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// Every line parses, and each thread's lines stand in their order. Returns how many there are.
size_t CheckLines(const std::string& text) {
  std::map<int, int> next;
  size_t lines = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    const nlohmann::json parsed = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
    if (parsed.is_discarded()) {
      ADD_FAILURE() << line;
      return lines;
    }
    const int i = parsed["i"];
    EXPECT_GE(i, next[parsed["thread"]]);
    next[parsed["thread"]] = i + 1;
    ++lines;
  }
  return lines;
}

TEST_F(EventLogTest, MixesNoLinesOfThreads) {
  {
    EventLog log(file_);
    WriteFromManyThreads(&log);
    EXPECT_EQ(log.lines_lost(), 0u);
  }
  EXPECT_EQ(CheckLines(ReadFromStart(file_)), size_t{kThreads} * kLinesPerThread);
}

// Through a pipe, whose reader cannot keep up with twenty threads: what is not lost and counted arrives whole.
TEST_F(EventLogTest, ArrivesWholeThroughAPipe) {
  Pipe pipe;
  std::string text;
  std::thread reader([&] { text = ReadUntilClosed(pipe.read_end()); });
  uint64_t lost = 0;
  {
    EventLog log(pipe.write_end());
    WriteFromManyThreads(&log);
    lost = log.lines_lost();
  }
  pipe.CloseWriteEnd();
  reader.join();
  EXPECT_EQ(CheckLines(text) + lost, size_t{kThreads} * kLinesPerThread);
}

}  // namespace
}  // namespace isnad
