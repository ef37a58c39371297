// isnad-load: calls a server at a given rate and prints what became of it. Exit status: 0 the run took place, whatever
// the answers were; 1 it could not; 2 wrong usage. SIGTERM or SIGINT: no more calls, then the report as at the end.
#include <signal.h>

#include <atomic>
#include <iostream>
#include <thread>
#include <variant>

#include "tests/load/generator/connections.h"
#include "tests/load/generator/load_options.h"
#include "tests/load/generator/load_run.h"
#include "tests/load/generator/report.h"

namespace {

// Takes the stop signals on a thread of its own, so that no code of ours runs inside a signal handler. Made before any
// other thread: all inherit that these signals wait.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    thread_ = std::thread([this] { Wait(); });
  }
  ~StopSignals() {
    stop_ = true;
    thread_.join();
  }

  const std::atomic<bool>& stop() const { return stop_; }

 private:
  void Wait() {
    constexpr timespec kLook = {.tv_sec = 0, .tv_nsec = 100'000'000};
    while (!stop_) {
      if (sigtimedwait(&signals_, nullptr, &kLook) > 0) stop_ = true;
    }
  }

  sigset_t signals_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

int Fail(const absl::Status& status) {
  std::cerr << "isnad-load: " << status.message() << std::endl;
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto parsed = isnad::load::ParseOptions(argc, argv, std::cout, std::cerr);
  if (const int* exit_status = std::get_if<int>(&parsed)) return *exit_status;
  const auto& options = std::get<isnad::load::LoadOptions>(parsed);
  const StopSignals signals;
  const auto channels = isnad::load::Connect(options);
  if (!channels.ok()) return Fail(channels.status());
  const auto result = isnad::load::RunLoad(options, *channels, signals.stop());
  if (!result.ok()) return Fail(result.status());
  std::cout << isnad::load::ReportJson(options, *result) << std::flush;
  return 0;
}
