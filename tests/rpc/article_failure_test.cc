// A batch or stream that ends well tells of its articles that did not.
#include "service/rpc/article_failure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/extraction_service.h"
#include "service/rpc/wire/request.pb.h"
#include "service/telemetry/server_metrics.h"
#include "tests/support/made_up_call.h"
#include "tests/support/made_up_engine.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using testing::MadeUpCall;
using testing::MadeUpEngine;
using testing::MadeUpStream;

class ArticleFailureTest : public ::testing::Test {
 protected:
  ArticleFailureTest() { Serve({}); }

  void Serve(const ServiceLimits& limits) {
    service_ = std::make_unique<ExtractionService>(limits, /*workers=*/2, &metrics_);
    service_->Serve(engine_.engine());
  }

  void ExpectCount(const std::string& reason, int count) {
    EXPECT_THAT(metrics_.Text(),
                HasSubstr(absl::StrCat("\nisnad_article_failures_total{reason=\"", reason, "\"} ", count, "\n")));
  }
  void ExpectNoRefusedCall() {
    EXPECT_THAT(metrics_.Text(), HasSubstr("\nisnad_refusals_total{reason=\"too_many_bytes\"} 0\n"));
  }

  ServerMetrics metrics_;
  MadeUpEngine engine_;
  std::unique_ptr<ExtractionService> service_;
};

struct ReasonCase {
  absl::Status status;
  std::string reason;
};

TEST_F(ArticleFailureTest, CountsByReason) {
  const ReasonCase cases[] = {
      {MakeError(ErrorReason::kTextEmpty, {}), "invalid"},
      {MakeError(ErrorReason::kLanguageNotServed, {}), "invalid"},
      {MakeError(ErrorReason::kTooManyBytes, {}), "too_many_bytes"},
      {MakeError(ErrorReason::kBatchResponseFull, {}), "batch_response_full"},
      {absl::DeadlineExceededError("late"), "deadline_exceeded"},
      {absl::CancelledError("gone"), "cancelled"},
      {absl::UnknownError("what"), "internal"},
  };
  for (const ReasonCase& c : cases) {
    ServerMetrics metrics;
    const MadeUpCall call("");
    RecordArticleFailure(c.status, call, &metrics.answers());
    EXPECT_THAT(metrics.Text(), HasSubstr(absl::StrCat("{reason=\"", c.reason, "\"} 1\n")));
    EXPECT_EQ(call.defects().size(), c.reason == "internal" ? 1u : 0u) << c.reason;
  }
}

TEST_F(ArticleFailureTest, ADefectInsideABatchIsLoggedAndCounted) {
  wire::v1::BatchExtractAttributionsRequest request;
  for (const char* text : {"good", "", MadeUpEngine::kDefect}) request.add_articles()->set_text(text);
  MadeUpCall call(request.SerializeAsString());
  service_->ExtractBatch(&call);
  EXPECT_THAT(call.Wait(), IsOk());
  EXPECT_THAT(call.defects(), ElementsAre(HasSubstr("a made-up defect"))) << "the text that callers do not see";
  ExpectCount("internal", 1);
  ExpectCount("invalid", 1);
}

TEST_F(ArticleFailureTest, AnArticleThatFoundNoRoomInTheAnswerIsCounted) {
  wire::v1::BatchExtractAttributionsRequest request;
  for (int i = 0; i < 20; ++i) request.add_articles()->set_text(std::string(200000, 'a'));
  MadeUpCall call(request.SerializeAsString());
  service_->ExtractBatch(&call);
  EXPECT_THAT(call.Wait(), IsOk());
  EXPECT_THAT(metrics_.Text(), ::testing::ContainsRegex("reason=\"batch_response_full\"} [1-9]"));
  EXPECT_THAT(call.defects(), IsEmpty());
}

TEST_F(ArticleFailureTest, ADefectOnAStreamIsLoggedAndCounted) {
  std::vector<std::string> requests;
  for (const char* text : {"good", "", MadeUpEngine::kDefect}) {
    wire::v1::StreamExtractAttributionsRequest request;
    request.mutable_article()->set_text(text);
    requests.push_back(request.SerializeAsString());
  }
  MadeUpStream stream(requests);
  const auto extraction = service_->OpenStream(&stream);
  stream.set_extraction(extraction.get());
  extraction->Start();
  EXPECT_THAT(stream.Wait(), IsOk());
  EXPECT_THAT(stream.defects(), ElementsAre(HasSubstr("a made-up defect")));
  ExpectCount("internal", 1);
  ExpectCount("invalid", 1);
}

TEST_F(ArticleFailureTest, AnArticlePastTheBytesInFlightIsNoRefusedCall) {
  ServiceLimits limits;
  limits.in_flight_bytes_max = 10;
  Serve(limits);
  wire::v1::StreamExtractAttributionsRequest request;
  request.mutable_article()->set_text("more than ten bytes");
  MadeUpStream stream({request.SerializeAsString(), request.SerializeAsString()});
  const auto extraction = service_->OpenStream(&stream);
  stream.set_extraction(extraction.get());
  extraction->Start();
  EXPECT_THAT(stream.Wait(), IsOk());
  ExpectCount("too_many_bytes", 2);
  ExpectNoRefusedCall();
}

}  // namespace
}  // namespace isnad
