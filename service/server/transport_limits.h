// What of the configuration gRPC itself keeps: sizes, streams, connections, their age and their signs of life.
#ifndef ISNAD_SERVICE_SERVER_TRANSPORT_LIMITS_H_
#define ISNAD_SERVICE_SERVER_TRANSPORT_LIMITS_H_

#include <grpcpp/server_builder.h>

#include <cstddef>

#include "service/server/config.h"

namespace isnad {

// What gRPC may keep for connections and calls, requests and answers on their way, of in_flight_bytes_max. Beyond it
// gRPC ends calls with RESOURCE_EXHAUSTED, whosever they are: a last resort against callers who send by half and stay.
// On gRPC 1.51 the process takes up to twice as much.
inline constexpr size_t kTransportBytesPerByteInFlight = 4;

void SetTransportLimits(const ServerConfig& config, grpc::ServerBuilder* builder);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_TRANSPORT_LIMITS_H_
