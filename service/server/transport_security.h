// Whether a configuration protects what it sends. Looks at the configuration alone: no file is opened and no name
// looked up. Pure; any thread.
#ifndef ISNAD_SERVICE_SERVER_TRANSPORT_SECURITY_H_
#define ISNAD_SERVICE_SERVER_TRANSPORT_SECURITY_H_

#include "absl/status/status.h"
#include "service/access/reloadable_access.h"
#include "service/server/config.h"

namespace isnad {

// Whether the server speaks TLS.
bool UsesTls(const ServerConfig& config);

// The files that say who may call, and what callers can show over the configured connections.
AccessFiles AccessFilesOf(const ServerConfig& config);

// InvalidArgument: the address has none of its forms; plain text would leave this machine without
// insecure_plaintext_on_network; bearer tokens would do so at all; or the options of TLS contradict each other. The
// message says which option to set.
absl::Status CheckTransportSecurity(const ServerConfig& config);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_TRANSPORT_SECURITY_H_
