#include "client/article_extraction.h"

#include <atomic>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/fake_server.h"
#include "tests/client/made_up_error.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Le;
using ::testing::SizeIs;

// Says the text back, so that an answer shows whose it is; fails where the text is "bad".
grpc::Status Answer(const v1::Article& article, v1::ExtractAttributionsResponse& response) {
  if (article.text() == "bad") return {grpc::StatusCode::INVALID_ARGUMENT, "article.text is bad"};
  response.set_article_id(article.article_id());
  response.set_document_source(article.text());
  return grpc::Status::OK;
}

grpc::Status Busy(int retry_ms) {
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_nanos(retry_ms * 1000000);
  return ToGrpcStatus(MadeUpError(grpc::StatusCode::RESOURCE_EXHAUSTED, "busy", retry));
}

class ArticleExtractionTest : public testing::Test {
 protected:
  ArticleExtractionTest() {
    server_.service.extract = [this](grpc::ServerContext&, const v1::ExtractAttributionsRequest& request,
                                     v1::ExtractAttributionsResponse& response) {
      ++alone_;
      return Answer(request.article(), response);
    };
    server_.service.batch = [this](grpc::ServerContext&, const v1::BatchExtractAttributionsRequest& request,
                                   v1::BatchExtractAttributionsResponse& response) {
      {
        std::lock_guard<std::mutex> lock(mutex_);
        batches_.push_back(request.articles_size());
        batch_bytes_.push_back(request.ByteSizeLong());
      }
      for (const v1::Article& article : request.articles()) {
        v1::BatchExtractAttributionsResult& result = *response.add_results();
        grpc::Status status = Answer(article, *result.mutable_response());
        if (!status.ok()) result.mutable_error()->set_code(status.error_code());
      }
      return grpc::Status::OK;
    };
  }

  // Writes `text` to a file in a folder of its own, so that names may repeat.
  void AddFile(const std::string& name, const std::string& text) {
    std::string folder = absl::StrCat(paths_.size());
    std::filesystem::create_directory(folder_.Path(folder));
    paths_.push_back(folder_.Write(folder + "/" + name, text));
  }

  std::vector<ArticleAnswer> ExtractAll(std::chrono::milliseconds deadline = std::chrono::seconds(30)) {
    std::vector<ArticleAnswer> answers;
    ExtractArticles(Client(), {ArticlesOfFiles(paths_), {}, deadline}, [&answers](const ArticleAnswer& answer) {
      answers.push_back(answer);
      return true;
    });
    return answers;
  }

  AttributionClient Client() const { return AttributionClient::Connect(server_.address()).value(); }

  FakeServer server_;
  std::atomic<int> alone_ = 0;
  std::mutex mutex_;
  std::vector<int> batches_;         // articles of each
  std::vector<size_t> batch_bytes_;  // of each, with what is around the texts
  TemporaryFolder folder_;
  std::vector<std::string> paths_;
};

TEST_F(ArticleExtractionTest, AnswersManyFilesInTheirOrderByFewCalls) {
  for (int i = 0; i < 1000; ++i) AddFile(absl::StrCat("a", i, ".txt"), absl::StrCat("text ", i));
  std::vector<ArticleAnswer> answers = ExtractAll();
  ASSERT_THAT(answers, SizeIs(1000));
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(answers[i].name, paths_[i]);
    ASSERT_TRUE(answers[i].response.ok()) << answers[i].response.status();
    EXPECT_EQ(answers[i].response->article_id(), absl::StrCat("a", i));
    EXPECT_EQ(answers[i].response->document_source(), absl::StrCat("text ", i));
  }
  EXPECT_THAT(batches_, Each(Le(kBatchArticlesMax)));
  EXPECT_THAT(batches_, SizeIs((1000 + kBatchArticlesMax - 1) / kBatchArticlesMax));
  EXPECT_EQ(alone_, 0);
}

TEST_F(ArticleExtractionTest, KeepsIdsApartThatFilesOfSeveralFoldersShare) {
  for (const char* text : {"one", "two", "three"}) AddFile("article.txt", text);
  std::vector<ArticleAnswer> answers = ExtractAll();
  ASSERT_THAT(answers, SizeIs(3));
  for (const ArticleAnswer& answer : answers) EXPECT_EQ(answer.response->article_id(), "article");
  EXPECT_EQ(answers[2].response->document_source(), "three");
  EXPECT_THAT(batches_, ElementsAre(3));
}

// A batch takes an id once; what is wrong with it is wrong with each article that has it.
TEST_F(ArticleExtractionTest, AnIdThatIsRefusedIsRefusedEachTime) {
  const auto answer = [](const v1::Article& article, v1::ExtractAttributionsResponse& response) {
    if (article.article_id() == "wrong") return grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "article_id is wrong");
    return Answer(article, response);
  };
  server_.service.extract = [&](grpc::ServerContext&, const v1::ExtractAttributionsRequest& request,
                                v1::ExtractAttributionsResponse& response) {
    return answer(request.article(), response);
  };
  server_.service.batch = [&](grpc::ServerContext&, const v1::BatchExtractAttributionsRequest& request,
                              v1::BatchExtractAttributionsResponse& response) {
    for (const v1::Article& article : request.articles()) {
      v1::BatchExtractAttributionsResult& result = *response.add_results();
      grpc::Status status = answer(article, *result.mutable_response());
      if (!status.ok()) result.mutable_error()->set_code(status.error_code());
    }
    return grpc::Status::OK;
  };
  for (const char* name : {"wrong.txt", "right.txt", "wrong.txt", "right.txt"}) AddFile(name, "text");
  std::vector<ArticleAnswer> answers = ExtractAll();
  ASSERT_THAT(answers, SizeIs(4));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(answers[i].response.ok(), i % 2 == 1) << i;
}

TEST_F(ArticleExtractionTest, SendsOneFileAlone) {
  AddFile("a.txt", "text");
  EXPECT_TRUE(ExtractAll()[0].response.ok());
  EXPECT_THAT(batches_, SizeIs(0));
  EXPECT_EQ(alone_, 1);
}

TEST_F(ArticleExtractionTest, KeepsBatchesSmall) {
  const std::string half(kBatchBytesMax / 2, 'x');
  for (int i = 0; i < 4; ++i) AddFile("half.txt", half);
  AddFile("small.txt", "x");
  AddFile("most.txt", std::string(kBatchBytesMax, 'x'));
  AddFile("large.txt", std::string(kBatchBytesMax + 1, 'x'));
  for (const ArticleAnswer& answer : ExtractAll()) EXPECT_TRUE(answer.response.ok());
  EXPECT_THAT(batches_, testing::UnorderedElementsAre(2, 2));
  EXPECT_THAT(batch_bytes_, Each(Le(kBatchBytesMax + 1024)));
  EXPECT_EQ(alone_, 3);
}

TEST_F(ArticleExtractionTest, GivesABadFileTheErrorThatItHasAlone) {
  AddFile("a.txt", "one");
  AddFile("b.txt", "bad");
  AddFile("c.txt", "caf\xE9");
  AddFile("d.txt", "two");
  std::vector<ArticleAnswer> answers = ExtractAll();
  ASSERT_THAT(answers, SizeIs(4));
  EXPECT_EQ(answers[0].response->document_source(), "one");
  EXPECT_EQ(answers[1].response.status(), absl::InvalidArgumentError("article.text is bad"));
  EXPECT_TRUE(absl::IsInvalidArgument(answers[2].response.status())) << "not UTF-8";
  EXPECT_EQ(answers[3].response->document_source(), "two");
  EXPECT_THAT(batches_, ElementsAre(3));
}

TEST_F(ArticleExtractionTest, AsksArticleByArticleWhereABatchFails) {
  const grpc::Status failures[] = {{grpc::StatusCode::UNIMPLEMENTED, "an old server"},
                                   {grpc::StatusCode::INTERNAL, "a defect"},
                                   {grpc::StatusCode::INVALID_ARGUMENT, "a bad batch"},
                                   {grpc::StatusCode::RESOURCE_EXHAUSTED, "a message that is too large"},
                                   {grpc::StatusCode::DEADLINE_EXCEEDED, "too much at once"},
                                   grpc::Status::OK};  // but without results
  for (const char* text : {"one", "bad", "two"}) AddFile("a.txt", text);
  for (const grpc::Status& failure : failures) {
    server_.service.batch = [&failure](grpc::ServerContext&, const auto&, auto&) { return failure; };
    std::vector<ArticleAnswer> answers = ExtractAll();
    ASSERT_THAT(answers, SizeIs(3)) << failure.error_message();
    EXPECT_EQ(answers[0].response->document_source(), "one");
    EXPECT_TRUE(absl::IsInvalidArgument(answers[1].response.status()));
    EXPECT_EQ(answers[2].response->document_source(), "two");
  }
}

TEST_F(ArticleExtractionTest, AsksNoArticleAloneThatWouldFailAlike) {
  const grpc::Status failures[] = {{grpc::StatusCode::UNAUTHENTICATED, "who are you?"},
                                   {grpc::StatusCode::PERMISSION_DENIED, "not you"},
                                   {grpc::StatusCode::CANCELLED, "stopped"},
                                   {grpc::StatusCode::ABORTED, "stopped"},
                                   Busy(100)};
  for (const char* text : {"one", "bad", "two"}) AddFile("a.txt", text);
  for (const grpc::Status& failure : failures) {
    server_.service.batch = [&failure](grpc::ServerContext&, const auto&, auto&) { return failure; };
    std::vector<ArticleAnswer> answers = ExtractAll(std::chrono::milliseconds(50));
    ASSERT_THAT(answers, SizeIs(3)) << failure.error_message();
    for (const ArticleAnswer& answer : answers) EXPECT_EQ(answer.response.status(), ToAbslStatus(failure));
    EXPECT_EQ(alone_, 0) << failure.error_message();
  }
}

TEST_F(ArticleExtractionTest, AsksArticleByArticleUntilOneRunsOutOfTimeAlone) {
  const grpc::Status too_late(grpc::StatusCode::DEADLINE_EXCEEDED, "too late");
  server_.service.batch = [&too_late](grpc::ServerContext&, const auto&, auto&) { return too_late; };
  server_.service.extract = [&](grpc::ServerContext&, const auto& request, auto& response) {
    ++alone_;
    return request.article().text() == "slow" ? too_late : Answer(request.article(), response);
  };
  for (const char* text : {"one", "slow", "two", "three"}) AddFile("a.txt", text);
  std::vector<ArticleAnswer> answers = ExtractAll();
  ASSERT_THAT(answers, SizeIs(4));
  EXPECT_TRUE(answers[0].response.ok());
  for (int i = 1; i < 4; ++i) EXPECT_TRUE(absl::IsDeadlineExceeded(answers[i].response.status()));
  EXPECT_EQ(alone_, 2);
}

TEST_F(ArticleExtractionTest, ComesAgainWhenABusyServerSays) {
  auto answer = server_.service.batch;
  std::atomic<int> tries = 0;
  server_.service.batch = [&](grpc::ServerContext& context, const auto& request, auto& response) {
    return ++tries < 4 ? Busy(1) : answer(context, request, response);
  };
  for (const char* text : {"one", "two"}) AddFile("a.txt", text);
  for (const ArticleAnswer& file : ExtractAll()) EXPECT_TRUE(file.response.ok());
  EXPECT_EQ(tries, 4);
  EXPECT_EQ(alone_, 0);
}

TEST_F(ArticleExtractionTest, GivesUpOnAServerThatStaysBusy) {
  server_.service.extract = [](grpc::ServerContext&, const auto&, auto&) { return Busy(1); };
  AddFile("a.txt", "one");
  std::vector<ArticleAnswer> answers = ExtractAll(std::chrono::milliseconds(50));
  EXPECT_TRUE(absl::IsResourceExhausted(answers[0].response.status()));
  EXPECT_GT(server_.service.calls, 1);
}

TEST_F(ArticleExtractionTest, StopsWhereTheServerIsLostOrNobodyTakesTheAnswers) {
  for (int i = 0; i < 1000; ++i) AddFile("a.txt", "text");
  int taken = 0;
  ExtractArticles(Client(), {ArticlesOfFiles(paths_), {}, std::chrono::seconds(30)},
                  [&taken](const ArticleAnswer&) { return ++taken < 40; });
  EXPECT_EQ(taken, 40);
  EXPECT_THAT(batches_, SizeIs(Le(2 + kBatchesInFlightMax)));

  AttributionClient client = Client();
  server_.Stop();
  taken = 0;
  ExtractArticles(client, {ArticlesOfFiles(paths_), {}, std::chrono::seconds(30)},
                  [&taken](const ArticleAnswer& answer) {
                    ++taken;
                    return !absl::IsUnavailable(answer.response.status());
                  });
  EXPECT_EQ(taken, 1);
}

}  // namespace
}  // namespace isnad
