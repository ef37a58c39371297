// Covered by tests/client/command_bulk_test.cc, which sends signals to the built command.
#include "client/stop_request.h"

#include <unistd.h>

#include <csignal>

namespace isnad {
namespace {

constexpr int kStatusOfSignal = 128;  // a shell's, plus the signal's number

volatile std::sig_atomic_t stop_signal = 0;

void OnStop(int signal) {
  if (stop_signal != 0) _exit(kStatusOfSignal + signal);
  stop_signal = signal;
  alarm(kStopSeconds);
}

void OnAlarm(int /*signal*/) { _exit(kStatusOfSignal + stop_signal); }

void Watch(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigaction(signal, &action, nullptr);
}

}  // namespace

void WatchForStop() {
  Watch(SIGALRM, OnAlarm);
  Watch(SIGTERM, OnStop);
  Watch(SIGINT, OnStop);
}

bool StopRequested() { return stop_signal != 0; }

ExitStatus EndAsRequested() {
  Watch(stop_signal, SIG_DFL);
  raise(stop_signal);
  return stop_signal == SIGINT ? ExitStatus::kInterrupted : ExitStatus::kTerminated;
}

}  // namespace isnad
