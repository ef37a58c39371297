// What a server can be told, with its defaults and their reasons. A value; no globals.
#ifndef ISNAD_SERVICE_SERVER_CONFIG_H_
#define ISNAD_SERVICE_SERVER_CONFIG_H_

#include <string>

#include "service/rpc/service_limits.h"

namespace isnad {

struct ServerConfig {
  // HOST:PORT or unix:PATH; port 0: the system chooses one. Loopback by default: to face a network is a decision.
  // Empty: no socket, calls in this process only.
  std::string listen_address = "127.0.0.1:50051";

  // Other language data than the embedded; empty: the embedded.
  std::string lexicon_directory;
  std::string model_file;

  ServiceLimits limits;

  // Calls on one connection at the same time. Bounds what opening and resetting streams in quick turn can hold.
  int streams_per_connection_max = 100;

  // After a stop signal: health says NOT_SERVING, new calls are still served for drain_delay_ms (so that balancers
  // learn of it first), then the listener closes and calls in flight have drain_ms to end.
  int drain_delay_ms = 0;
  int drain_ms = 25000;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_CONFIG_H_
