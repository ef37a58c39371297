// Limits that only a socket shows: what is one past each of them.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "isnad/v1/attribution_service.grpc.pb.h"
#include "service/server/server.h"
#include "tests/support/error_details.h"
#include "tests/support/in_process_server.h"
#include "tests/support/made_up_engine.h"
#include "tests/support/raw_http2.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::IsOk;
using testing::MadeUpEngine;
using testing::RawHttp2;
using testing::RequestFor;

class LimitsTest : public ::testing::Test {
 protected:
  void Start(ServerConfig config) {
    config.listen_address = "127.0.0.1:0";
    config.workers = 4;
    absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(config);
    ASSERT_THAT(server, IsOk());
    server_ = *std::move(server);
    server_->Serve(engine_.engine());
  }

  // Each channel has a connection of its own.
  std::unique_ptr<v1::AttributionService::Stub> Connect() const {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    return v1::AttributionService::NewStub(
        grpc::CreateCustomChannel(server_->address(), grpc::InsecureChannelCredentials(), arguments));
  }

  MadeUpEngine engine_;
  std::unique_ptr<Server> server_;
};

TEST_F(LimitsTest, TheCallPastThoseOfOneConnectionWaits) {
  ServerConfig config;
  config.limits.streams_per_connection_max = 2;
  Start(config);
  const auto stub = Connect();
  // The connection knows its limit once it is set up.
  ASSERT_THAT(testing::CallExtract(*stub, RequestFor("text")).status, IsOk());
  std::vector<std::thread> callers;
  for (int i = 0; i < 3; ++i) {
    callers.emplace_back(
        [&stub] { EXPECT_THAT(testing::CallExtract(*stub, RequestFor(MadeUpEngine::kHeld)).status, IsOk()); });
  }
  engine_.WaitUntilHolding(2);
  // Another connection is served meanwhile, and the third call of the first is not.
  EXPECT_THAT(testing::CallExtract(*Connect(), RequestFor("text")).status, IsOk());
  EXPECT_EQ(engine_.holding(), 2);
  engine_.Release();
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(engine_.begun(), 5);
}

TEST_F(LimitsTest, TheConnectionPastTheLimitIsRefused) {
  if (grpc::Version() < std::string("1.6") || grpc::Version()[3] == '.') {
    GTEST_SKIP() << "SKIPPED: gRPC " << grpc::Version() << " has no limit of connections; later versions have";
  }
  ServerConfig config;
  config.limits.connections_max = 1;
  Start(config);
  const auto first = Connect();
  ASSERT_THAT(testing::CallExtract(*first, RequestFor("text")).status, IsOk());
  EXPECT_THAT(testing::CallExtract(*Connect(), RequestFor("text")).status,
              testing::HasCode(grpc::StatusCode::UNAVAILABLE));
  EXPECT_THAT(testing::CallExtract(*first, RequestFor("text")).status, IsOk());
}

TEST_F(LimitsTest, TheByteOfAMessagePastTheLimitIsRefused) {
  ServerConfig config;
  v1::ExtractAttributionsRequest request = RequestFor("text");
  config.limits.message_bytes_max = static_cast<int>(request.ByteSizeLong());
  Start(config);
  EXPECT_THAT(testing::CallExtract(*Connect(), request).status, IsOk());
  EXPECT_THAT(testing::CallExtract(*Connect(), RequestFor("texts")).status,
              testing::HasCode(grpc::StatusCode::RESOURCE_EXHAUSTED));
}

TEST_F(LimitsTest, GivesUpACallerWhoDoesNotTakeTheAnswer) {
  ServerConfig config;
  config.limits.stream_idle_ms_max = 1;
  config.reload_interval_ms = 3600000;  // has no part in it
  Start(config);
  RawHttp2 caller(server_->port(), /*window=*/0);
  caller.Call("/isnad.v1.AttributionService/ExtractAttributions", RequestFor("text").SerializeAsString());
  RawHttp2::Frame frame;
  do {
    frame = caller.Read();
    ASSERT_NE(frame.type, RawHttp2::kData) << "the caller's window is empty";
  } while (frame.stream != 1 || frame.type != RawHttp2::kResetStream);
  EXPECT_EQ(engine_.begun(), 1);
}

// A request that never comes whole would wait in memory for as long as the connection lives.
TEST_F(LimitsTest, GivesUpACallerWhoDoesNotSendTheRequest) {
  ServerConfig config;
  config.limits.stream_idle_ms_max = 1;
  config.reload_interval_ms = 10;
  Start(config);
  for (const char* method : {"ExtractAttributions", "BatchExtractAttributions", "GetServerInfo"}) {
    RawHttp2 caller(server_->port(), /*window=*/65535);
    caller.Begin(absl::StrCat("/isnad.v1.AttributionService/", method), /*message_size=*/100, "ten bytes.");
    RawHttp2::Frame frame;
    do frame = caller.Read();
    while (frame.stream != 1 || (frame.flags & RawHttp2::kEndStream) == 0);
    EXPECT_EQ(frame.type, RawHttp2::kHeaders) << method << ": a status";
  }
  EXPECT_EQ(engine_.begun(), 0);
}

TEST_F(LimitsTest, ServerInfoIsAskedWithoutFields) {
  Start({});
  const std::string path = "/isnad.v1.AttributionService/GetServerInfo";
  // Of the two bytes of an unknown field thirty are made in memory. The second message ends too early.
  const std::pair<std::string, std::string> rows[] = {
      {std::string(1025, 0), "the request has 1025 bytes"},
      {std::string("\x0A\x05x", 3), "the bytes received are no request of this method"},
  };
  for (const auto& [message, expected] : rows) {
    RawHttp2 caller(server_->port(), /*window=*/65535);
    caller.Call(path, message);
    RawHttp2::Frame frame;
    do frame = caller.Read();
    while (frame.stream != 1 || (frame.flags & RawHttp2::kEndStream) == 0);
    EXPECT_THAT(frame.payload, ::testing::HasSubstr(expected));
  }
}

}  // namespace
}  // namespace isnad
