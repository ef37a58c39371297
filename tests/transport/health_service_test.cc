#include "service/transport/health_service.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>

#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/support/in_process_server.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using testing::HasCode;
using testing::InProcessServer;
using testing::IsOk;

HealthCheckRequest RequestFor(const std::string& service) {
  HealthCheckRequest request;
  request.set_service(service);
  return request;
}

HealthCheckResponse::ServingStatus Check(Health::Stub& stub, const std::string& service) {
  grpc::ClientContext context;
  HealthCheckResponse response;
  EXPECT_THAT(stub.Check(&context, RequestFor(service), &response), IsOk());
  return response.status();
}

// One watch, read step by step.
class Watch {
 public:
  Watch(Health::Stub& stub, const std::string& service) : reader_(stub.Watch(&context_, RequestFor(service))) {}

  // UNKNOWN, which the server never sends, where the watch has ended.
  HealthCheckResponse::ServingStatus Next() {
    HealthCheckResponse response;
    return reader_->Read(&response) ? response.status() : HealthCheckResponse::UNKNOWN;
  }
  void Cancel() { context_.TryCancel(); }
  grpc::Status Finish() { return reader_->Finish(); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<HealthCheckResponse>> reader_;
};

TEST(HealthServiceTest, ServesOnceTheLexiconIsLoadedUntilStopped) {
  InProcessServer server({}, InProcessServer::State::kLoading);
  const auto health = Health::NewStub(server.channel());
  for (const char* service : {"", "isnad.v1.AttributionService"}) {
    EXPECT_EQ(Check(*health, service), HealthCheckResponse::NOT_SERVING) << service;
  }
  ASSERT_THAT(server.server().Load(), IsOk());
  for (const char* service : {"", "isnad.v1.AttributionService"}) {
    EXPECT_EQ(Check(*health, service), HealthCheckResponse::SERVING) << service;
  }
}

TEST(HealthServiceTest, DoesNotKnowOtherServices) {
  InProcessServer server;
  const auto health = Health::NewStub(server.channel());
  grpc::ClientContext context;
  HealthCheckResponse response;
  EXPECT_THAT(health->Check(&context, RequestFor("isnad.v1"), &response), HasCode(grpc::StatusCode::NOT_FOUND));
  Watch watch(*health, "isnad.v1");
  EXPECT_EQ(watch.Next(), HealthCheckResponse::SERVICE_UNKNOWN);
  watch.Cancel();
  EXPECT_EQ(watch.Next(), HealthCheckResponse::UNKNOWN);
  EXPECT_THAT(watch.Finish(), HasCode(grpc::StatusCode::CANCELLED));
}

// Over a socket: gRPC's in-process transport breaks its calls off when the server stops.
TEST(HealthServiceTest, TellsWatchersOfEachChangeAndLetsThemGoAtTheEnd) {
  ServerConfig config;
  config.listen_address = "127.0.0.1:0";
  const auto server = Server::Start(config);
  ASSERT_THAT(server, IsOk());
  const auto health = Health::NewStub(grpc::CreateChannel((*server)->address(), grpc::InsecureChannelCredentials()));
  Watch watch(*health, "");
  EXPECT_EQ(watch.Next(), HealthCheckResponse::NOT_SERVING);
  ASSERT_THAT((*server)->Load(), IsOk());
  EXPECT_EQ(watch.Next(), HealthCheckResponse::SERVING);
  std::thread stop([&server] { (*server)->Stop(); });
  EXPECT_EQ(watch.Next(), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(watch.Next(), HealthCheckResponse::UNKNOWN) << "the watch does not hold up the stop";
  EXPECT_THAT(watch.Finish(), IsOk());
  stop.join();
}

TEST(HealthServiceTest, SurvivesWatchersThatLeave) {
  InProcessServer server({}, InProcessServer::State::kLoading);
  const auto health = Health::NewStub(server.channel());
  for (int i = 0; i < 50; ++i) {
    Watch watch(*health, "");
    EXPECT_EQ(watch.Next(), HealthCheckResponse::NOT_SERVING);
    watch.Cancel();
    EXPECT_EQ(watch.Next(), HealthCheckResponse::UNKNOWN);
    watch.Finish();
  }
  ASSERT_THAT(server.server().Load(), IsOk());
  EXPECT_EQ(Check(*health, ""), HealthCheckResponse::SERVING);
}

}  // namespace
}  // namespace isnad
