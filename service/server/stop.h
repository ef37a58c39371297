// SIGTERM and SIGINT as an orderly stop. Made before any thread: all threads inherit that these signals wait for us, so
// that no code of ours runs inside a signal handler. One instance for a process.
#ifndef ISNAD_SERVICE_SERVER_STOP_H_
#define ISNAD_SERVICE_SERVER_STOP_H_

#include <signal.h>

namespace isnad {

class StopSignals {
 public:
  // Holds the two signals back in this thread and those it makes.
  StopSignals();

  // Returns when one of them arrives, which may have been before the call.
  void Wait() const;

  // From now on the next one ends the process at once.
  void LetNextEndProcess() const;

 private:
  sigset_t signals_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_STOP_H_
