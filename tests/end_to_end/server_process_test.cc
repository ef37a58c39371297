#include "tests/support/server_process.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "isnad/v1/attribution_service.grpc.pb.h"
#include "tests/support/in_process_server.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_folder.h"

// The life of the process: start, errors at start, stop.
namespace isnad {
namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::MatchesRegex;
using testing::ServerProcess;

std::shared_ptr<grpc::Channel> ChannelTo(const std::string& address) {
  return grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
}

// The names of the events in a log; each line is one JSON object.
std::vector<std::string> EventsOf(const std::string& log) {
  std::vector<std::string> events;
  for (absl::string_view line : absl::StrSplit(log, '\n', absl::SkipEmpty())) {
    events.push_back(nlohmann::json::parse(std::string(line)).at("event").get<std::string>());
  }
  return events;
}

TEST(ServerProcessTest, SaysThatItServesAndEndsWellOnEachStopSignal) {
  for (int signal : {SIGTERM, SIGINT}) {
    ServerProcess server({"--listen", "127.0.0.1:0"});
    const std::string address = server.WaitUntilServing();
    EXPECT_THAT(
        server.serving_line(),
        MatchesRegex("isnad-server 0\\.1\\.0: serving on 127\\.0\\.0\\.1:[0-9]+ \\(lexicon [0-9a-f]{12}, gRPC .*\\)"));
    std::cout << "serving after " << server.start_ms() << " ms\n";
    {
      // An idle gRPC client answers the server's farewell with a delay of up to 5 s; so this one leaves first.
      const auto stub = v1::AttributionService::NewStub(ChannelTo(address));
      EXPECT_THAT(testing::CallExtract(*stub, testing::RequestFor("خبر")).status, IsOk());
    }
    server.Signal(signal);
    EXPECT_EQ(server.ExitStatus(), 0);
    EXPECT_EQ(server.ReadLine(), "") << "one line is all it says";
    EXPECT_THAT(EventsOf(server.errors()), ElementsAre("serving", "draining", "stopped"));
  }
}

// Stops the server and sees it serve on; then lets go of the connection.
void CallWhileDraining(ServerProcess& server) {
  const auto channel = ChannelTo(server.WaitUntilServing());
  grpc::ClientContext context;
  const auto watch = Health::NewStub(channel)->Watch(&context, HealthCheckRequest());
  HealthCheckResponse state;
  ASSERT_TRUE(watch->Read(&state));
  EXPECT_EQ(state.status(), HealthCheckResponse::SERVING);

  server.Signal(SIGTERM);
  ASSERT_TRUE(watch->Read(&state));
  EXPECT_EQ(state.status(), HealthCheckResponse::NOT_SERVING);
  const auto stub = v1::AttributionService::NewStub(channel);
  EXPECT_THAT(testing::CallExtract(*stub, testing::RequestFor("خبر")).status, IsOk());
  EXPECT_FALSE(watch->Read(&state));
}

TEST(ServerProcessTest, ServesWhileItDrains) {
  ServerProcess server({"--listen", "127.0.0.1:0", "--drain-delay-ms", "2000"});
  CallWhileDraining(server);
  EXPECT_EQ(server.ExitStatus(), 0);
}

TEST(ServerProcessTest, EndsAtOnceOnASecondSignal) {
  ServerProcess server({"--listen", "127.0.0.1:0", "--drain-delay-ms", "600000"});
  const auto health = Health::NewStub(ChannelTo(server.WaitUntilServing()));
  grpc::ClientContext context;
  const auto watch = health->Watch(&context, HealthCheckRequest());
  HealthCheckResponse state;
  ASSERT_TRUE(watch->Read(&state));
  server.Signal(SIGTERM);
  ASSERT_TRUE(watch->Read(&state));  // the first signal has arrived
  server.Signal(SIGTERM);
  const int status = server.Wait();
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM) << status;
}

// Both are there before either is taken: the process is stopped meanwhile.
TEST(ServerProcessTest, DrainsWhereBothStopSignalsComeAtOnce) {
  ServerProcess server({"--listen", "127.0.0.1:0"});
  server.WaitUntilServing();
  for (int signal : {SIGSTOP, SIGINT, SIGTERM, SIGCONT}) server.Signal(signal);
  EXPECT_EQ(server.ExitStatus(), 0);
  EXPECT_THAT(EventsOf(server.errors()), ElementsAre("serving", "draining", "stopped"));
}

TEST(ServerProcessTest, LooksAtItsFilesOnHangUp) {
  const TemporaryFolder folder;
  ServerProcess server({"--listen", "127.0.0.1:0", "--reload-interval-ms", "3600000", "--tokens-file",
                        folder.Write("tokens", "# nobody yet\n")});
  server.WaitUntilServing();
  folder.Write("tokens", "# nobody\n");
  server.Signal(SIGHUP);
  while (server.errors().find("\"reloaded\"") == std::string::npos) std::this_thread::yield();
  server.Signal(SIGTERM);
  EXPECT_EQ(server.ExitStatus(), 0);
  EXPECT_THAT(EventsOf(server.errors()), ElementsAre("serving", "reloaded", "draining", "stopped"));
}

// A core would hold articles and the TLS key.
TEST(ServerProcessTest, LeavesNoCore) {
  ServerProcess server({"--listen", "127.0.0.1:0"});
  server.WaitUntilServing();
  rlimit limit = {.rlim_cur = 1, .rlim_max = 1};
  ASSERT_EQ(prlimit(server.pid(), RLIMIT_CORE, nullptr, &limit), 0);
  EXPECT_EQ(limit.rlim_cur, 0u);
  EXPECT_EQ(limit.rlim_max, 0u);
}

struct FailedStartCase {
  std::string behaviour;
  std::vector<std::string> arguments;
  int exit_status;
  std::string error;
};

TEST(ServerProcessTest, SaysWhyItDoesNotStart) {
  ServerProcess occupant({"--listen", "127.0.0.1:0"});
  const std::string occupied = occupant.WaitUntilServing();
  const std::vector<FailedStartCase> cases = {
      {"occupied port", {"--listen", occupied}, 1, "cannot listen on " + occupied},
      {"address of another machine",
       {"--listen", "192.0.2.1:50051", "--insecure-plaintext-on-network"},
       1,
       "cannot listen on 192.0.2.1:50051"},
      {"network without TLS", {"--listen", "192.0.2.1:50051"}, 2, "insecure_plaintext_on_network"},
      {"no port", {"--listen", "localhost"}, 2, "the address \"localhost\" has not the form HOST:PORT"},
      {"unknown flag", {"--port", "50051"}, 2, "\"--port\": unknown flag"},
      {"drain time that is no number", {"--drain-ms", "soon"}, 2, "--drain-ms: \"soon\" is not a whole number from 0"},
      {"missing lexicon",
       {"--listen", "127.0.0.1:0", "--lexicon", "/nowhere/at/all"},
       2,
       "lexicon: \"/nowhere/at/all\""},
  };
  for (const FailedStartCase& c : cases) {
    SCOPED_TRACE(c.behaviour);
    ServerProcess server(c.arguments);
    EXPECT_EQ(server.ReadLine(), "");
    EXPECT_EQ(server.ExitStatus(), c.exit_status);
    EXPECT_THAT(server.errors(), HasSubstr(c.error));
  }
}

TEST(ServerProcessTest, TellsItsVersionAndItsOptions) {
  ServerProcess version({"--version"});
  EXPECT_THAT(version.ReadLine(), MatchesRegex("isnad-server 0\\.1\\.0 \\(gRPC [0-9.]+.*\\)"));
  EXPECT_EQ(version.ExitStatus(), 0);
  ServerProcess help({"--help"});
  std::string text;
  for (std::string line = help.ReadLine(); !line.empty() || text.empty(); line = help.ReadLine()) text += line + "\n";
  EXPECT_EQ(help.ExitStatus(), 0);
  EXPECT_THAT(text, HasSubstr("isnad-server"));
}

}  // namespace
}  // namespace isnad
