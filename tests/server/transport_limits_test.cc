#include "service/server/transport_limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "service/server/server.h"
#include "tests/support/in_process_server.h"
#include "tests/support/raw_http2.h"
#include "tests/support/status_matchers.h"

// What gRPC keeps of the configuration, seen from a connection that does nothing by itself.
namespace isnad {
namespace {

using testing::RawHttp2;

std::unique_ptr<Server> StartServer(ServerConfig config) {
  config.listen_address = "127.0.0.1:0";
  absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(config);
  EXPECT_THAT(server, testing::IsOk());
  return *std::move(server);
}

TEST(TransportLimitsTest, AnOldConnectionIsAskedToGo) {
  ServerConfig config;
  config.connection_age_ms = 100;
  const std::unique_ptr<Server> server = StartServer(config);
  RawHttp2 connection(server->port(), /*window=*/65535);
  while (connection.Read().type != RawHttp2::kGoAway) {
  }
}

TEST(TransportLimitsTest, AConnectionThatGivesNoSignOfLifeIsGivenUp) {
  ServerConfig config;
  config.keepalive_ms = 100;
  config.keepalive_timeout_ms = 100;
  const std::unique_ptr<Server> server = StartServer(config);
  RawHttp2 connection(server->port(), /*window=*/65535);
  const absl::Time begin = absl::Now();
  // Pings come and are not answered; then the server closes.
  EXPECT_THROW(
      {
        for (;;) connection.Read();
      },
      std::runtime_error);
  EXPECT_LT(absl::Now() - begin, absl::Seconds(20));  // not gRPC's own minute
}

TEST(TransportLimitsTest, ACallOfLaterConnectionsFindsTheServerAllTheSame) {
  ServerConfig config;
  config.connection_age_ms = 100;
  const std::unique_ptr<Server> server = StartServer(config);
  ASSERT_THAT(server->Load(), testing::IsOk());
  const auto stub =
      v1::AttributionService::NewStub(grpc::CreateChannel(server->address(), grpc::InsecureChannelCredentials()));
  const absl::Time end = absl::Now() + absl::Milliseconds(400);
  do {
    EXPECT_THAT(testing::CallExtract(*stub, testing::RequestFor("خبر")).status, testing::IsOk());
  } while (absl::Now() < end);
}

// Answers come for so long, five times the connection's age, or until the stream breaks; then its status.
grpc::Status StreamFor(const Server& server, absl::Duration duration) {
  const auto stub =
      v1::AttributionService::NewStub(grpc::CreateChannel(server.address(), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  const auto stream = stub->StreamExtractAttributions(&context);
  v1::StreamExtractAttributionsRequest request;
  request.mutable_article()->set_text("خبر");
  v1::StreamExtractAttributionsResponse response;
  const absl::Time end = absl::Now() + duration;
  while (absl::Now() < end && stream->Write(request) && stream->Read(&response)) absl::SleepFor(absl::Milliseconds(20));
  stream->WritesDone();
  while (stream->Read(&response)) {
  }
  return stream->Finish();
}

TEST(TransportLimitsTest, AStreamGoesOnWhenItsConnectionHasReachedItsAge) {
  ServerConfig config;
  config.connection_age_ms = 100;
  const std::unique_ptr<Server> server = StartServer(config);
  ASSERT_THAT(server->Load(), testing::IsOk());
  EXPECT_THAT(StreamFor(*server, absl::Milliseconds(500)), testing::IsOk());
}

TEST(TransportLimitsTest, AStreamEndsOnePastTheTimeOfGrace) {
  ServerConfig config;
  config.connection_age_ms = 100;
  config.limits.connection_age_grace_ms = 100;
  const std::unique_ptr<Server> server = StartServer(config);
  ASSERT_THAT(server->Load(), testing::IsOk());
  EXPECT_THAT(StreamFor(*server, absl::Seconds(20)), testing::HasCode(grpc::StatusCode::UNAVAILABLE));
}

}  // namespace
}  // namespace isnad
