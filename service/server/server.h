// A running server: listens first, loads next, serves then, drains last. Health says NOT_SERVING until the language
// data is loaded and again from the first moment of Stop. Start, Load and Stop from one thread; calls come on gRPC's
// threads.
#ifndef ISNAD_SERVICE_SERVER_SERVER_H_
#define ISNAD_SERVICE_SERVER_SERVER_H_

#include <grpcpp/channel.h>
#include <grpcpp/server.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/access/reloadable_access.h"
#include "service/server/admin_server.h"
#include "service/server/config.h"
#include "service/server/periodic_task.h"
#include "service/server/tls_credentials.h"
#include "service/telemetry/event_log.h"
#include "service/telemetry/server_metrics.h"
#include "service/telemetry/trace_ids.h"
#include "service/transport/attribution_service.h"
#include "service/transport/call_environment.h"
#include "service/transport/health_service.h"
#include "service/transport/reflection_service.h"

namespace isnad {

class Server {
 public:
  // Binds the addresses and answers calls, so far with LOADING. `log` outlives the server; nullptr: nothing is logged.
  // InvalidArgument or NotFound: the configuration, or a file it names, is not right. Unavailable: an address cannot be
  // listened on.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerConfig& config, EventLog* log = nullptr);
  // Stops at once, if Stop was not called.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Loads the language data and begins to serve. Errors: those of AttributionExtractor::Load.
  absl::Status Load();
  // Begins to serve with another engine than the language data's: made-up ones, in tests.
  void Serve(ExtractionEngine engine);

  // Looks at certificates, tokens and policy now, as it does every reload_interval_ms. Any thread, after Start.
  void Reload();

  // Drains as the configuration says, then cancels the calls that are left. Returns when no call is left.
  void Stop();

  // The port listened on; 0: a unix socket or none.
  int port() const { return port_; }
  // The address listened on, with the port that the system chose.
  std::string address() const;
  // The same of the admin server; empty: there is none.
  std::string admin_address() const { return admin_ == nullptr ? "" : admin_->address(); }
  // nullptr: plain text.
  const TlsCredentials* tls() const { return tls_.get(); }
  // nullptr until loaded.
  const AttributionExtractor* extractor() const { return extractor_.has_value() ? &*extractor_ : nullptr; }
  ServerMetrics& metrics() { return metrics_; }
  // A channel that needs no socket. The server must outlive its calls.
  std::shared_ptr<grpc::Channel> InProcessChannel();

 private:
  Server(const ServerConfig& config, EventLog* log, std::unique_ptr<ReloadableAccess> access);
  absl::Status LoadTls();
  absl::Status Listen();
  absl::Status StartAdmin();
  void SetLogLevel(LogLevel level);
  void ReloadAccess();
  void WarnOfRulesBesideTokens();
  void RecordReload(ReloadKind kind, const ReloadReport& report);
  void ReloadTls();
  LoadSample Sample() const;

  const ServerConfig config_;
  EventLog quiet_log_;  // where there is no other
  EventLog& log_;
  ServerMetrics metrics_;
  TraceIds trace_ids_;
  const std::unique_ptr<ReloadableAccess> access_;
  const CallEnvironment environment_;
  std::optional<AttributionExtractor> extractor_;
  AttributionService attribution_;
  HealthService health_;
  ReflectionService reflection_;
  std::atomic<bool> serving_{false};
  int port_ = 0;
  std::unique_ptr<TlsCredentials> tls_;        // gRPC's server reads from it
  std::unique_ptr<grpc::Server> grpc_server_;  // stops before the services go
  std::unique_ptr<AdminServer> admin_;
  std::unique_ptr<PeriodicTask> reloads_;  // last, with the next: they use the rest
  std::unique_ptr<PeriodicTask> slow_callers_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_SERVER_H_
