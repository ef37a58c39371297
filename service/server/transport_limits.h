// What of the configuration gRPC itself keeps: sizes, streams, connections, their age and their signs of life.
#ifndef ISNAD_SERVICE_SERVER_TRANSPORT_LIMITS_H_
#define ISNAD_SERVICE_SERVER_TRANSPORT_LIMITS_H_

#include <grpcpp/server_builder.h>

#include "service/server/config.h"

namespace isnad {

void SetTransportLimits(const ServerConfig& config, grpc::ServerBuilder* builder);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_TRANSPORT_LIMITS_H_
