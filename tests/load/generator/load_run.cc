// The open loop sleeps until the next call is due, makes it and does not look back; where it is late itself, it sends
// at once, and the call's latency still counts from the time when it was due. The closed loop has no thread: each
// answer makes the next call.
#include "tests/load/generator/load_run.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "absl/strings/ascii.h"
#include "tests/load/generator/article_reader.h"
#include "tests/load/generator/caller.h"

namespace isnad::load {
namespace {

constexpr int kPhasesMax = 60;
constexpr std::chrono::milliseconds kStopsWithin(100);

std::chrono::nanoseconds FromSeconds(double seconds) {
  return std::chrono::nanoseconds(static_cast<int64_t>(seconds * 1e9));
}

double ToSeconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

double CpuSeconds() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + time.tv_usec * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double PhaseSeconds(const LoadOptions& options) {
  return options.phase_seconds > 0 ? options.phase_seconds : std::max(1.0, options.seconds / kPhasesMax);
}

absl::StatusOr<std::string> ReadToken(const LoadOptions& options) {
  if (options.token_file.empty()) return "";
  absl::StatusOr<std::string> token = ReadFile(options.token_file);
  if (!token.ok()) return token.status();
  return std::string(absl::StripAsciiWhitespace(*token));
}

// The calls of one run. Lives until the last has ended.
class Run {
 public:
  struct Parts {
    const LoadOptions& options;
    const std::atomic<bool>& stop;
    OutcomeTally* tally;
    Caller* caller;
  };

  Run(const Parts& parts, Clock::time_point start)
      : options_(parts.options),
        stop_(parts.stop),
        tally_(parts.tally),
        caller_(parts.caller),
        start_(start),
        end_(start + FromSeconds(parts.options.seconds)) {}

  // The time from which no more calls are due.
  Clock::time_point Open() {
    Schedule schedule(options_.rate, options_.spacing, options_.seed);
    for (int64_t call = 0;; ++call) {
      const Clock::time_point due = start_ + schedule.Next();
      if (due >= end_) return end_;
      if (call == options_.calls_max) return due;
      if (!SleepUntil(due)) return Clock::now();
      Make(call, due);
    }
  }

  // Until all callers have ended or their time is up: on streams, which have no deadlines, an answer may never come.
  // The run's end is that of the last call.
  Clock::time_point Closed() {
    for (int caller = 0; caller < options_.closed; ++caller) MakeNext();
    std::unique_lock<std::mutex> lock(mutex_);
    for (Clock::time_point now = Clock::now(); now < end_ && !stop_; now = Clock::now()) {
      const Clock::time_point look = std::min(end_, now + kStopsWithin);
      if (ended_.wait_until(lock, look, [this] { return callers_ended_ == options_.closed; })) break;
    }
    return start_;
  }

  // After End of the caller.
  void WaitForAll() {
    std::unique_lock<std::mutex> lock(mutex_);
    ended_.wait(lock, [this] { return in_flight_ == 0; });
  }

 private:
  // False where the run is stopped meanwhile.
  bool SleepUntil(Clock::time_point due) const {
    for (Clock::time_point now = Clock::now(); now < due && !stop_; now = Clock::now()) {
      std::this_thread::sleep_until(std::min(due, now + kStopsWithin));
    }
    return !stop_;
  }

  void Make(int64_t call, Clock::time_point due) {
    if (!Enter()) return tally_->AddNotSent(due);
    caller_->Start(call, due, [this](const CallOutcome& outcome) {
      tally_->Add(outcome);
      Leave();
    });
  }

  // A caller of the closed loop: its next call, or its end.
  void MakeNext() {
    const Clock::time_point now = Clock::now();
    const int64_t call = calls_.fetch_add(1);
    if (call >= options_.calls_max || now >= end_ || stop_) {
      std::lock_guard<std::mutex> lock(mutex_);
      ++callers_ended_;
      ended_.notify_all();
      return;
    }
    Enter();
    caller_->Start(call, now, [this](const CallOutcome& outcome) {
      tally_->Add(outcome);
      MakeNext();
      Leave();  // last: behind it the run may be gone
    });
  }

  bool Enter() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (in_flight_ >= options_.in_flight_max && options_.closed == 0) return false;
    ++in_flight_;
    return true;
  }

  void Leave() {
    std::lock_guard<std::mutex> lock(mutex_);
    --in_flight_;
    ended_.notify_all();  // with the mutex held: behind it the run may be gone
  }

  const LoadOptions& options_;
  const std::atomic<bool>& stop_;
  OutcomeTally* const tally_;
  Caller* const caller_;
  const Clock::time_point start_;
  const Clock::time_point end_;
  std::atomic<int64_t> calls_{0};
  std::mutex mutex_;  // guards what is below
  int in_flight_ = 0;
  int callers_ended_ = 0;
  std::condition_variable ended_;
};

}  // namespace

absl::StatusOr<LoadResult> RunLoad(const LoadOptions& options, const Channels& channels,
                                   const std::atomic<bool>& stop) {
  const absl::StatusOr<std::vector<std::string>> articles = ReadArticles(options);
  if (!articles.ok()) return articles.status();
  const absl::StatusOr<std::string> token = ReadToken(options);
  if (!token.ok()) return token.status();
  const PreparedRequests requests(options, *articles);

  const double cpu_before = CpuSeconds();
  const Clock::time_point start = Clock::now();
  const Clock::time_point counted_from = start + FromSeconds(options.warmup_seconds);
  OutcomeTally tally(counted_from, FromSeconds(PhaseSeconds(options)));
  CallerSetup setup = {.options = options, .requests = requests, .channels = channels, .bearer_token = *token};
  setup.when_stream_ends = [&tally](const std::string& result) { tally.AddStreamEnd(result); };
  const std::unique_ptr<Caller> caller =
      options.method == Method::kStream ? MakeStreamCaller(std::move(setup)) : MakeUnaryCaller(std::move(setup));
  Run run({.options = options, .stop = stop, .tally = &tally, .caller = caller.get()}, start);
  const Clock::time_point end = options.closed > 0 ? run.Closed() : run.Open();
  caller->End(std::chrono::milliseconds(options.deadline_ms));
  run.WaitForAll();

  LoadResult result = {.totals = tally.Read(), .phase_seconds = PhaseSeconds(options)};
  result.seconds = ToSeconds(std::max({end, result.totals.last_end, counted_from}) - counted_from);
  result.cpu_seconds = CpuSeconds() - cpu_before;
  return result;
}

}  // namespace isnad::load
