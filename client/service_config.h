// The service config that clients of isnad should use: client/service_config.json, embedded as it is. It shares calls
// among servers round robin, passes over those that do not serve (health checking), repeats calls that found a server
// unavailable, and bounds calls and repeats. deploy/client/README.md gives the reasons, and shows it in other
// languages.
#ifndef ISNAD_CLIENT_SERVICE_CONFIG_H_
#define ISNAD_CLIENT_SERVICE_CONFIG_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace isnad {

// JSON in the form of grpc.service_config.ServiceConfig. Lives as long as the program.
absl::string_view DefaultServiceConfig();

// The same without its health check: for a server behind a balancer, which watches the servers itself.
std::string BalancedServiceConfig();

// InvalidArgument with gRPC's own words where gRPC would not take `json`: it would then fail every call.
absl::Status CheckServiceConfig(absl::string_view json);

}  // namespace isnad

#endif  // ISNAD_CLIENT_SERVICE_CONFIG_H_
