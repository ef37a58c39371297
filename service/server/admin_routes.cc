// Covered by tests/server/admin_routes_test.cc.
#include "service/server/admin_routes.h"

#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/server/listen_address.h"
#include "service/telemetry/server_metrics.h"

namespace isnad {
namespace {

AdminAnswer Text(int status, absl::string_view line) { return {.status = status, .body = absl::StrCat(line, "\n")}; }

AdminAnswer Level(const AdminHooks& hooks) { return Text(200, LogLevelName(hooks.log_level())); }

bool SetsLevel(const AdminRequest& request) { return request.path == "/loglevel" && request.method == "PUT"; }

// "localhost" or an address of loopback, with or without a port.
bool IsHostHere(absl::string_view host) {
  const size_t name_end = absl::StartsWith(host, "[") ? host.find(']') : host.find(':');
  const absl::string_view name = host.substr(0, name_end);
  if (!absl::StartsWith(host, "[")) return IsLoopback({.host = std::string(name)});
  if (name_end == host.npos) return false;
  const absl::string_view port = host.substr(name_end + 1);
  if (!port.empty() && port[0] != ':') return false;
  return IsLoopback({.host = std::string(name.substr(1))});
}

bool IsFromHere(const AdminRequest& request) {
  const bool asks_here = request.host.has_value() ? IsHostHere(*request.host) : request.http_1_0;
  return request.from_loopback && asks_here && !request.forwarded;
}

AdminAnswer SetLevel(const AdminRequest& request, const AdminHooks& hooks) {
  if (!IsFromHere(request)) {
    return Text(403, "the log level changes only at the word of callers on the same machine, by its loopback address");
  }
  if (request.body.size() > kAdminBodyBytesMax) {
    return Text(413, absl::StrCat("the body is longer than ", kAdminBodyBytesMax, " bytes"));
  }
  if (!request.body_is_whole) return Text(400, "send the level at once, as a body with its Content-Length");
  const std::optional<LogLevel> level = ParseLogLevel(absl::StripAsciiWhitespace(request.body));
  if (!level.has_value()) {
    std::string names;
    for (LogLevel each : {LogLevel::kDebug, LogLevel::kInfo, LogLevel::kWarning, LogLevel::kError, LogLevel::kOff}) {
      absl::StrAppend(&names, names.empty() ? "" : ", ", LogLevelName(each));
    }
    return Text(400, absl::StrCat("not a log level; send one of these as plain text: ", names));
  }
  hooks.set_log_level(*level);
  return Level(hooks);
}

AdminAnswer Get(const AdminRequest& request, const AdminHooks& hooks) {
  if (request.path == "/metrics") return {.body = hooks.metrics(), .content_type = kMetricsContentType};
  if (request.path == "/livez") return Text(200, "alive");
  if (request.path == "/loglevel") return Level(hooks);
  return hooks.serving() ? Text(200, "serving") : Text(503, "not serving");
}

bool IsKnown(absl::string_view path) {
  return path == "/metrics" || path == "/livez" || path == "/readyz" || path == "/loglevel";
}

}  // namespace

bool TakesBody(const AdminRequest& request) { return SetsLevel(request) && IsFromHere(request); }

AdminAnswer AnswerAdmin(const AdminRequest& request, const AdminHooks& hooks) {
  if (!IsKnown(request.path)) return Text(404, "there are /metrics, /livez, /readyz and /loglevel");
  if (request.method == "GET" || request.method == "HEAD") return Get(request, hooks);
  if (SetsLevel(request)) return SetLevel(request, hooks);
  AdminAnswer answer = Text(405, "this method is not for this path");
  answer.allow = request.path == "/loglevel" ? "GET, HEAD, PUT" : "GET, HEAD";
  return answer;
}

}  // namespace isnad
