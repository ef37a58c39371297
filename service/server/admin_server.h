// Metrics, probes and the log level over HTTP (admin_routes.h), on a port and threads of their own, so that they answer
// while calls wait. Plain text and without credentials: for loopback, or a network that only operators reach. Serves no
// files, keeps no connections and gives slow clients up. Start and end from one thread.
#ifndef ISNAD_SERVICE_SERVER_ADMIN_SERVER_H_
#define ISNAD_SERVICE_SERVER_ADMIN_SERVER_H_

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/server/admin_routes.h"

struct mg_context;

namespace isnad {

// A probe and a scrape at the same time.
inline constexpr int kAdminThreads = 2;
// How long a client may take to send its request's head, and then a body where one is taken (at most twice that), or to
// read its answer, in milliseconds: two that stall or dribble must not keep the probes waiting for long.
inline constexpr int kAdminRequestMsMax = 2000;
// The longest request line with its headers, in bytes.
inline constexpr int kAdminHeaderBytesMax = 8192;

class AdminServer {
 public:
  // Listens on HOST:PORT (a numeric address or "localhost"; without HOST: 127.0.0.1; port 0: any free one). IPv6, in
  // brackets, works where the HTTP library was built with it; Debian's is not. InvalidArgument: another form.
  // Unavailable: it cannot be listened on.
  static absl::StatusOr<std::unique_ptr<AdminServer>> Start(absl::string_view address, AdminHooks hooks);
  // Ends the requests in progress; then no hook is called any more.
  ~AdminServer();
  AdminServer(const AdminServer&) = delete;
  AdminServer& operator=(const AdminServer&) = delete;

  int port() const { return port_; }
  // HOST:PORT, with the port that the system chose.
  std::string address() const;

 private:
  struct Callbacks;
  explicit AdminServer(AdminHooks hooks);
  absl::Status Listen(absl::string_view address);

  const AdminHooks hooks_;
  std::string host_;
  int port_ = 0;
  std::mutex mutex_;     // guards problem_
  std::string problem_;  // the library's first complaint: why it cannot start
  mg_context* context_ = nullptr;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_ADMIN_SERVER_H_
