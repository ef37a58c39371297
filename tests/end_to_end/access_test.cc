// Tokens and policy on the real server: who is let in, what the others are told, and files that change.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "grpc/health/v1/health.grpc.pb.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "isnad/v1/attribution_service.grpc.pb.h"
#include "tests/support/error_details.h"
#include "tests/support/http_request.h"
#include "tests/support/in_process_server.h"
#include "tests/support/raw_http2.h"
#include "tests/support/server_process.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::ReadDetails;
using testing::ServerProcess;

// "token-of-reader" and "token-of-editor".
constexpr char kTokens[] =
    "reader f9e36f90379bbb3c10c8874dde93c9c078b38316c1d9d076ea507844b76d2278\n"
    "editor 3f83039f09893928a7cbeb3255e277ae6a6397e66885aae38298d48ba37e7c66\n";
constexpr char kPolicy[] = R"({
  "name": "newsroom",
  "allow_rules": [
    {"name": "readers extract", "source": {"principals": ["token:reader"]},
     "request": {"paths": ["/isnad.v1.AttributionService/Extract*"]}},
    {"name": "editors do all", "source": {"principals": ["token:editor"]}}
  ]
})";

class AccessTest : public ::testing::Test {
 protected:
  void Start(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(),
                     {"--listen", "127.0.0.1:0", "--admin-address", "127.0.0.1:0", "--reload-interval-ms", "100"});
    server_ = std::make_unique<ServerProcess>(arguments);
    address_ = server_->WaitUntilServing();
    channel_ = grpc::CreateChannel(address_, grpc::InsecureChannelCredentials());
    stub_ = v1::AttributionService::NewStub(channel_);
  }

  static void Authorize(const std::string& token, grpc::ClientContext* context) {
    if (!token.empty()) context->AddMetadata("authorization", "Bearer " + token);
  }
  grpc::Status Extract(const std::string& token) {
    grpc::ClientContext context;
    Authorize(token, &context);
    v1::ExtractAttributionsResponse response;
    return stub_->ExtractAttributions(&context, testing::RequestFor("خبر"), &response);
  }
  grpc::Status Info(const std::string& token) {
    grpc::ClientContext context;
    Authorize(token, &context);
    v1::GetServerInfoResponse response;
    return stub_->GetServerInfo(&context, {}, &response);
  }
  grpc::Status Check(const std::string& token) {
    grpc::ClientContext context;
    Authorize(token, &context);
    grpc::health::v1::HealthCheckResponse response;
    return grpc::health::v1::Health::NewStub(channel_)->Check(&context, {}, &response);
  }
  static std::string ReasonOf(const grpc::Status& status) {
    return status.ok() ? "OK" : ReadDetails(status).info.reason();
  }
  // Until the reason is this one: files are read again by and by.
  bool Becomes(const std::string& reason, const std::string& token) {
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < give_up) {
      if (ReasonOf(Extract(token)) == reason) return true;
    }
    return false;
  }

  TemporaryFolder folder_;
  std::unique_ptr<ServerProcess> server_;
  std::string address_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::AttributionService::Stub> stub_;
};

TEST_F(AccessTest, TokensLetIn) {
  Start({"--tokens-file", folder_.Write("tokens", kTokens)});
  EXPECT_EQ(ReasonOf(Extract("token-of-reader")), "OK");
  EXPECT_EQ(ReasonOf(Info("token-of-editor")), "OK");
  EXPECT_EQ(ReasonOf(Extract("")), "CREDENTIALS_MISSING");
  EXPECT_EQ(Extract("").error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(ReasonOf(Extract("token-of-nobody")), "CREDENTIALS_WRONG");
  EXPECT_EQ(ReasonOf(Check("")), "OK") << "probes carry no token";
  grpc::ClientContext context;
  const auto reflection = grpc::reflection::v1::ServerReflection::NewStub(channel_)->ServerReflectionInfo(&context);
  grpc::reflection::v1::ServerReflectionResponse answer;
  EXPECT_FALSE(reflection->Read(&answer));
  EXPECT_EQ(ReasonOf(reflection->Finish()), "CREDENTIALS_MISSING");
}

TEST_F(AccessTest, TheLogSaysWhatProtectsTheServer) {
  Start({});
  EXPECT_THAT(server_->errors(), HasSubstr(R"("tls":false,"client_certificates":false,"tokens":false,"policy":false)"));
  Start({"--tokens-file", folder_.Write("tokens", kTokens)});
  EXPECT_THAT(server_->errors(), HasSubstr(R"("tokens":true,"policy":false)"));
  Start({"--tokens-file", folder_.Write("tokens", kTokens), "--policy-file", folder_.Write("policy.json", kPolicy)});
  EXPECT_THAT(server_->errors(), HasSubstr(R"("tokens":true,"policy":true)"));
}

// Or strangers could fill the server's memory with requests.
TEST_F(AccessTest, StrangersAreRefusedBeforeTheyHaveSentAnything) {
  Start({"--tokens-file", folder_.Write("tokens", kTokens)});
  for (const char* method : {"ExtractAttributions", "BatchExtractAttributions", "GetServerInfo"}) {
    testing::RawHttp2 stranger(std::stoi(address_.substr(address_.rfind(':') + 1)), /*window=*/65535);
    stranger.Begin(absl::StrCat("/isnad.v1.AttributionService/", method));
    testing::RawHttp2::Frame frame;
    do frame = stranger.Read();
    while (frame.stream != 1 || frame.type != testing::RawHttp2::kHeaders);
    EXPECT_NE(frame.flags & testing::RawHttp2::kEndStream, 0) << method << ": headers alone, so refused";
  }
}

TEST_F(AccessTest, APolicyDecidesOverEveryMethod) {
  Start({"--tokens-file", folder_.Write("tokens", kTokens), "--policy-file", folder_.Write("policy.json", kPolicy)});
  EXPECT_EQ(ReasonOf(Extract("token-of-reader")), "OK");
  EXPECT_EQ(ReasonOf(Info("token-of-reader")), "ACCESS_DENIED");
  EXPECT_EQ(Info("token-of-reader").error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(ReasonOf(Info("token-of-editor")), "OK");
  EXPECT_EQ(ReasonOf(Check("token-of-reader")), "ACCESS_DENIED");
  EXPECT_EQ(ReasonOf(Check("token-of-editor")), "OK");

  grpc::ClientContext context;
  const auto stream = stub_->StreamExtractAttributions(&context);
  v1::StreamExtractAttributionsResponse item;
  EXPECT_FALSE(stream->Read(&item));
  EXPECT_EQ(ReasonOf(stream->Finish()), "CREDENTIALS_MISSING");
}

TEST_F(AccessTest, FilesAreTakenUpWhileItServesAndMistakesChangeNothing) {
  Start({"--tokens-file", folder_.Write("tokens", "")});
  EXPECT_EQ(ReasonOf(Extract("token-of-reader")), "CREDENTIALS_WRONG");
  folder_.Write("tokens", kTokens);
  EXPECT_TRUE(Becomes("OK", "token-of-reader"));
  folder_.Write("tokens", "reader no-digest\n");
  // The mistake is in the log once it is seen; what was in force stays.
  while (server_->errors().find("reload_failed") == std::string::npos) std::this_thread::yield();
  EXPECT_EQ(ReasonOf(Extract("token-of-reader")), "OK");
  EXPECT_EQ(ReasonOf(Extract("")), "CREDENTIALS_MISSING");
  folder_.Write("tokens", "");
  EXPECT_TRUE(Becomes("CREDENTIALS_WRONG", "token-of-reader"));
}

TEST_F(AccessTest, WarnsOfRulesThatNeedNoToken) {
  const std::string open = R"({"name": "p", "allow_rules": [{"name": "open door"}]})";
  const std::string warning = R"("event":"policy_lets_in_without_token","rule":"open door")";
  const std::string policy = folder_.Write("policy.json", kPolicy);
  Start({"--tokens-file", folder_.Write("tokens", kTokens), "--policy-file", policy});
  EXPECT_THAT(server_->errors(), Not(HasSubstr("policy_lets_in_without_token")));
  folder_.Write("policy.json", open);
  EXPECT_TRUE(Becomes("OK", ""));
  while (server_->errors().find(warning) == std::string::npos) std::this_thread::yield();
  Start({"--tokens-file", folder_.Path("tokens"), "--policy-file", policy});
  EXPECT_THAT(server_->errors(), HasSubstr(warning)) << "at the start too";
}

TEST_F(AccessTest, DoesNotStartWithABadFile) {
  ServerProcess server({"--listen", "127.0.0.1:0", "--policy-file", folder_.Write("policy.json", "{\"name\": 1}")});
  EXPECT_EQ(server.ReadLine(), "");
  EXPECT_NE(server.ExitStatus(), 0);
  EXPECT_THAT(server.errors(), HasSubstr("policy.json"));
}

}  // namespace
}  // namespace isnad
