// SIGTERM and SIGINT as an orderly stop, SIGHUP as a look at the files. Made before any thread: all threads inherit
// that these signals wait for us, so that no code of ours runs inside a signal handler. One instance for a process.
#ifndef ISNAD_SERVICE_SERVER_STOP_H_
#define ISNAD_SERVICE_SERVER_STOP_H_

#include <signal.h>

#include <functional>

namespace isnad {

class StopSignals {
 public:
  // Holds the three signals back in this thread and those it makes.
  StopSignals();

  // Returns when a stop signal arrives, which may have been before the call. Until then calls `reload` for each SIGHUP.
  void Wait(const std::function<void()>& reload) const;

  // From now on the next stop signal ends the process at once; those that have come by now do not count, for a process
  // that is sent both gets one of them only now. SIGHUP does nothing any more.
  void LetNextEndProcess() const;

 private:
  sigset_t stops_;
  sigset_t all_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_STOP_H_
