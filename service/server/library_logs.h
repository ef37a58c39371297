// Brings what gRPC, Protocol Buffers and, where it has a log, Abseil say about themselves into the server's log, as
// events named "library_log" with file, line and message; nothing of it goes to standard error any more. Only errors,
// unless the environment variable GRPC_VERBOSITY (DEBUG, INFO, NONE) asks for more or less. The libraries have one
// place for this in a process, so there is one instance at a time. Any thread may log meanwhile.
#ifndef ISNAD_SERVICE_SERVER_LIBRARY_LOGS_H_
#define ISNAD_SERVICE_SERVER_LIBRARY_LOGS_H_

#include <memory>

#include "service/telemetry/event_log.h"

namespace isnad {

class LibraryLogs {
 public:
  // `log` must outlive this.
  explicit LibraryLogs(EventLog& log);
  // The libraries write to standard error again.
  ~LibraryLogs();
  LibraryLogs(const LibraryLogs&) = delete;
  LibraryLogs& operator=(const LibraryLogs&) = delete;

 private:
  class Redirection;
  std::unique_ptr<Redirection> redirection_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_LIBRARY_LOGS_H_
