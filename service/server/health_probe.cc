// Over HTTP and not as a gRPC call: the admin address asks for no certificates and no tokens, which a health check
// would have to be given. Covered by tests/server/health_probe_test.cc.
#include "service/server/health_probe.h"

#include <civetweb.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/server/admin_address.h"

namespace isnad {
namespace {

struct CloseConnection {
  void operator()(mg_connection* connection) const { mg_close_connection(connection); }
};

std::string ReachableHost(const std::string& host) {
  if (host == "0.0.0.0") return "127.0.0.1";
  return host == "[::]" ? "[::1]" : host;
}

}  // namespace

absl::Status ProbeHealth(absl::string_view admin_address) {
  if (admin_address.empty()) {
    return absl::FailedPreconditionError("admin_address is not set; a server without it answers no probes");
  }
  const absl::StatusOr<AdminAddress> address = ParseAdminAddress(admin_address);
  if (!address.ok()) return address.status();
  const std::string host = ReachableHost(address->host);
  char error[256] = "";
  const std::unique_ptr<mg_connection, CloseConnection> connection(
      mg_connect_client(host.c_str(), address->port, /*use_ssl=*/0, error, sizeof(error)));
  const std::string place = absl::StrCat(host, ":", address->port);
  if (connection == nullptr) return absl::UnavailableError(absl::StrCat(place, ": cannot connect: ", error));
  mg_printf(connection.get(), "GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n");
  if (mg_get_response(connection.get(), error, sizeof(error), kHealthProbeMsMax) < 0) {
    return absl::UnavailableError(absl::StrCat(place, ": no answer: ", error));
  }
  const int status = mg_get_response_info(connection.get())->status_code;
  if (status == 200) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(place, ": no calls are served (status ", status, ")"));
}

}  // namespace isnad
