// The log of the real server: one JSON object a line, the caller's trace in it, the level changed while it serves.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "isnad/v1/attribution_service.grpc.pb.h"
#include "tests/support/http_request.h"
#include "tests/support/in_process_server.h"
#include "tests/support/server_process.h"

namespace isnad {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<json> Lines(const std::string& log) {
  std::vector<json> lines;
  for (absl::string_view line : absl::StrSplit(log, '\n', absl::SkipEmpty())) {
    lines.push_back(json::parse(std::string(line)));
  }
  return lines;
}

void Call(v1::AttributionService::Stub& stub, const std::string& traceparent) {
  grpc::ClientContext context;
  context.AddMetadata("traceparent", traceparent);
  v1::ExtractAttributionsResponse response;
  EXPECT_TRUE(stub.ExtractAttributions(&context, testing::RequestFor("خبر"), &response).ok());
}

TEST(LogTest, NamesTheCallersTraceAndChangesItsLevelWhileItServes) {
  testing::ServerProcess server({"--listen", "127.0.0.1:0", "--admin-address", "127.0.0.1:0"});
  auto stub = v1::AttributionService::NewStub(
      grpc::CreateChannel(server.WaitUntilServing(), grpc::InsecureChannelCredentials()));
  const std::string admin = Lines(server.errors()).at(0).at("admin_address").get<std::string>();

  Call(*stub, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  EXPECT_THAT(testing::HttpRequest(admin, "PUT", "/loglevel", "debug"), HasSubstr("200"));
  Call(*stub, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  EXPECT_THAT(testing::HttpRequest(admin, "PUT", "/loglevel", "off"), HasSubstr("200"));
  Call(*stub, "00-11111111111111111111111111111111-2222222222222222-01");
  stub.reset();  // an idle client answers a server's farewell late
  server.Signal(SIGTERM);
  server.Wait();

  std::vector<json> calls;
  std::vector<std::string> changes;
  for (const json& line : Lines(server.errors())) {
    if (line.at("event") == "call") calls.push_back(line);
    if (line.at("event") == "log_level_changed") {
      changes.push_back(line.at("old").get<std::string>() + " to " + line.at("new").get<std::string>());
    }
  }
  EXPECT_THAT(changes, ElementsAre("info to debug", "debug to off"));
  ASSERT_EQ(calls.size(), 1u) << "the one that was made at level debug";
  EXPECT_EQ(calls[0].at("trace_id"), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(calls[0].at("parent_id"), "00f067aa0ba902b7");
  EXPECT_NE(calls[0].at("span_id"), "00f067aa0ba902b7");
  EXPECT_EQ(calls[0].at("method"), "/isnad.v1.AttributionService/ExtractAttributions");
  EXPECT_EQ(calls[0].at("code"), "OK");
}

TEST(LogTest, TellsWhetherItIsReady) {
  testing::ServerProcess server(
      {"--listen", "127.0.0.1:0", "--admin-address", "127.0.0.1:0", "--drain-delay-ms", "2000"});
  server.WaitUntilServing();
  const std::string admin = Lines(server.errors()).at(0).at("admin_address").get<std::string>();
  EXPECT_THAT(testing::HttpRequest(admin, "GET", "/readyz"), HasSubstr("200"));
  server.Signal(SIGTERM);
  while (server.errors().find("draining") == std::string::npos) std::this_thread::yield();
  EXPECT_THAT(testing::HttpRequest(admin, "GET", "/readyz"), HasSubstr("503"));
  EXPECT_THAT(testing::HttpRequest(admin, "GET", "/livez"), HasSubstr("200"));
  EXPECT_EQ(server.ExitStatus(), 0);
}

}  // namespace
}  // namespace isnad
