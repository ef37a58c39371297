// Asks a server on this machine whether it serves: what a container's health check runs inside the image, where there is
// no shell and no curl. Blocking; any thread.
#ifndef ISNAD_SERVICE_SERVER_HEALTH_PROBE_H_
#define ISNAD_SERVICE_SERVER_HEALTH_PROBE_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace isnad {

// How long the server may take to answer, in milliseconds. Container engines wait 30 s by default.
inline constexpr int kHealthProbeMsMax = 3000;

// GET /readyz at an address as in ServerConfig::admin_address; one of all interfaces is asked on loopback. OK: calls are
// served. FailedPrecondition: it answers, and serves none (loading, draining), or there is no address. Unavailable: no
// answer.
absl::Status ProbeHealth(absl::string_view admin_address);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_HEALTH_PROBE_H_
