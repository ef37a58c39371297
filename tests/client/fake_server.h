// A server on loopback that answers as a test says, for what the built server does not do on request: failing, waiting,
// counting. A method without a handler is UNIMPLEMENTED.
#ifndef ISNAD_TESTS_CLIENT_FAKE_SERVER_H_
#define ISNAD_TESTS_CLIENT_FAKE_SERVER_H_

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "isnad/v1/attribution_service.grpc.pb.h"

namespace isnad {

class FakeService final : public v1::AttributionService::Service {
 public:
  using Articles =
      grpc::ServerReaderWriter<v1::StreamExtractAttributionsResponse, v1::StreamExtractAttributionsRequest>;

  std::function<grpc::Status(grpc::ServerContext&, const v1::ExtractAttributionsRequest&,
                             v1::ExtractAttributionsResponse&)>
      extract;
  std::function<grpc::Status(grpc::ServerContext&, const v1::BatchExtractAttributionsRequest&,
                             v1::BatchExtractAttributionsResponse&)>
      batch;
  std::function<grpc::Status(grpc::ServerContext&, Articles&)> stream;
  std::function<grpc::Status(grpc::ServerContext&, const v1::GetServerInfoRequest&, v1::GetServerInfoResponse&)> info;
  std::atomic<int> calls = 0;  // of all methods

 private:
  template <typename Handler, typename... Arguments>
  grpc::Status Answer(const Handler& handler, Arguments&... arguments) {
    ++calls;
    return handler ? handler(arguments...) : grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "not faked");
  }

  grpc::Status ExtractAttributions(grpc::ServerContext* context, const v1::ExtractAttributionsRequest* request,
                                   v1::ExtractAttributionsResponse* response) override {
    return Answer(extract, *context, *request, *response);
  }
  grpc::Status BatchExtractAttributions(grpc::ServerContext* context,
                                        const v1::BatchExtractAttributionsRequest* request,
                                        v1::BatchExtractAttributionsResponse* response) override {
    return Answer(batch, *context, *request, *response);
  }
  grpc::Status GetServerInfo(grpc::ServerContext* context, const v1::GetServerInfoRequest* request,
                             v1::GetServerInfoResponse* response) override {
    return Answer(info, *context, *request, *response);
  }
  grpc::Status StreamExtractAttributions(grpc::ServerContext* context, Articles* articles) override {
    return Answer(stream, *context, *articles);
  }
};

struct FakeServerOptions {
  bool health = false;  // whether it answers health checks
  std::shared_ptr<grpc::ServerCredentials> credentials = grpc::InsecureServerCredentials();
};

class FakeServer {
 public:
  explicit FakeServer(const FakeServerOptions& options = {}) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", options.credentials, &port_);
    builder.RegisterService(&service);
    grpc::EnableDefaultHealthCheckService(options.health);  // asked once, by BuildAndStart
    server_ = builder.BuildAndStart();
    grpc::EnableDefaultHealthCheckService(false);
  }
  ~FakeServer() { Stop(); }

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  std::shared_ptr<grpc::Channel> InProcessChannel() { return server_->InProcessChannel({}); }
  // Of the attribution service and of the server as a whole.
  void SetServing(bool serving) {
    server_->GetHealthCheckService()->SetServingStatus("isnad.v1.AttributionService", serving);
    server_->GetHealthCheckService()->SetServingStatus("", serving);
  }
  // Cancels what is in flight.
  void Stop() { server_->Shutdown(std::chrono::system_clock::now()); }

  FakeService service;  // its handlers are set before the first call

 private:
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace isnad

#endif  // ISNAD_TESTS_CLIENT_FAKE_SERVER_H_
