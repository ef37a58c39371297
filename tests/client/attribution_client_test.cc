#include "client/attribution_client.h"

#include <chrono>
#include <string>

#include "absl/status/status.h"
#include "gtest/gtest.h"
#include "tests/client/fake_server.h"
#include "tests/client/made_up_error.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

grpc::Status WithReason(grpc::StatusCode code, const std::string& message, const std::string& reason) {
  return ToGrpcStatus(MadeUpError(code, message, google::rpc::BadRequest(), InfoOf(reason)));
}

// Answers by what the article says; the article "wait" waits for the caller to give up.
grpc::Status Answer(grpc::ServerContext& context, const v1::ExtractAttributionsRequest& request,
                    v1::ExtractAttributionsResponse& response) {
  const v1::Article& article = request.article();
  response.set_article_id(article.article_id());
  if (article.text() == "bad") return WithReason(grpc::StatusCode::INVALID_ARGUMENT, "text is bad", "TEXT_BAD");
  if (article.text() == "bare") return {grpc::StatusCode::INTERNAL, "no details"};
  if (article.text() == "large") response.add_claims()->set_text(std::string(1 << 20, 'x'));
  while (article.text() == "wait" && !context.IsCancelled()) {
  }
  return grpc::Status::OK;
}

class AttributionClientTest : public testing::Test {
 protected:
  AttributionClientTest() { server_.service.extract = Answer; }

  AttributionClient Client(const ClientOptions& options = {}) const {
    return AttributionClient::Connect(server_.address(), options).value();
  }

  static v1::ExtractAttributionsRequest RequestOf(const std::string& text) {
    v1::ExtractAttributionsRequest request;
    request.mutable_article()->set_article_id("a");
    request.mutable_article()->set_text(text);
    return request;
  }

  FakeServer server_;
};

TEST_F(AttributionClientTest, BringsTheAnswer) {
  auto response = Client().Extract(RequestOf("good"));
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->article_id(), "a");
}

TEST_F(AttributionClientTest, CallsThroughAChannelOfTheCaller) {
  AttributionClient client(server_.InProcessChannel());
  EXPECT_TRUE(client.Extract(RequestOf("good")).ok());
}

TEST_F(AttributionClientTest, KeepsCodeMessageAndReason) {
  absl::Status status = Client().Extract(RequestOf("bad")).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_EQ(status.message(), "text is bad");
  EXPECT_EQ(ErrorReason(status), "TEXT_BAD");
}

TEST_F(AttributionClientTest, HasNoReasonWithoutDetails) {
  absl::Status status = Client().Extract(RequestOf("bare")).status();
  EXPECT_TRUE(absl::IsInternal(status));
  EXPECT_EQ(ErrorReason(status), "");
  EXPECT_EQ(ErrorReason(absl::OkStatus()), "");
}

TEST_F(AttributionClientTest, GivesUpAtTheDeadline) {
  ClientOptions options;
  options.deadline = std::chrono::milliseconds(50);
  absl::Status status = Client(options).Extract(RequestOf("wait")).status();
  EXPECT_TRUE(absl::IsDeadlineExceeded(status)) << status;
}

TEST_F(AttributionClientTest, RefusesAnAnswerAboveItsLimit) {
  ClientOptions options;
  options.message_bytes_max = 1 << 20;
  absl::Status status = Client(options).Extract(RequestOf("large")).status();
  EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
  EXPECT_TRUE(Client().Extract(RequestOf("large")).ok());
}

TEST_F(AttributionClientTest, KeepsTheCodeOfWhatTheServerDoesNotServe) {
  EXPECT_TRUE(absl::IsUnimplemented(Client().GetServerInfo().status()));
  EXPECT_TRUE(absl::IsUnimplemented(Client().Health().status()));
}

TEST_F(AttributionClientTest, IsUnavailableWhereNobodyListens) {
  AttributionClient client = Client();
  server_.Stop();
  auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(absl::IsUnavailable(client.Extract(RequestOf("good")).status()));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << "fails well before the deadline";
}

TEST_F(AttributionClientTest, BringsTheAnswersToABatch) {
  server_.service.batch = [](grpc::ServerContext&, const v1::BatchExtractAttributionsRequest& request,
                             v1::BatchExtractAttributionsResponse& response) {
    for (const v1::Article& article : request.articles()) response.add_results()->set_article_id(article.article_id());
    response.mutable_results(1)->mutable_error()->set_code(3);
    return grpc::Status::OK;
  };
  v1::BatchExtractAttributionsRequest request;
  for (const char* id : {"a", "b"}) request.add_articles()->set_article_id(id);
  auto response = Client().ExtractBatch(request);
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->results_size(), 2);
  EXPECT_EQ(response->results(0).article_id(), "a");
  EXPECT_TRUE(absl::IsInvalidArgument(ToAbslStatus(response->results(1).error())));

  server_.service.batch = [](grpc::ServerContext&, const auto&, auto&) {
    return WithReason(grpc::StatusCode::INVALID_ARGUMENT, "too many", "TOO_MANY_ARTICLES");
  };
  EXPECT_EQ(ErrorReason(Client().ExtractBatch(request).status()), "TOO_MANY_ARTICLES");
}

// What the server sees of the header `key`; empty where it is not there.
std::string Header(const grpc::ServerContext& context, const char* key) {
  auto header = context.client_metadata().find(key);
  return header == context.client_metadata().end() ? "" : std::string(header->second.data(), header->second.size());
}

TEST_F(AttributionClientTest, SaysWhichLanguageItWants) {
  server_.service.extract = [](grpc::ServerContext& context, const auto&, v1::ExtractAttributionsResponse& response) {
    response.set_language_code(Header(context, "accept-language"));
    return grpc::Status::OK;
  };
  ClientOptions options;
  options.language = "ar, en;q=0.5";
  EXPECT_EQ(Client(options).Extract(RequestOf("x"))->language_code(), "ar, en;q=0.5");
  EXPECT_EQ(AttributionClient(server_.InProcessChannel(), options).Extract(RequestOf("x"))->language_code(),
            "ar, en;q=0.5");
  EXPECT_EQ(Client().Extract(RequestOf("x"))->language_code(), "");
  options.language = "ar\n";
  EXPECT_TRUE(absl::IsInvalidArgument(Client(options).Extract(RequestOf("x")).status()));
}

TEST_F(AttributionClientTest, SendsTheTokenThatIsInTheFileNow) {
  server_.service.extract = [](grpc::ServerContext& context, const auto&, v1::ExtractAttributionsResponse& response) {
    response.set_language_code(Header(context, "authorization"));
    return grpc::Status::OK;
  };
  TemporaryFolder folder;
  ClientOptions options;
  options.token_file = folder.Write("token", "first\n");
  AttributionClient client = Client(options);
  EXPECT_EQ(client.Extract(RequestOf("x"))->language_code(), "Bearer first");
  folder.Write("token", "second\n");
  EXPECT_EQ(client.Extract(RequestOf("x"))->language_code(), "Bearer second");
  folder.Write("token", "");
  EXPECT_TRUE(absl::IsInvalidArgument(client.Extract(RequestOf("x")).status()));
  EXPECT_TRUE(absl::IsInvalidArgument(client.Stream().status()));
  EXPECT_EQ(AttributionClient(server_.InProcessChannel(), options).Extract(RequestOf("x"))->language_code(), "")
      << "nobody knows whether the caller's channel may carry it";
}

TEST_F(AttributionClientTest, KeepsATokenFromLeavingTheMachineInClearText) {
  TemporaryFolder folder;
  ClientOptions options;
  options.token_file = folder.Write("token", "secret-7");
  absl::Status status = AttributionClient::Connect("isnad.example:50051", options).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  EXPECT_EQ(status.message().find("secret-7"), absl::string_view::npos);
  options.tls.enabled = true;
  EXPECT_TRUE(AttributionClient::Connect("isnad.example:50051", options).ok());
  options.token_file = folder.Path("missing");
  EXPECT_TRUE(absl::IsNotFound(AttributionClient::Connect("isnad.example:50051", options).status()));
}

}  // namespace
}  // namespace isnad
