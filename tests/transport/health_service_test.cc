#include "service/transport/health_service.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "grpc/health/v1/health.grpc.pb.h"
#include "service/rpc/service_limits.h"
#include "tests/support/error_details.h"
#include "tests/support/in_process_server.h"
#include "tests/support/raw_call.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using testing::ErrorDetails;
using testing::HasCode;
using testing::InProcessServer;
using testing::IsOk;
using testing::RawCall;
using testing::ReadDetails;

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
  const grpc::Status status = health->Check(&context, RequestFor("isnad.v1"), &response);
  EXPECT_THAT(status, HasCode(grpc::StatusCode::NOT_FOUND));
  EXPECT_EQ(ReadDetails(status).info.reason(), "SERVICE_NOT_KNOWN");
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
  config.drain_delay_ms = 0;
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

TEST(HealthServiceTest, KeepsTheWatchOfAnUnknownServiceOpen) {
  InProcessServer server({}, InProcessServer::State::kLoading);
  const auto health = Health::NewStub(server.channel());
  Watch unknown(*health, "isnad.v1");
  Watch known(*health, "");
  EXPECT_EQ(unknown.Next(), HealthCheckResponse::SERVICE_UNKNOWN);
  EXPECT_EQ(known.Next(), HealthCheckResponse::NOT_SERVING);
  ASSERT_THAT(server.server().Load(), IsOk());
  EXPECT_EQ(known.Next(), HealthCheckResponse::SERVING);
  unknown.Cancel();
  EXPECT_EQ(unknown.Next(), HealthCheckResponse::UNKNOWN) << "no state was sent in between";
  EXPECT_THAT(unknown.Finish(), HasCode(grpc::StatusCode::CANCELLED)) << "and the server had not ended the watch";
  known.Cancel();
}

TEST(HealthServiceTest, RefusesAWatchOnePastTheLimit) {
  InProcessServer server({.health_watches_max = 2});
  const auto health = Health::NewStub(server.channel());
  Watch first(*health, "");
  Watch second(*health, "isnad.v1");
  EXPECT_EQ(first.Next(), HealthCheckResponse::SERVING);
  EXPECT_EQ(second.Next(), HealthCheckResponse::SERVICE_UNKNOWN);
  Watch third(*health, "");
  EXPECT_EQ(third.Next(), HealthCheckResponse::UNKNOWN);
  const grpc::Status status = third.Finish();
  // The code that has clients go on without health checking.
  EXPECT_THAT(status, HasCode(grpc::StatusCode::UNIMPLEMENTED));
  const ErrorDetails details = ReadDetails(status);
  EXPECT_EQ(details.info.reason(), "TOO_MANY_WATCHERS");
  EXPECT_EQ(details.metadata("limit"), "health_watches_max");
  EXPECT_EQ(details.metadata("limit_value"), "2");
  EXPECT_EQ(Check(*health, ""), HealthCheckResponse::SERVING) << "checks go on";
  first.Cancel();
  second.Cancel();
}

struct MalformedNameCase {
  std::string behaviour;
  std::string bytes;
  std::string reason;
  std::string offset;
};

TEST(HealthServiceTest, RefusesNamesThatAreNoNames) {
  InProcessServer server;
  const std::vector<MalformedNameCase> cases = {
      {"no message", "\x0A\xFF", "REQUEST_MALFORMED", ""},
      {"not UTF-8", "\x0A\x04is\xED\xA0", "MALFORMED_UTF8", "2"},
      {"a byte too long", RequestFor(std::string(kNameRequestBytesMax - 2, 'n')).SerializeAsString(),
       "REQUEST_MALFORMED", ""},
      {"just not too long", RequestFor(std::string(kNameRequestBytesMax - 3, 'n')).SerializeAsString(),
       "SERVICE_NOT_KNOWN", ""},
  };
  for (const MalformedNameCase& c : cases) {
    SCOPED_TRACE(c.behaviour);
    const ErrorDetails details = ReadDetails(RawCall(server.channel(), "/grpc.health.v1.Health/Check", c.bytes).status);
    EXPECT_EQ(details.info.reason(), c.reason);
    EXPECT_EQ(details.metadata("offset"), c.offset);
    if (c.reason == "SERVICE_NOT_KNOWN") continue;  // a watch goes on
    const auto watch = RawCall(server.channel(), "/grpc.health.v1.Health/Watch", c.bytes);
    EXPECT_EQ(ReadDetails(watch.status).info.reason(), c.reason);
  }
}

TEST(HealthServiceTest, TellsItsErrorsInArabicToThoseWhoAsk) {
  InProcessServer server;
  const auto health = Health::NewStub(server.channel());
  grpc::ClientContext context;
  context.AddMetadata("accept-language", "en;q=0.5");
  context.AddMetadata("accept-language", "ar-EG");
  HealthCheckResponse response;
  const ErrorDetails details = ReadDetails(health->Check(&context, RequestFor("none"), &response));
  EXPECT_EQ(details.localized.locale(), "ar");
  EXPECT_EQ(details.localized.message(), "لا توجد على هذا الخادم خدمة بالاسم المطلوب. يرجى التحقق من اسم الخدمة.");
}

TEST(HealthServiceTest, ListsTheStateOfAllServices) {
#ifdef ISNAD_HEALTH_LIST
  InProcessServer server({}, InProcessServer::State::kLoading);
  const auto health = Health::NewStub(server.channel());
  for (const auto state : {HealthCheckResponse::NOT_SERVING, HealthCheckResponse::SERVING}) {
    grpc::ClientContext context;
    grpc::health::v1::HealthListResponse response;
    ASSERT_THAT(health->List(&context, {}, &response), IsOk());
    ASSERT_EQ(response.statuses_size(), 2);
    EXPECT_EQ(response.statuses().at("").status(), state);
    EXPECT_EQ(response.statuses().at("isnad.v1.AttributionService").status(), state);
    if (state == HealthCheckResponse::NOT_SERVING) {
      ASSERT_THAT(server.server().Load(), IsOk());
    }
  }
#else
  std::puts("SKIPPED: this platform's health.proto has no List");
  GTEST_SKIP() << "this platform's health.proto has no List";
#endif
}

}  // namespace
}  // namespace isnad
