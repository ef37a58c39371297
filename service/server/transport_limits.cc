// Compression is off: gRPC would inflate a request wholly before its size limit applies. The port is not shared: by
// default gRPC lets two servers listen on one port, and half of the calls go to a forgotten process. Covered by
// tests/server/transport_limits_test.cc and tests/end_to_end/.
#include "service/server/transport_limits.h"

#include <grpc/grpc.h>
#include <grpcpp/resource_quota.h>

#include <limits>
#include <string>

namespace isnad {
namespace {

// GRPC_ARG_MAX_ALLOWED_INCOMING_CONNECTIONS, which older versions do not know and pass over.
constexpr char kConnectionsMax[] = "grpc.max_allowed_incoming_connections";
// How long newer versions wait for the answer to any ping (one minute by default), whatever the keepalive's own time.
constexpr char kPingTimeoutMs[] = "grpc.http2.ping_timeout_ms";
constexpr int kNoEnd = std::numeric_limits<int>::max();

}  // namespace

void SetTransportLimits(const ServerConfig& config, grpc::ServerBuilder* builder) {
  builder->SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder->SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder->SetMaxReceiveMessageSize(config.limits.message_bytes_max);
  grpc::ResourceQuota quota("isnad");
  quota.Resize(config.limits.in_flight_bytes_max * kTransportBytesPerByteInFlight);
  builder->SetResourceQuota(quota);
  builder->AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder->AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, config.limits.streams_per_connection_max);
  if (config.limits.connections_max > 0) builder->AddChannelArgument(kConnectionsMax, config.limits.connections_max);
  // gRPC itself spreads the age by a tenth to both sides.
  builder->AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, config.connection_age_ms);
  const int grace_ms = config.limits.connection_age_grace_ms;
  builder->AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, grace_ms > 0 ? grace_ms : kNoEnd);
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, config.keepalive_ms);
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, config.keepalive_timeout_ms);
  builder->AddChannelArgument(kPingTimeoutMs, config.keepalive_timeout_ms);
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder->AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                              config.client_ping_interval_ms_min);
}

}  // namespace isnad
