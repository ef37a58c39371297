// Covered by tests/end_to_end/, which stops a real process.
#include "service/server/stop.h"

#include <cerrno>
#include <ctime>

namespace isnad {

StopSignals::StopSignals() {
  sigemptyset(&stops_);
  sigaddset(&stops_, SIGTERM);
  sigaddset(&stops_, SIGINT);
  all_ = stops_;
  sigaddset(&all_, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &all_, nullptr);
}

void StopSignals::Wait(const std::function<void()>& reload) const {
  for (;;) {
    const int signal = sigwaitinfo(&all_, nullptr);
    if (signal == SIGHUP) {
      reload();
    } else if (signal >= 0 || errno != EINTR) {
      return;
    }
  }
}

void StopSignals::LetNextEndProcess() const {
  const timespec no_wait = {};
  while (sigtimedwait(&stops_, nullptr, &no_wait) >= 0 || errno == EINTR) {
  }
  pthread_sigmask(SIG_UNBLOCK, &stops_, nullptr);
}

}  // namespace isnad
