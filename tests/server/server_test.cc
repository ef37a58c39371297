#include "service/server/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "service/attribution/limits.h"
#include "tests/support/error_details.h"
#include "tests/support/in_process_server.h"
#include "tests/support/raw_call.h"
#include "tests/support/status_matchers.h"
#include "tests/support/text_slices.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using testing::ErrorDetails;
using testing::ExtractAnswer;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::InProcessServer;
using testing::IsOk;
using testing::RawCall;
using testing::ReadDetails;
using testing::RequestFor;

constexpr char kArticle[] =
    "الوزيرة: لن نرفع الرسوم 😀\n"
    "قالت الوزيرة ليلى منصور إن الرُّسوم باقيـــة كما هي، مشيرة إلى أن القرار نهائي.\n";

TEST(ServerTest, ExtractsClaimsWhoseTextsAreSlicesInEveryEncoding) {
  InProcessServer server;
  for (v1::OffsetEncoding encoding : {v1::OFFSET_ENCODING_UNSPECIFIED, v1::OFFSET_ENCODING_UTF8,
                                      v1::OFFSET_ENCODING_UTF16, v1::OFFSET_ENCODING_UTF32}) {
    SCOPED_TRACE(v1::OffsetEncoding_Name(encoding));
    v1::ExtractAttributionsRequest request = RequestFor(kArticle);
    request.mutable_article()->set_article_id("رقم 7");
    request.mutable_options()->set_offset_encoding(encoding);
    const ExtractAnswer answer = server.Extract(request);
    ASSERT_THAT(answer.status, IsOk());
    EXPECT_EQ(answer.response.article_id(), "رقم 7");
    EXPECT_EQ(answer.response.language_code(), "ar");
    EXPECT_EQ(answer.response.lexicon_version(), server.server().extractor()->summary().version);
    EXPECT_NE(answer.response.offset_encoding(), v1::OFFSET_ENCODING_UNSPECIFIED);
    EXPECT_GT(answer.response.claims_size(), 0);
    testing::ExpectTextsAreSlices(kArticle, answer.response);
  }
}

TEST(ServerTest, GivesTheSameBytesForTheSameRequest) {
  InProcessServer server;
  InProcessServer other;
  const std::string request = RequestFor(kArticle).SerializeAsString();
  const testing::RawAnswer first = RawCall(server.channel(), testing::kExtractMethod, request);
  ASSERT_THAT(first.status, IsOk());
  EXPECT_FALSE(first.bytes.empty());
  for (InProcessServer* again : {&server, &other}) {
    EXPECT_EQ(RawCall(again->channel(), testing::kExtractMethod, request).bytes, first.bytes);
  }
}

TEST(ServerTest, AnArticleWithoutAttributionsIsASuccess) {
  InProcessServer server;
  const ExtractAnswer answer = server.Extract(RequestFor("ارتفعت الأسعار أمس"));
  EXPECT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.response.claims_size(), 0);
}

TEST(ServerTest, AnswersTheLongestArticle) {
  InProcessServer server;
  std::string article;
  while (article.size() + sizeof(kArticle) < kArticleBytesMax) article += kArticle;
  article.resize(kArticleBytesMax, 'z');
  const ExtractAnswer answer = server.Extract(RequestFor(article));
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_GT(answer.response.claims_size(), 1000);
  EXPECT_LE(answer.response.ByteSizeLong(), 4 * article.size() + (64 << 10));
}

TEST(ServerTest, AnswersLoadingUntilTheLexiconIsThere) {
  InProcessServer server({}, InProcessServer::State::kLoading);
  const ExtractAnswer early = server.Extract(RequestFor(kArticle));
  EXPECT_THAT(early.status, HasCode(grpc::StatusCode::UNAVAILABLE));
  EXPECT_EQ(ReadDetails(early.status).info.reason(), "LOADING");
  EXPECT_GT(ReadDetails(early.status).retry_delay_ms(), 0);
  grpc::ClientContext context;
  v1::GetServerInfoResponse info;
  EXPECT_EQ(ReadDetails(server.stub().GetServerInfo(&context, {}, &info)).info.reason(), "LOADING");

  ASSERT_THAT(server.server().Load(), IsOk());
  EXPECT_THAT(server.Extract(RequestFor(kArticle)).status, IsOk());
}

TEST(ServerTest, RefusesCallsAboveTheLimit) {
  ServiceLimits limits;
  limits.concurrent_calls_max = 0;
  InProcessServer server(limits);
  for (int i = 0; i < 3; ++i) {
    const ErrorDetails details = ReadDetails(server.Extract(RequestFor(kArticle)).status);
    EXPECT_EQ(details.status.code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_EQ(details.info.reason(), "TOO_MANY_CALLS");
    EXPECT_GT(details.retry_delay_ms(), 0);
  }
}

TEST(ServerTest, GivesThePlaceOfAnEndedCallToTheNext) {
  ServiceLimits limits;
  limits.concurrent_calls_max = 1;
  InProcessServer server(limits);
  for (int i = 0; i < 5; ++i) {
    EXPECT_THAT(server.Extract(RequestFor(kArticle)).status, IsOk());
    EXPECT_THAT(server.Extract(RequestFor("")).status, HasCode(grpc::StatusCode::INVALID_ARGUMENT));
  }
}

TEST(ServerTest, CallsWhoseTimeIsUpLeaveNothingBehind) {
  ServiceLimits limits;
  limits.concurrent_calls_max = 1;
  InProcessServer server(limits);
  std::string article;
  while (article.size() < kArticleBytesMax / 2) article += kArticle;
  grpc::ClientContext late;
  late.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(1));
  v1::ExtractAttributionsResponse response;
  EXPECT_THAT(server.stub().ExtractAttributions(&late, RequestFor(article), &response),
              HasCode(grpc::StatusCode::DEADLINE_EXCEEDED));
  // The late call's place may still be taken for a moment.
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  grpc::Status status;
  do {
    status = server.Extract(RequestFor(kArticle)).status;
  } while (!status.ok() && std::chrono::steady_clock::now() < give_up);
  EXPECT_THAT(status, IsOk());
}

TEST(ServerTest, ABatchAndAStreamAnswerAsSingleCallsDo) {
  InProcessServer server;
  const ExtractAnswer single = server.Extract(RequestFor(kArticle));
  ASSERT_THAT(single.status, IsOk());

  v1::BatchExtractAttributionsRequest batch_request;
  *batch_request.add_articles() = RequestFor(kArticle).article();
  batch_request.add_articles();
  *batch_request.add_articles() = RequestFor(kArticle).article();
  grpc::ClientContext batch_context;
  v1::BatchExtractAttributionsResponse batch;
  ASSERT_THAT(server.stub().BatchExtractAttributions(&batch_context, batch_request, &batch), IsOk());
  ASSERT_EQ(batch.results_size(), 3);
  EXPECT_EQ(batch.results(0).response().SerializeAsString(), single.response.SerializeAsString());
  EXPECT_EQ(ReadDetails(batch.results(1).error()).info.reason(), "TEXT_EMPTY");
  EXPECT_EQ(batch.results(2).response().SerializeAsString(), single.response.SerializeAsString());

  grpc::ClientContext stream_context;
  const auto stream = server.stub().StreamExtractAttributions(&stream_context);
  v1::StreamExtractAttributionsRequest stream_request;
  *stream_request.mutable_article() = RequestFor(kArticle).article();
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(stream->Write(stream_request));
  stream->WritesDone();
  v1::StreamExtractAttributionsResponse item;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(stream->Read(&item));
    EXPECT_EQ(item.response().SerializeAsString(), single.response.SerializeAsString());
  }
  EXPECT_FALSE(stream->Read(&item));
  EXPECT_THAT(stream->Finish(), IsOk());
}

TEST(ServerTest, TellsCallersWhenToTryAgain) {
  ServiceLimits limits;
  limits.concurrent_calls_max = 0;
  InProcessServer server(limits);
  grpc::ClientContext context;
  v1::ExtractAttributionsResponse response;
  const grpc::Status status = server.stub().ExtractAttributions(&context, RequestFor(kArticle), &response);
  EXPECT_THAT(status, HasCode(grpc::StatusCode::RESOURCE_EXHAUSTED));
  const auto pushback = context.GetServerTrailingMetadata().find("grpc-retry-pushback-ms");
  ASSERT_NE(pushback, context.GetServerTrailingMetadata().end());
  EXPECT_EQ(std::string(pushback->second.data(), pushback->second.size()),
            std::to_string(ReadDetails(status).retry_delay_ms()));
}

TEST(ServerTest, TellsWhatItIs) {
  ServiceLimits limits;
  limits.article_bytes_max = 1000;
  InProcessServer server(limits);
  grpc::ClientContext context;
  v1::GetServerInfoResponse info;
  ASSERT_THAT(server.stub().GetServerInfo(&context, {}, &info), IsOk());
  EXPECT_EQ(info.version(), "0.1.0");
  EXPECT_EQ(info.lexicon_version().size(), 12u);
  EXPECT_GT(info.lexicon_lemmas(), 0);
  EXPECT_GE(info.lexicon_forms(), info.lexicon_lemmas());
  EXPECT_THAT(info.language_codes(), ElementsAre("ar"));
  EXPECT_EQ(info.offset_encodings_size(), 3);
  EXPECT_EQ(info.grpc_version(), grpc::Version());
  EXPECT_EQ(info.limits().article_bytes_max(), 1000);
  EXPECT_EQ(info.limits().claims_max(), kClaimsMax);

  // The limit it tells is the one it has in force.
  EXPECT_THAT(server.Extract(RequestFor(std::string(1000, 'a'))).status, IsOk());
  EXPECT_EQ(ReadDetails(server.Extract(RequestFor(std::string(1001, 'a'))).status).info.reason(), "TEXT_TOO_LONG");
}

struct AddressCase {
  std::string address;
  absl::StatusCode code;
};

TEST(ServerTest, RefusesAddressesItCannotListenOn) {
  const std::vector<AddressCase> cases = {
      {"localhost", absl::StatusCode::kInvalidArgument},      {":50051", absl::StatusCode::kInvalidArgument},
      {"127.0.0.1:port", absl::StatusCode::kInvalidArgument}, {"127.0.0.1:65536", absl::StatusCode::kInvalidArgument},
      {"127.0.0.1:-1", absl::StatusCode::kInvalidArgument},   {"unix:", absl::StatusCode::kInvalidArgument},
      {"192.0.2.1:0", absl::StatusCode::kUnavailable},
  };
  for (const AddressCase& c : cases) {
    SCOPED_TRACE(c.address);
    ServerConfig config;
    config.listen_address = c.address;
    config.insecure_plaintext_on_network = true;
    const auto server = Server::Start(config);
    EXPECT_THAT(server, HasCode(c.code));
    EXPECT_THAT(std::string(server.status().message()), HasSubstr(c.address));
  }
}

TEST(ServerTest, DoesNotShareItsPort) {
  ServerConfig config;
  config.listen_address = "127.0.0.1:0";
  const auto first = Server::Start(config);
  ASSERT_THAT(first, IsOk());
  EXPECT_GT((*first)->port(), 0);
  config.listen_address = (*first)->address();
  EXPECT_THAT(Server::Start(config), HasCode(absl::StatusCode::kUnavailable));
}

TEST(ServerTest, ReportsMissingLanguageData) {
  ServerConfig config;
  config.listen_address.clear();
  config.lexicon_directory = "/nowhere/at/all";
  const auto server = Server::Start(config);
  ASSERT_THAT(server, IsOk());
  EXPECT_THAT((*server)->Load(), HasCode(absl::StatusCode::kNotFound));
  EXPECT_EQ((*server)->extractor(), nullptr);
}

}  // namespace
}  // namespace isnad
