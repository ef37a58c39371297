// What the `isnad` command tells its caller by its exit status. A contract: scripts rely on these numbers.
#ifndef ISNAD_CLIENT_EXIT_STATUS_H_
#define ISNAD_CLIENT_EXIT_STATUS_H_

namespace isnad {

enum class ExitStatus : int {
  kOk = 0,          // everything was answered
  kSomeFailed = 1,  // at least one file had no answer, or the output could not be written, or the server is not serving
  kUsage = 2,       // the command line was wrong; nothing was done
  kNoConnection = 3,  // the server cannot be reached, or the embedded one does not start
};

}  // namespace isnad

#endif  // ISNAD_CLIENT_EXIT_STATUS_H_
