// Where metrics and probes are served, as text: HOST:PORT with a numeric address (IPv6 in brackets) or "localhost";
// without HOST: 127.0.0.1. Narrower than what the HTTP library would take. Pure: no name is looked up. Any thread.
#ifndef ISNAD_SERVICE_SERVER_ADMIN_ADDRESS_H_
#define ISNAD_SERVICE_SERVER_ADMIN_ADDRESS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace isnad {

struct AdminAddress {
  std::string host;  // an address in digits, an IPv6 one in brackets
  int port = 0;      // 0: the system chooses one
};

// InvalidArgument: `text` has another form.
absl::StatusOr<AdminAddress> ParseAdminAddress(absl::string_view text);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_ADMIN_ADDRESS_H_
