#include "client/attribution_client.h"

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

// Answers by what the article says; the article "wait" waits for the caller to give up.
class ScriptedService final : public v1::AttributionService::Service {
 public:
  grpc::Status ExtractAttributions(grpc::ServerContext* context, const v1::ExtractAttributionsRequest* request,
                                   v1::ExtractAttributionsResponse* response) override {
    const v1::Article& article = request->article();
    response->set_article_id(article.article_id());
    if (article.text() == "bad") return WithReason(grpc::StatusCode::INVALID_ARGUMENT, "text is bad", "TEXT_BAD");
    if (article.text() == "bare") return {grpc::StatusCode::INTERNAL, "no details"};
    if (article.text() == "large") response->add_claims()->set_text(std::string(1 << 20, 'x'));
    while (article.text() == "wait" && !context->IsCancelled()) {
    }
    return grpc::Status::OK;
  }

 private:
  static grpc::Status WithReason(grpc::StatusCode code, const std::string& message, const std::string& reason) {
    google::rpc::BadRequest bad_request;
    google::rpc::ErrorInfo info;
    info.set_reason(reason);
    google::rpc::Status details;
    details.add_details()->PackFrom(bad_request);
    details.add_details()->PackFrom(info);
    return {code, message, details.SerializeAsString()};
  }
};

class AttributionClientTest : public testing::Test {
 protected:
  AttributionClientTest() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
  }
  ~AttributionClientTest() override { server_->Shutdown(); }

  std::string target() const { return "127.0.0.1:" + std::to_string(port_); }

  static v1::ExtractAttributionsRequest RequestOf(const std::string& text) {
    v1::ExtractAttributionsRequest request;
    request.mutable_article()->set_article_id("a");
    request.mutable_article()->set_text(text);
    return request;
  }

  int port_ = 0;
  ScriptedService service_;
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(AttributionClientTest, BringsTheAnswer) {
  auto response = AttributionClient::Connect(target()).Extract(RequestOf("good"));
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->article_id(), "a");
}

TEST_F(AttributionClientTest, CallsThroughAChannelOfTheCaller) {
  AttributionClient client(server_->InProcessChannel({}));
  EXPECT_TRUE(client.Extract(RequestOf("good")).ok());
}

TEST_F(AttributionClientTest, KeepsCodeMessageAndReason) {
  absl::Status status = AttributionClient::Connect(target()).Extract(RequestOf("bad")).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_EQ(status.message(), "text is bad");
  EXPECT_EQ(ErrorReason(status), "TEXT_BAD");
}

TEST_F(AttributionClientTest, HasNoReasonWithoutDetails) {
  absl::Status status = AttributionClient::Connect(target()).Extract(RequestOf("bare")).status();
  EXPECT_TRUE(absl::IsInternal(status));
  EXPECT_EQ(ErrorReason(status), "");
  EXPECT_EQ(ErrorReason(absl::OkStatus()), "");
}

TEST_F(AttributionClientTest, GivesUpAtTheDeadline) {
  ClientOptions options;
  options.deadline = std::chrono::milliseconds(50);
  absl::Status status = AttributionClient::Connect(target(), options).Extract(RequestOf("wait")).status();
  EXPECT_TRUE(absl::IsDeadlineExceeded(status)) << status;
}

TEST_F(AttributionClientTest, RefusesAnAnswerAboveItsLimit) {
  ClientOptions options;
  options.message_bytes_max = 1 << 20;
  absl::Status status = AttributionClient::Connect(target(), options).Extract(RequestOf("large")).status();
  EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
  EXPECT_TRUE(AttributionClient::Connect(target()).Extract(RequestOf("large")).ok());
}

TEST_F(AttributionClientTest, KeepsTheCodeOfWhatTheServerDoesNotServe) {
  EXPECT_TRUE(absl::IsUnimplemented(AttributionClient::Connect(target()).GetServerInfo().status()));
  EXPECT_TRUE(absl::IsUnimplemented(AttributionClient::Connect(target()).Health().status()));
}

TEST_F(AttributionClientTest, IsUnavailableWhereNobodyListens) {
  AttributionClient client = AttributionClient::Connect(target());
  server_->Shutdown();
  auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(absl::IsUnavailable(client.Extract(RequestOf("good")).status()));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << "fails well before the deadline";
}

}  // namespace
}  // namespace isnad
