// What the `isnad` command tells its caller by its exit status. A contract: scripts rely on these numbers.
#ifndef ISNAD_CLIENT_EXIT_STATUS_H_
#define ISNAD_CLIENT_EXIT_STATUS_H_

namespace isnad {

enum class ExitStatus : int {
  kOk = 0,            // everything was answered; of a heap: all is done, what was refused stands in .errors
  kSomeFailed = 1,    // at least one file had no answer, or the output could not be written, or the server is not
                      // serving; of a heap: it is not done, and --resume goes on
  kUsage = 2,         // the command line was wrong, or a heap's output belongs to another run; the same again is no use
  kNoConnection = 3,  // the server cannot be reached, or the embedded one does not start
  kInterrupted = 130,  // a heap was stopped by SIGINT, and --resume goes on
  kTerminated = 143,   // likewise by SIGTERM
};

}  // namespace isnad

#endif  // ISNAD_CLIENT_EXIT_STATUS_H_
