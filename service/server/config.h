// What a server can be told, with its defaults and their reasons. A value; no globals. Flags, environment variables and
// the configuration file fill it by one table of options (option_table.h).
#ifndef ISNAD_SERVICE_SERVER_CONFIG_H_
#define ISNAD_SERVICE_SERVER_CONFIG_H_

#include <string>

#include "service/rpc/service_limits.h"
#include "service/telemetry/log_level.h"

namespace isnad {

// Whether callers must show a certificate (mutual TLS).
enum class ClientCertificates { kIgnored, kOptional, kRequired };

struct ServerConfig {
  // HOST:PORT or unix:PATH; port 0: the system chooses one. Loopback by default: to face a network is a decision.
  // Empty: no socket, calls in this process only.
  std::string listen_address = "127.0.0.1:50051";
  // Plain text on another address than loopback is refused unless this says that it is meant.
  bool insecure_plaintext_on_network = false;

  // Metrics, probes and the log level over HTTP: HOST:PORT; empty: none.
  std::string admin_address;

  // Other language data than the embedded; empty: the embedded.
  std::string lexicon_directory;
  std::string model_file;

  ServiceLimits limits;

  // Threads that extract; 0: one for each processor.
  int workers = 0;

  // TLS: PEM files, certificate with its chain; all empty: plain text. Read again when they change.
  std::string tls_certificate_file;
  std::string tls_private_key_file;
  std::string tls_client_ca_file;
  ClientCertificates tls_client_certificates = ClientCertificates::kIgnored;
  // Who may call: bearer tokens, an authorization policy (gRFC A43, JSON); empty: everybody. Read again when changed.
  std::string tokens_file;
  std::string policy_file;
  // How often files are looked at for changes.
  int reload_interval_ms = 1000;

  // A connection this old (give or take a tenth) is asked to go, so that callers behind a balancer of connections find
  // new servers; its calls have limits.connection_age_grace_ms to end.
  int connection_age_ms = 300000;
  // A quiet connection is asked for a sign of life after this time, and given up when none comes.
  int keepalive_ms = 60000;
  int keepalive_timeout_ms = 20000;
  // A client that pings more often than this is told to go.
  int client_ping_interval_ms_min = 10000;

  bool reflection = true;
  LogLevel log_level = LogLevel::kInfo;

  // After a stop signal: health says NOT_SERVING, new calls are still served for drain_delay_ms (so that balancers
  // learn of it first), then the listener closes and calls in flight have drain_ms to end.
  int drain_delay_ms = 5000;
  int drain_ms = 25000;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_CONFIG_H_
