#include "service/rpc/extraction_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "isnad/v1/attribution_service.pb.h"
#include "service/rpc/status_encoder.h"
#include "tests/support/error_details.h"
#include "tests/support/made_up_call.h"
#include "tests/support/made_up_engine.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::HasCode;
using testing::IsOk;
using testing::MadeUpCall;
using testing::MadeUpEngine;

std::string ReasonOf(const absl::Status& status) { return testing::ReadDetails(EncodeRpcStatus(status)).info.reason(); }

std::string RequestFor(const std::string& text) {
  v1::ExtractAttributionsRequest request;
  request.mutable_article()->set_article_id("id");
  request.mutable_article()->set_text(text);
  return request.SerializeAsString();
}

class ExtractionServiceTest : public ::testing::Test {
 protected:
  explicit ExtractionServiceTest(int workers = 1) : workers_(workers) {}

  ExtractionService& Start(const ServiceLimits& limits = {}) {
    service_ = std::make_unique<ExtractionService>(limits, workers_, &metrics_);
    service_->Serve(engine_.engine());
    return *service_;
  }

  const int workers_;
  ServerMetrics metrics_;
  MadeUpEngine engine_;
  std::unique_ptr<ExtractionService> service_;
};

TEST_F(ExtractionServiceTest, AnswersByTheEngine) {
  MadeUpCall call(RequestFor("text"));
  Start().Extract(&call);
  ASSERT_THAT(call.Wait(), IsOk());
  v1::ExtractAttributionsResponse response;
  ASSERT_TRUE(response.ParseFromString(call.response()));
  EXPECT_EQ(response.article_id(), "id");
  EXPECT_EQ(response.lexicon_version(), "0123456789ab");
  ASSERT_EQ(response.claims_size(), 1);
  EXPECT_EQ(response.claims(0).text(), "text");
  EXPECT_EQ(service_->admission().calls_in_flight(), 0);
  EXPECT_EQ(service_->admission().bytes_in_flight(), 0u);
}

TEST_F(ExtractionServiceTest, AnswersLoadingUntilItServes) {
  ExtractionService service({}, 1, &metrics_);
  MadeUpCall extract(RequestFor("text"));
  MadeUpCall batch("");
  service.Extract(&extract);
  service.ExtractBatch(&batch);
  EXPECT_EQ(ReasonOf(extract.Wait()), "LOADING");
  EXPECT_EQ(ReasonOf(batch.Wait()), "LOADING");
  testing::MadeUpStream stream({});
  EXPECT_EQ(service.OpenStream(&stream), nullptr);
  EXPECT_EQ(ReasonOf(stream.Wait()), "LOADING");
}

TEST_F(ExtractionServiceTest, RefusesTheCallPastTheLimit) {
  ServiceLimits limits;
  limits.concurrent_calls_max = 2;
  Start(limits);
  MadeUpCall held(RequestFor(MadeUpEngine::kHeld));
  MadeUpCall waiting(RequestFor("text"));
  MadeUpCall refused(RequestFor("text"));
  service_->Extract(&held);
  engine_.WaitUntilHolding(1);
  service_->Extract(&waiting);
  service_->Extract(&refused);
  EXPECT_EQ(ReasonOf(refused.Wait()), "TOO_MANY_CALLS");
  testing::MadeUpStream stream({});
  EXPECT_EQ(service_->OpenStream(&stream), nullptr);
  EXPECT_EQ(ReasonOf(stream.Wait()), "TOO_MANY_CALLS");
  engine_.Release();
  EXPECT_THAT(held.Wait(), IsOk());
  EXPECT_THAT(waiting.Wait(), IsOk());
}

TEST_F(ExtractionServiceTest, RefusesTheBytePastTheLimit) {
  ServiceLimits limits;
  limits.in_flight_bytes_max = RequestFor(MadeUpEngine::kHeld).size() + RequestFor("text").size();
  Start(limits);
  MadeUpCall held(RequestFor(MadeUpEngine::kHeld));
  service_->Extract(&held);
  engine_.WaitUntilHolding(1);
  MadeUpCall fits(RequestFor("text"));
  service_->Extract(&fits);
  EXPECT_FALSE(fits.ended());
  MadeUpCall refused(RequestFor("t"));
  service_->Extract(&refused);
  EXPECT_EQ(ReasonOf(refused.Wait()), "TOO_MANY_BYTES");
  engine_.Release();
  EXPECT_THAT(held.Wait(), IsOk());
  EXPECT_THAT(fits.Wait(), IsOk());
  MadeUpCall later(RequestFor("text"));
  service_->Extract(&later);
  EXPECT_THAT(later.Wait(), IsOk());
}

TEST_F(ExtractionServiceTest, RefusesWhatWouldWaitTooLong) {
  ServiceLimits limits;
  limits.queue_delay_ms_max = 0;
  Start(limits);
  MadeUpCall held(RequestFor(MadeUpEngine::kHeld));
  service_->Extract(&held);
  engine_.WaitUntilHolding(1);
  MadeUpCall first_in_line(RequestFor("text"));
  MadeUpCall second_in_line(RequestFor("text"));
  service_->Extract(&first_in_line);
  service_->Extract(&second_in_line);
  const absl::Status refused = second_in_line.Wait();
  EXPECT_EQ(ReasonOf(refused), "OVERLOADED");
  EXPECT_GT(testing::ReadDetails(EncodeRpcStatus(refused)).retry_delay_ms(), 0);
  engine_.Release();
  EXPECT_THAT(first_in_line.Wait(), IsOk());
  EXPECT_THAT(held.Wait(), IsOk());
}

TEST_F(ExtractionServiceTest, ABigArticleMakesWayForASmallOne) {
  ServiceLimits limits;
  limits.big_article_bytes_min = 1000;
  Start(limits);
  MadeUpCall big(RequestFor(MadeUpEngine::kHeld + std::string(1000, 'a')));
  service_->Extract(&big);
  engine_.WaitUntilHolding(1);
  // The only worker is busy with the big one; the small one is answered all the same.
  MadeUpCall small(RequestFor("text"));
  service_->Extract(&small);
  EXPECT_THAT(small.Wait(), IsOk());
  EXPECT_FALSE(big.ended());
  engine_.Release();
  EXPECT_THAT(big.Wait(), IsOk());
}

TEST_F(ExtractionServiceTest, StopsWhenTheCallerIsGone) {
  Start();
  MadeUpCall running(RequestFor(MadeUpEngine::kHeld));
  MadeUpCall waiting(RequestFor(MadeUpEngine::kHeld));
  service_->Extract(&running);
  engine_.WaitUntilHolding(1);
  service_->Extract(&waiting);
  waiting.Cancel();
  running.Cancel();
  EXPECT_THAT(running.Wait(), HasCode(absl::StatusCode::kCancelled));
  EXPECT_THAT(waiting.Wait(), HasCode(absl::StatusCode::kCancelled));
  EXPECT_EQ(engine_.begun(), 1) << "nothing is begun for a caller who has gone";
  EXPECT_EQ(service_->admission().calls_in_flight(), 0);
}

TEST_F(ExtractionServiceTest, StopsWhenTheTimeIsUp) {
  ServiceLimits limits;
  limits.call_ms_max = 5;
  Start(limits);
  MadeUpCall without_deadline(RequestFor(MadeUpEngine::kHeld));
  service_->Extract(&without_deadline);
  EXPECT_THAT(without_deadline.Wait(), HasCode(absl::StatusCode::kDeadlineExceeded));
  Start();
  MadeUpCall with_deadline(RequestFor(MadeUpEngine::kHeld), absl::Now() + absl::Milliseconds(5));
  service_->Extract(&with_deadline);
  EXPECT_THAT(with_deadline.Wait(), HasCode(absl::StatusCode::kDeadlineExceeded));
}

TEST_F(ExtractionServiceTest, EndsQueuedCallsThatNobodyWaitsFor) {
  ServiceLimits limits;
  limits.big_article_bytes_min = 1000;
  Start(limits);
  const std::string big = MadeUpEngine::kHeld + std::string(1000, 'a');
  MadeUpCall running(RequestFor(big));
  service_->Extract(&running);
  engine_.WaitUntilHolding(1);
  // The only worker is busy, and these are not small: they wait for it.
  MadeUpCall waiting(RequestFor(big));
  MadeUpCall late(RequestFor(big), absl::Now());
  MadeUpCall late_batch(RequestFor(big), absl::Now());
  MadeUpCall gone("\xFF" + big);
  service_->Extract(&waiting);
  service_->Extract(&late);
  service_->ExtractBatch(&late_batch);
  service_->Extract(&gone);
  gone.Cancel();
  service_->EndQueuedCalls();
  EXPECT_THAT(late.Wait(), HasCode(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(late_batch.Wait(), HasCode(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(gone.Wait(), HasCode(absl::StatusCode::kCancelled)) << "its garbage is not even parsed";
  EXPECT_FALSE(running.ended());
  EXPECT_FALSE(waiting.ended());
  EXPECT_EQ(engine_.begun(), 1);
  engine_.Release();
  EXPECT_THAT(running.Wait(), IsOk());
  EXPECT_THAT(waiting.Wait(), IsOk());
}

TEST_F(ExtractionServiceTest, SaysWhatIsWrongWithARequest) {
  Start();
  MadeUpCall garbage("\xFF\xFF\xFF");
  service_->Extract(&garbage);
  EXPECT_EQ(ReasonOf(garbage.Wait()), "REQUEST_MALFORMED");
  MadeUpCall empty("");
  service_->Extract(&empty);
  EXPECT_EQ(ReasonOf(empty.Wait()), "TEXT_EMPTY");
  MadeUpCall defect(RequestFor(MadeUpEngine::kDefect));
  service_->Extract(&defect);
  EXPECT_EQ(ReasonOf(defect.Wait()), "INTERNAL");
}

class ManyWorkersTest : public ExtractionServiceTest {
 protected:
  ManyWorkersTest() : ExtractionServiceTest(4) {}
};

TEST_F(ManyWorkersTest, AnswersManyCallsFromManyThreads) {
  Start();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this, t] {
      for (int i = 0; i < 200; ++i) {
        MadeUpCall call(RequestFor(absl::StrCat("text ", t, " ", i)));
        service_->Extract(&call);
        if (i % 7 == 0) call.Cancel();
        (void)call.Wait();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(service_->admission().calls_in_flight(), 0);
  EXPECT_EQ(service_->admission().bytes_in_flight(), 0u);
}

}  // namespace
}  // namespace isnad
