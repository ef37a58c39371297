// What the admin server answers, without its sockets: metrics for Prometheus, probes for an orchestrator, the log level
// for an operator.
//
//   GET /metrics           200: all metrics, in Prometheus' text format
//   GET /livez             200 as long as the process answers at all
//   GET /readyz            200 while calls are served, else 503 (loading, draining)
//   GET, PUT /loglevel     the level as plain text; PUT 400: not a level, with the names of those there are, or the
//                          body has not come as its Content-Length says
//
// There are no credentials here: whoever reaches the address may read, but what changes the server (PUT) is only for
// callers on the same machine (kubectl port-forward and exec are), who also ask for it by a name of the same machine
// and come through no proxy: a web page whose name leads here, and what a proxy passes on, are somebody else. 403 for
// others.
//
// HEAD is GET without the body. Another path: 404; another method: 405 with Allow. Pure but for the hooks; any thread.
#ifndef ISNAD_SERVICE_SERVER_ADMIN_ROUTES_H_
#define ISNAD_SERVICE_SERVER_ADMIN_ROUTES_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "service/telemetry/log_level.h"

namespace isnad {

// The longest body taken, in bytes: a level's name and a line end need ten.
inline constexpr size_t kAdminBodyBytesMax = 64;

// What the answers are made of. All are set; called on the admin server's threads.
struct AdminHooks {
  std::function<std::string()> metrics;
  std::function<bool()> serving;
  std::function<LogLevel()> log_level;
  std::function<void(LogLevel)> set_log_level;
};

struct AdminRequest {
  absl::string_view method;
  absl::string_view path;      // without the query
  std::string body;            // longer than kAdminBodyBytesMax: 413
  bool body_is_whole = false;  // it has come in time, with its Content-Length
  bool from_loopback = false;  // the caller is on the same machine
  // As it came; nullopt: there was none, which only HTTP/1.0 allows.
  std::optional<absl::string_view> host;
  bool http_1_0 = false;
  bool forwarded = false;  // a proxy says that it passes the request on
};

struct AdminAnswer {
  int status = 200;
  std::string body;
  const char* content_type = "text/plain; charset=utf-8";
  const char* allow = nullptr;  // with 405: the methods that there are
};

// Whether the answer depends on the body; all others are not to be read.
bool TakesBody(const AdminRequest& request);

AdminAnswer AnswerAdmin(const AdminRequest& request, const AdminHooks& hooks);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_ADMIN_ROUTES_H_
