#include "client/bulk_extraction.h"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "client/bulk_output.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/fake_server.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;

constexpr int kArticles = 200;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

class BulkExtractionTest : public testing::Test {
 protected:
  BulkExtractionTest() {
    server_.service.batch = [this](grpc::ServerContext&, const v1::BatchExtractAttributionsRequest& request,
                                   v1::BatchExtractAttributionsResponse& response) {
      if (lost_after_ >= 0 && lost_after_-- == 0) return grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "not today");
      for (const v1::Article& article : request.articles()) {
        v1::BatchExtractAttributionsResult& result = *response.add_results();
        if (article.text() == "bad") {
          result.mutable_error()->set_code(grpc::StatusCode::INVALID_ARGUMENT);
        } else {
          result.mutable_response()->set_document_source(article.text());
        }
      }
      return grpc::Status::OK;
    };
    server_.service.info = [](grpc::ServerContext&, const v1::GetServerInfoRequest&, v1::GetServerInfoResponse& info) {
      info.set_lexicon_version("0123456789ab");
      return grpc::Status::OK;
    };
    server_.service.extract = [](grpc::ServerContext&, const v1::ExtractAttributionsRequest& request,
                                 v1::ExtractAttributionsResponse& response) {
      if (request.article().text() == "bad") return grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "text is bad");
      response.set_article_id(request.article().article_id());
      response.set_document_source(request.article().text());
      return grpc::Status::OK;
    };
    std::string lines;
    for (int i = 0; i < kArticles; ++i) {
      lines +=
          absl::StrCat("{\"id\": \"", i, "\", \"text\": \"", i % 50 == 7 ? "bad" : absl::StrCat("text ", i), "\"}\n");
    }
    input_ = folder_.Write("heap.jsonl", lines);
  }

  absl::StatusOr<BulkReport> Run(const std::string& output, Shard shard = {}, bool resume = false) {
    const AttributionClient client = AttributionClient::Connect(server_.address()).value();
    return ExtractBulk(client, {input_, folder_.Path(output), shard, resume, {}, std::chrono::seconds(30)},
                       [](const ProgressState&) {});
  }
  std::string Output(const std::string& name) const { return ReadFile(folder_.Path(name)); }

  FakeServer server_;
  std::atomic<int> lost_after_ = -1;  // batches; -1: never
  TemporaryFolder folder_;
  std::string input_;
};

TEST_F(BulkExtractionTest, WritesAnswersAndRefusalsInTheirOrder) {
  const absl::StatusOr<BulkReport> report = Run("out");
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->done, kArticles);
  EXPECT_EQ(report->refused, 4);
  const std::string answers = Output("out/part-0-of-1.jsonl");
  EXPECT_EQ(std::count(answers.begin(), answers.end(), '\n'), kArticles - 4);
  EXPECT_EQ(answers.substr(0, answers.find('\n')), "{\"articleId\":\"0\",\"documentSource\":\"text 0\"}");
  const std::string errors = Output("out/part-0-of-1.errors");
  EXPECT_THAT(errors, HasSubstr(":8\",\"id\":\"7\",\"reason\":\"INVALID_ARGUMENT\",\"message\":\"text is bad\"}\n"));
}

TEST_F(BulkExtractionTest, AnEarlierRunStandsInTheWayOfANewOne) {
  ASSERT_TRUE(Run("out").ok());
  EXPECT_TRUE(absl::IsAlreadyExists(Run("out").status()));
  const absl::StatusOr<BulkReport> again = Run("out", {}, /*resume=*/true);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->was_complete);
}

TEST_F(BulkExtractionTest, GoesOnWhereALostServerLeftIt) {
  ASSERT_TRUE(Run("whole").ok());
  for (int batches = 0; batches < 6; ++batches) {
    const std::string name = absl::StrCat("out", batches);
    lost_after_ = batches;
    EXPECT_TRUE(absl::IsPermissionDenied(Run(name, {}, /*resume=*/true).status())) << batches;
    lost_after_ = -1;
    ASSERT_TRUE(Run(name, {}, /*resume=*/true).ok());
    for (const char* suffix : {".jsonl", ".errors"}) {
      EXPECT_EQ(Output(absl::StrCat(name, "/part-0-of-1", suffix)), Output(absl::StrCat("whole/part-0-of-1", suffix)));
    }
  }
}

// Whatever was left of the last line, in either file.
TEST_F(BulkExtractionTest, CutsOffTheLineThatWasBeingWritten) {
  ASSERT_TRUE(Run("whole").ok());
  const std::string answers = Output("whole/part-0-of-1.jsonl");
  const std::string errors = Output("whole/part-0-of-1.errors");
  std::filesystem::create_directory(folder_.Path("out"));
  const std::string run = Output("whole/part-0-of-1.run");
  // Article 7 is the first to be refused: seven answers, and the begin of its line.
  size_t seven = 0;
  for (int i = 0; i < 7; ++i) seven = answers.find('\n', seven) + 1;
  folder_.Write("out/part-0-of-1.run", run);
  folder_.Write("out/part-0-of-1.jsonl.partial", answers.substr(0, seven));
  folder_.Write("out/part-0-of-1.errors.partial", errors.substr(0, 5));
  ASSERT_TRUE(Run("out", {}, /*resume=*/true).ok());
  EXPECT_EQ(Output("out/part-0-of-1.jsonl"), answers);
  EXPECT_EQ(Output("out/part-0-of-1.errors"), errors);
}

TEST_F(BulkExtractionTest, OneFileMayHaveItsNameAlready) {
  ASSERT_TRUE(Run("out").ok());
  const std::string answers = Output("out/part-0-of-1.jsonl");
  std::filesystem::rename(folder_.Path("out/part-0-of-1.jsonl"), folder_.Path("out/part-0-of-1.jsonl.partial"));
  ASSERT_TRUE(Run("out", {}, /*resume=*/true).ok());
  EXPECT_EQ(Output("out/part-0-of-1.jsonl"), answers);
}

TEST_F(BulkExtractionTest, AnotherInputIsAnotherRun) {
  ASSERT_TRUE(Run("out").ok());
  std::ofstream(input_, std::ios::app) << "{\"id\": \"more\", \"text\": \"more\"}\n";
  EXPECT_TRUE(absl::IsFailedPrecondition(Run("out", {}, /*resume=*/true).status()));
}

TEST_F(BulkExtractionTest, TwoProcessesDoNotWriteTheSameShard) {
  const absl::StatusOr<BulkOutput> first = BulkOutput::Open(folder_.Path("out"), "part-0-of-1", "run", false);
  ASSERT_TRUE(first.ok());
  EXPECT_TRUE(absl::IsAborted(BulkOutput::Open(folder_.Path("out"), "part-0-of-1", "run", true).status()));
}

TEST_F(BulkExtractionTest, ShardsTogetherAreTheWhole) {
  ASSERT_TRUE(Run("whole").ok());
  size_t bytes = 0;
  for (int index = 0; index < 3; ++index) {
    ASSERT_TRUE(Run("out", {index, 3}).ok());
    bytes += Output(absl::StrCat("out/part-", index, "-of-3.jsonl")).size();
  }
  EXPECT_EQ(bytes, Output("whole/part-0-of-1.jsonl").size());
}

TEST_F(BulkExtractionTest, AnEmptyShardIsDone) {
  input_ = folder_.Write("empty.jsonl", "");
  const absl::StatusOr<BulkReport> report = Run("out");
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(Output("out/part-0-of-1.jsonl"), "");
  EXPECT_EQ(Output("out/part-0-of-1.errors"), "");
}

}  // namespace
}  // namespace isnad
