#include "client/bulk_extraction.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/fake_server.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;

constexpr int kArticles = 200;

class BulkExtractionTest : public testing::Test {
 protected:
  BulkExtractionTest() {
    server_.service.batch = [this](grpc::ServerContext&, const v1::BatchExtractAttributionsRequest& request,
                                   v1::BatchExtractAttributionsResponse& response) {
      if (lost_after_ >= 0 && lost_after_-- == 0) return grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "not today");
      if (slow_) return grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, "too slow");
      for (const v1::Article& article : request.articles()) {
        v1::BatchExtractAttributionsResult& result = *response.add_results();
        if (article.text() == "bad") {
          result.mutable_error()->set_code(grpc::StatusCode::INVALID_ARGUMENT);
        } else {
          result.mutable_response()->set_document_source(article.text());
          result.mutable_response()->set_lexicon_version(lexicon_version_);
        }
      }
      return grpc::Status::OK;
    };
    server_.service.info = [](grpc::ServerContext&, const v1::GetServerInfoRequest&, v1::GetServerInfoResponse& info) {
      info.set_lexicon_version("0123456789ab");
      return grpc::Status::OK;
    };
    server_.service.extract = [this](grpc::ServerContext&, const v1::ExtractAttributionsRequest& request,
                                     v1::ExtractAttributionsResponse& response) {
      if (slow_) return grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, "too slow");
      if (request.article().text() == "bad") return grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "text is bad");
      response.set_article_id(request.article().article_id());
      response.set_document_source(request.article().text());
      response.set_lexicon_version(lexicon_version_);
      return grpc::Status::OK;
    };
    std::string lines;
    for (int i = 0; i < kArticles; ++i) {
      lines +=
          absl::StrCat("{\"id\": \"", i, "\", \"text\": \"", i % 50 == 7 ? "bad" : absl::StrCat("text ", i), "\"}\n");
    }
    input_ = folder_.Write("heap.jsonl", lines);
  }

  absl::StatusOr<BulkReport> Run(const std::string& output, Shard shard = {}, RunStart start = RunStart::kResume) {
    const AttributionClient client = AttributionClient::Connect(server_.address()).value();
    const auto stop = [this] { return stop_after_ >= 0 && stop_after_-- == 0; };
    return ExtractBulk(client, {input_, folder_.Path(output), shard, start, {}, std::chrono::seconds(30), stop},
                       [](const ProgressState&) {});
  }
  void ExpectSameAsWhole(const std::string& output) const {
    for (const char* suffix : {".jsonl", ".errors"}) {
      EXPECT_EQ(Output(absl::StrCat(output, "/part-0-of-1", suffix)),
                Output(absl::StrCat("whole/part-0-of-1", suffix)));
    }
  }
  std::string Output(const std::string& name) const { return folder_.Read(name); }

  FakeServer server_;
  std::atomic<int> lost_after_ = -1;  // batches; -1: never
  int stop_after_ = -1;               // questions; -1: never
  std::atomic<bool> slow_ = false;
  std::atomic<const char*> lexicon_version_ = "0123456789ab";
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
  EXPECT_EQ(answers.substr(0, answers.find('\n')),
            "{\"articleId\":\"0\",\"documentSource\":\"text 0\",\"lexiconVersion\":\"0123456789ab\"}");
  const std::string errors = Output("out/part-0-of-1.errors");
  EXPECT_THAT(
      errors,
      HasSubstr(
          "{\"article\":\"heap.jsonl:8\",\"id\":\"7\",\"reason\":\"INVALID_ARGUMENT\",\"message\":\"text is bad\"}\n"));
}

TEST_F(BulkExtractionTest, AnEarlierRunStandsInTheWayOfANewOne) {
  ASSERT_TRUE(Run("out", {}, RunStart::kNew).ok());
  EXPECT_TRUE(absl::IsAlreadyExists(Run("out", {}, RunStart::kNew).status()));
  const absl::StatusOr<BulkReport> again = Run("out");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->was_complete);
  EXPECT_EQ(again->done, kArticles);
  EXPECT_EQ(again->refused, 4);
}

TEST_F(BulkExtractionTest, GoesOnWhereALostServerLeftIt) {
  ASSERT_TRUE(Run("whole").ok());
  for (int batches = 0; batches < 6; ++batches) {
    const std::string name = absl::StrCat("out", batches);
    lost_after_ = batches;
    EXPECT_TRUE(absl::IsPermissionDenied(Run(name).status())) << batches;
    lost_after_ = -1;
    ASSERT_TRUE(Run(name).ok());
    ExpectSameAsWhole(name);
  }
}

// Also while it passes over what the earlier run has done.
TEST_F(BulkExtractionTest, GoesOnWhereItWasStopped) {
  ASSERT_TRUE(Run("whole").ok());
  for (const int after : {0, 1, 2, 50, 150}) {
    stop_after_ = after;
    EXPECT_TRUE(absl::IsCancelled(Run("out").status())) << after;
    stop_after_ = -1;
  }
  EXPECT_GT(std::filesystem::file_size(folder_.Path("out/part-0-of-1.jsonl.partial")), 0);
  ASSERT_TRUE(Run("out").ok());
  ExpectSameAsWhole("out");
}

// What takes too long today may not tomorrow.
TEST_F(BulkExtractionTest, ADeadlineIsNoOutcomeOfAnArticle) {
  slow_ = true;
  const absl::Status status = Run("out").status();
  EXPECT_TRUE(absl::IsDeadlineExceeded(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("heap.jsonl:1: "));
  slow_ = false;
  EXPECT_EQ(Run("out")->refused, 4);
}

// A file that may not be read is none that the server denies.
TEST_F(BulkExtractionTest, AnArticleThatCannotBeReadIsRefused) {
  std::filesystem::create_directory(folder_.Path("in"));
  folder_.Write("in/a.txt", "\xFF");
  folder_.Write("in/b.txt", "text");
  input_ = folder_.Path("in");
  ASSERT_TRUE(Run("out").ok());
  EXPECT_EQ(
      Output("out/part-0-of-1.errors"),
      "{\"article\":\"a.txt\",\"reason\":\"INVALID_ARGUMENT\",\"message\":\"is not UTF-8: first bad byte at offset "
      "0\"}\n");
}

TEST_F(BulkExtractionTest, DoesNotMixInputs) {
  stop_after_ = 3;  // by the order of articles: which of the batches is lost first would be chance
  EXPECT_FALSE(Run("out").ok());
  stop_after_ = -1;
  const std::string before = Output("heap.jsonl");
  std::string after = before;
  after[after.find("text 0")] = 'T';  // in what the earlier run has dealt with
  folder_.Write("heap.jsonl", after);
  EXPECT_TRUE(absl::IsFailedPrecondition(Run("out").status()));
  folder_.Write("heap.jsonl", before.substr(0, before.find('\n') + 1));
  EXPECT_TRUE(absl::IsFailedPrecondition(Run("out").status()));
  // A heap that has grown, or changed where nobody has been yet, is as good as new.
  after = before + "{\"id\": \"more\", \"text\": \"more\"}\n";
  folder_.Write("heap.jsonl", after);
  ASSERT_TRUE(Run("out").ok());
  ASSERT_TRUE(Run("whole").ok());
  ExpectSameAsWhole("out");
  // A finished one is another when it has grown.
  folder_.Write("heap.jsonl", after + after);
  EXPECT_TRUE(absl::IsFailedPrecondition(Run("out").status()));
}

TEST_F(BulkExtractionTest, DoesNotMixLanguageData) {
  lost_after_ = 3;
  EXPECT_FALSE(Run("out").ok());
  lost_after_ = -1;
  lexicon_version_ = "ba9876543210";  // of the answers, while the server's information is still the old one
  EXPECT_TRUE(absl::IsAborted(Run("out").status()));
}

TEST_F(BulkExtractionTest, InputAndOutputAreTwoFolders) {
  input_ = folder_.Path("");
  EXPECT_TRUE(absl::IsInvalidArgument(Run(".").status()));
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
