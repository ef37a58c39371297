// Covered by tests/end_to_end/, which stops a real process.
#include "service/server/stop.h"

#include <cerrno>

namespace isnad {

StopSignals::StopSignals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

void StopSignals::Wait() const {
  while (sigwaitinfo(&signals_, nullptr) < 0 && errno == EINTR) {
  }
}

void StopSignals::LetNextEndProcess() const { pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr); }

}  // namespace isnad
