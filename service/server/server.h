// A running server: listens first, loads next, serves then, drains last. Health says NOT_SERVING until the language
// data is loaded and again from the first moment of Stop. Start, Load and Stop from one thread; calls come on gRPC's
// threads.
#ifndef ISNAD_SERVICE_SERVER_SERVER_H_
#define ISNAD_SERVICE_SERVER_SERVER_H_

#include <grpcpp/channel.h>
#include <grpcpp/server.h>

#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/server/config.h"
#include "service/transport/attribution_service.h"
#include "service/transport/health_service.h"
#include "service/transport/reflection_service.h"

namespace isnad {

class Server {
 public:
  // Binds the address and answers calls, so far with LOADING. InvalidArgument: the address has not the form HOST:PORT
  // or unix:PATH. Unavailable: it cannot be listened on.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerConfig& config);
  // Stops at once, if Stop was not called.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Loads the language data and begins to serve. Errors: those of AttributionExtractor::Load.
  absl::Status Load();

  // Begins to serve with another engine than the language data's: made-up ones, in tests.
  void Serve(ExtractionEngine engine);

  // Drains as the configuration says, then cancels the calls that are left. Returns when no call is left.
  void Stop();

  // The port listened on; 0: a unix socket or none.
  int port() const { return port_; }
  // The address listened on, with the port that the system chose.
  std::string address() const;
  // nullptr until loaded.
  const AttributionExtractor* extractor() const { return extractor_.has_value() ? &*extractor_ : nullptr; }
  // A channel that needs no socket. The server must outlive its calls.
  std::shared_ptr<grpc::Channel> InProcessChannel();

 private:
  explicit Server(const ServerConfig& config);
  absl::Status Listen();

  const ServerConfig config_;
  std::optional<AttributionExtractor> extractor_;
  AttributionService attribution_;
  HealthService health_;
  ReflectionService reflection_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> grpc_server_;  // last: it stops before the services go
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_SERVER_H_
