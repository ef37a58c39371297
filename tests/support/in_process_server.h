// The whole service in the test's process, without a socket: a server and a stub of it.
#ifndef ISNAD_TESTS_SUPPORT_IN_PROCESS_SERVER_H_
#define ISNAD_TESTS_SUPPORT_IN_PROCESS_SERVER_H_

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "isnad/v1/attribution_service.grpc.pb.h"
#include "service/server/server.h"

namespace isnad::testing {

struct ExtractAnswer {
  grpc::Status status;
  v1::ExtractAttributionsResponse response;
};

inline v1::ExtractAttributionsRequest RequestFor(const std::string& text) {
  v1::ExtractAttributionsRequest request;
  request.mutable_article()->set_text(text);
  return request;
}

inline ExtractAnswer CallExtract(v1::AttributionService::Stub& stub, const v1::ExtractAttributionsRequest& request) {
  ExtractAnswer answer;
  grpc::ClientContext context;
  answer.status = stub.ExtractAttributions(&context, request, &answer.response);
  return answer;
}

class InProcessServer {
 public:
  enum class State { kLoaded, kLoading };

  explicit InProcessServer(const ServiceLimits& limits = {}, State state = State::kLoaded) {
    ServerConfig config;
    config.listen_address.clear();
    config.limits = limits;
    auto server = Server::Start(config);
    if (!server.ok()) throw std::runtime_error(std::string(server.status().message()));
    server_ = *std::move(server);
    channel_ = server_->InProcessChannel();
    stub_ = v1::AttributionService::NewStub(channel_);
    if (state == State::kLoading) return;
    const absl::Status loaded = server_->Load();
    if (!loaded.ok()) throw std::runtime_error(std::string(loaded.message()));
  }

  Server& server() { return *server_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  v1::AttributionService::Stub& stub() { return *stub_; }
  ExtractAnswer Extract(const v1::ExtractAttributionsRequest& request) { return CallExtract(*stub_, request); }

 private:
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::AttributionService::Stub> stub_;
};

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_IN_PROCESS_SERVER_H_
