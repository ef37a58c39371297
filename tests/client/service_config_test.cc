// What the shipped service config makes of gRPC's channel, with servers that fail, or do not serve, as a test says.
#include "client/service_config.h"

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/attribution_client.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/fake_server.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

AttributionClient ClientOf(const std::string& target, const ClientOptions& options = {}) {
  return AttributionClient::Connect(target, options).value();
}

v1::ExtractAttributionsRequest ShortRequest() {
  v1::ExtractAttributionsRequest request;
  request.mutable_article()->set_text("x");
  return request;
}

// The first `failures` calls fail with `code`.
void FailFirst(FakeService& service, int failures, grpc::StatusCode code) {
  service.extract = [&service, failures, code](grpc::ServerContext&, const auto&, auto&) {
    return service.calls <= failures ? grpc::Status(code, "as the test says") : grpc::Status::OK;
  };
}

TEST(ServiceConfig, IsTheShippedFile) {
  std::ifstream file(ISNAD_SOURCE_DIR "/client/service_config.json", std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  ASSERT_THAT(text, Not(IsEmpty()));
  EXPECT_EQ(DefaultServiceConfig(), text);
}

TEST(ServiceConfig, IsTakenByGrpc) { EXPECT_EQ(CheckServiceConfig(DefaultServiceConfig()), absl::OkStatus()); }

TEST(ServiceConfig, IsRefusedWhereGrpcWouldFailEveryCall) {
  struct Row {
    const char* json;
    const char* problem;
  };
  const Row rows[] = {
      {"{", "JSON"},
      {R"({"loadBalancingConfig": [{"no_such_policy": {}}]})", "loadBalancingConfig"},
      {R"({"methodConfig": [{"name": [{}], "retryPolicy": {"maxAttempts": 1}}]})", "maxAttempts"},
      {R"({"methodConfig": [{"name": [{}], "timeout": "soon"}]})", "timeout"},
  };
  for (const Row& row : rows) {
    ClientOptions options;
    options.service_config = row.json;
    absl::Status status = AttributionClient::Connect("localhost:1", options).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << row.json;
    EXPECT_THAT(std::string(status.message()), HasSubstr(row.problem));
  }
}

TEST(ServiceConfig, MayBeTheCallersOwn) {
  FakeServer server;
  FailFirst(server.service, 1, grpc::StatusCode::UNAVAILABLE);
  ClientOptions options;
  options.service_config = "{}";
  EXPECT_TRUE(absl::IsUnavailable(ClientOf(server.address(), options).Extract(ShortRequest()).status()));
  EXPECT_EQ(server.service.calls, 1) << "no policy, no repeats";
}

TEST(ServiceConfig, RepeatsWhatFoundAServerUnavailable) {
  struct Row {
    grpc::StatusCode code;
    int failures;
    int calls;
    bool ok;
  };
  const Row rows[] = {
      {grpc::StatusCode::UNAVAILABLE, 1, 2, true},         {grpc::StatusCode::UNAVAILABLE, 3, 4, true},
      {grpc::StatusCode::UNAVAILABLE, 4, 4, false},        {grpc::StatusCode::INVALID_ARGUMENT, 1, 1, false},
      {grpc::StatusCode::CANCELLED, 1, 2, true},  // by a server that stops; nobody else cancels there
      {grpc::StatusCode::RESOURCE_EXHAUSTED, 1, 1, false}, {grpc::StatusCode::INTERNAL, 1, 1, false},
      {grpc::StatusCode::DEADLINE_EXCEEDED, 1, 1, false},
  };
  for (const Row& row : rows) {
    FakeServer server;
    FailFirst(server.service, row.failures, row.code);
    EXPECT_EQ(ClientOf(server.address()).Extract(ShortRequest()).ok(), row.ok) << row.code << " x " << row.failures;
    EXPECT_EQ(server.service.calls, row.calls) << row.code << " x " << row.failures;
  }
}

// gRPC's own buffer for repeats is smaller, and what does not fit is silently not repeated.
TEST(ServiceConfig, RepeatsTheLongestArticle) {
  FakeServer server;
  FailFirst(server.service, 1, grpc::StatusCode::UNAVAILABLE);
  v1::ExtractAttributionsRequest request;
  request.mutable_article()->set_text(std::string(1 << 20, 'x'));
  EXPECT_TRUE(ClientOf(server.address()).Extract(request).ok());
  EXPECT_EQ(server.service.calls, 2);
}

TEST(ServiceConfig, StopsRepeatingWhereEverythingFails) {
  FakeServer server;
  FailFirst(server.service, 1 << 20, grpc::StatusCode::UNAVAILABLE);
  AttributionClient client = ClientOf(server.address());
  std::vector<std::thread> threads;
  for (int i = 0; i < 40; ++i) {
    threads.emplace_back([&client] { EXPECT_TRUE(absl::IsUnavailable(client.Extract(ShortRequest()).status())); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(server.service.calls, 40) << "the first ones were repeated";
  int before = server.service.calls;
  EXPECT_FALSE(client.Extract(ShortRequest()).ok());
  EXPECT_EQ(server.service.calls, before + 1);
}

class TwoServersTest : public testing::Test {
 protected:
  TwoServersTest() : client_(ClientOf(absl::StrCat("ipv4:", first_.address(), ",", second_.address()))) {
    for (FakeServer* server : {&first_, &second_}) {
      server->SetServing(true);
      server->service.extract = [](grpc::ServerContext&, const auto&, auto&) { return grpc::Status::OK; };
    }
    CallUntil([this] { return first_.service.calls > 0 && second_.service.calls > 0; });
  }

  void Call(int times) {
    for (int i = 0; i < times; ++i) EXPECT_TRUE(client_.Extract(ShortRequest()).ok());
  }

  template <typename Condition>
  void CallUntil(Condition reached) {
    auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!reached()) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline);
      Call(1);
    }
  }

  FakeServer first_{{.health = true}};
  FakeServer second_{{.health = true}};
  AttributionClient client_;
};

TEST_F(TwoServersTest, ShareCallsRoundRobin) {
  int first = first_.service.calls;
  int second = second_.service.calls;
  Call(20);
  EXPECT_EQ(first_.service.calls, first + 10);
  EXPECT_EQ(second_.service.calls, second + 10);
}

TEST_F(TwoServersTest, GetNoCallsWhileTheyDoNotServe) {
  second_.SetServing(false);
  int seen = 0;
  int quiet = 0;  // calls in a row that passed over the second server: more than a turn's worth
  CallUntil([&] {
    quiet = second_.service.calls == seen ? quiet + 1 : 0;
    seen = second_.service.calls;
    return quiet > 10;
  });
  Call(20);
  EXPECT_EQ(second_.service.calls, seen);
  EXPECT_EQ(*ClientOf(second_.address()).Health(), grpc::health::v1::HealthCheckResponse::NOT_SERVING);
  EXPECT_TRUE(absl::IsUnavailable(ClientOf(second_.address()).Extract(ShortRequest()).status()));

  second_.SetServing(true);
  CallUntil([&] { return second_.service.calls > seen; });
}

TEST_F(TwoServersTest, LoseNoCallWhenOneGoes) {
  second_.Stop();
  Call(20);
}

}  // namespace
}  // namespace isnad
