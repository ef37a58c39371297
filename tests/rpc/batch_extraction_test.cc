#include "service/rpc/batch_extraction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "isnad/v1/attribution_service.pb.h"
#include "service/rpc/extraction_service.h"
#include "service/rpc/status_encoder.h"
#include "service/rpc/wire/request.pb.h"
#include "tests/support/error_details.h"
#include "tests/support/made_up_call.h"
#include "tests/support/made_up_engine.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::ErrorDetails;
using testing::HasCode;
using testing::IsOk;
using testing::MadeUpCall;
using testing::MadeUpEngine;
using testing::ReadDetails;

using Request = wire::v1::BatchExtractAttributionsRequest;

Request BatchOf(const std::vector<std::string>& texts) {
  Request request;
  for (const std::string& text : texts) {
    wire::v1::Article* article = request.add_articles();
    article->set_article_id(absl::StrCat("article ", request.articles_size()));
    article->set_text(text);
  }
  return request;
}

class BatchTest : public ::testing::Test {
 protected:
  void Serve(const ServiceLimits& limits = {}) {
    service_ = std::make_unique<ExtractionService>(limits, /*workers=*/3, &metrics_);
    service_->Serve(engine_.engine());
  }

  absl::Status Call(const Request& request) {
    MadeUpCall call(request.SerializeAsString());
    service_->ExtractBatch(&call);
    const absl::Status status = call.Wait();
    EXPECT_TRUE(response_.ParseFromString(call.response()));
    EXPECT_EQ(service_->admission().calls_in_flight(), 0);
    return status;
  }
  ErrorDetails ErrorOf(const Request& request) { return ReadDetails(EncodeRpcStatus(Call(request))); }

  ServerMetrics metrics_;
  MadeUpEngine engine_;
  std::unique_ptr<ExtractionService> service_;
  v1::BatchExtractAttributionsResponse response_;
};

TEST_F(BatchTest, AnswersInTheOrderOfTheRequest) {
  Serve();
  std::vector<std::string> texts;
  for (int i = 0; i < 256; ++i) texts.push_back(absl::StrCat("text ", i));
  ASSERT_THAT(Call(BatchOf(texts)), IsOk());
  ASSERT_EQ(response_.results_size(), 256);
  for (int i = 0; i < 256; ++i) {
    EXPECT_EQ(response_.results(i).article_id(), absl::StrCat("article ", i + 1));
    EXPECT_EQ(response_.results(i).response().article_id(), absl::StrCat("article ", i + 1));
    EXPECT_EQ(response_.results(i).response().claims(0).text(), texts[i]);
  }
}

TEST_F(BatchTest, OneBadArticleFailsAlone) {
  Serve();
  Request request = BatchOf({"good", "", "bad \xFF", MadeUpEngine::kDefect, "good too", "and this"});
  request.mutable_articles(4)->set_language_code("de");
  request.mutable_articles(5)->set_article_id("\xC3\x28");
  ASSERT_THAT(Call(request), IsOk());
  struct Row {
    std::string reason;
    std::string field;
  };
  const std::vector<Row> expected = {{"", ""},
                                     {"TEXT_EMPTY", "articles[1].text"},
                                     {"MALFORMED_UTF8", "articles[2].text"},
                                     {"INTERNAL", ""},
                                     {"LANGUAGE_NOT_SERVED", "articles[4].language_code"},
                                     {"MALFORMED_UTF8", "articles[5].article_id"}};
  ASSERT_EQ(response_.results_size(), static_cast<int>(expected.size()));
  for (size_t i = 0; i < expected.size(); ++i) {
    SCOPED_TRACE(i);
    const ErrorDetails details = ReadDetails(response_.results(i).error());
    EXPECT_EQ(response_.results(i).has_response(), expected[i].reason.empty());
    EXPECT_EQ(details.info.reason(), expected[i].reason);
    EXPECT_EQ(details.field(), expected[i].field);
  }
  EXPECT_EQ(ReadDetails(response_.results(2).error()).metadata("offset"), "4");
  EXPECT_EQ(response_.results(5).article_id(), "") << "what is not UTF-8 cannot be echoed";
}

TEST_F(BatchTest, SaysWhyAnArticleFailedInArabicToThoseWhoAsk) {
  Serve();
  for (const Locale locale : {Locale::kEnglish, Locale::kArabic}) {
    MadeUpCall call(BatchOf({""}).SerializeAsString());
    call.set_locale(locale);
    service_->ExtractBatch(&call);
    ASSERT_THAT(call.Wait(), IsOk());
    ASSERT_TRUE(response_.ParseFromString(call.response()));
    EXPECT_EQ(ReadDetails(response_.results(0).error()).localized.locale(), locale == Locale::kArabic ? "ar" : "");
  }
}

// With the longest id, behind the last place, in Arabic: what batch_extraction.cc keeps free for each article.
TEST_F(BatchTest, AnErrorFitsIntoTheRoomKeptForIt) {
  ServiceLimits limits;
  limits.article_bytes_max = 10;
  Serve(limits);
  Request request = BatchOf({"", "bad \xFF", "more than ten bytes", MadeUpEngine::kDefect, "good"});
  for (int i = 0; i < request.articles_size(); ++i) {
    request.mutable_articles(i)->set_article_id(absl::StrCat(std::string(255, 'i'), i));
  }
  request.mutable_articles(4)->set_language_code("de");
  MadeUpCall call(request.SerializeAsString());
  call.set_locale(Locale::kArabic);
  service_->ExtractBatch(&call);
  ASSERT_THAT(call.Wait(), IsOk());
  ASSERT_TRUE(response_.ParseFromString(call.response()));
  for (const auto& result : response_.results()) {
    ASSERT_TRUE(result.has_error());
    EXPECT_EQ(result.article_id().size(), 256u);
    EXPECT_LT(result.ByteSizeLong() + 10, 1024u) << ReadDetails(result.error()).info.reason();
  }
}

TEST_F(BatchTest, RefusesAFaultyBatchAsAWhole) {
  ServiceLimits limits;
  limits.batch_articles_max = 3;
  Serve(limits);
  EXPECT_EQ(ErrorOf(Request()).info.reason(), "BATCH_EMPTY");
  EXPECT_THAT(Call(BatchOf({"1", "2", "3"})), IsOk());
  EXPECT_EQ(ErrorOf(BatchOf({"1", "2", "3", "4"})).info.reason(), "TOO_MANY_ARTICLES");

  Request twice = BatchOf({"1", "2", "3"});
  twice.mutable_articles(2)->set_article_id("article 1");
  const ErrorDetails duplicate = ErrorOf(twice);
  EXPECT_EQ(duplicate.info.reason(), "DUPLICATE_ARTICLE_ID");
  EXPECT_EQ(duplicate.field(), "articles[2].article_id");
  twice.mutable_articles(0)->clear_article_id();
  twice.mutable_articles(2)->clear_article_id();
  EXPECT_THAT(Call(twice), IsOk()) << "no id is no duplicate";

  Request bad_options = BatchOf({"1"});
  bad_options.mutable_options()->set_min_confidence(2);
  EXPECT_EQ(ErrorOf(bad_options).info.reason(), "MIN_CONFIDENCE_OUT_OF_RANGE");

  MadeUpCall garbage("\xFF\xFF\xFF");
  service_->ExtractBatch(&garbage);
  EXPECT_EQ(ReadDetails(EncodeRpcStatus(garbage.Wait())).info.reason(), "REQUEST_MALFORMED");
}

TEST_F(BatchTest, TheAnswerFitsIntoWhatAClientReceivesByDefault) {
  Serve();
  // The made-up claim repeats the article, and so do its cue and its source: three times 200 KB.
  ASSERT_THAT(Call(BatchOf(std::vector<std::string>(20, std::string(200000, 'a')))), IsOk());
  EXPECT_LT(response_.ByteSizeLong(), size_t{4} << 20);
  EXPECT_TRUE(response_.results(0).has_response());
  EXPECT_EQ(ReadDetails(response_.results(19).error()).info.reason(), "BATCH_RESPONSE_FULL");
  int answered = 0;
  for (const auto& result : response_.results()) answered += result.has_response() ? 1 : 0;
  EXPECT_GE(answered, 5);
}

TEST_F(BatchTest, StopsWhenTheCallerIsGoneOrTheTimeIsUp) {
  ServiceLimits limits;
  Serve(limits);
  MadeUpCall gone(BatchOf(std::vector<std::string>(50, MadeUpEngine::kHeld)).SerializeAsString());
  service_->ExtractBatch(&gone);
  engine_.WaitUntilHolding(3);
  gone.Cancel();
  EXPECT_THAT(gone.Wait(), HasCode(absl::StatusCode::kCancelled));
  EXPECT_EQ(engine_.begun(), 3) << "nothing is begun for a caller who has gone";
  EXPECT_EQ(service_->admission().bytes_in_flight(), 0u);

  limits.call_ms_max = 5;
  Serve(limits);
  EXPECT_THAT(Call(BatchOf({MadeUpEngine::kHeld})), HasCode(absl::StatusCode::kDeadlineExceeded));
}

// One worker, and a big article in line for it: the batch ends without another turn.
TEST_F(BatchTest, EndsWithoutAnotherTurn) {
  ServiceLimits limits;
  limits.big_article_bytes_min = 1000;
  service_ = std::make_unique<ExtractionService>(limits, /*workers=*/1, &metrics_);
  service_->Serve(engine_.engine());
  MadeUpCall batch(BatchOf(std::vector<std::string>(100, MadeUpEngine::kHeld)).SerializeAsString());
  service_->ExtractBatch(&batch);
  engine_.WaitUntilHolding(1);
  v1::ExtractAttributionsRequest request;
  request.mutable_article()->set_text(MadeUpEngine::kHeld + std::string(1000, 'a'));
  MadeUpCall big(request.SerializeAsString());
  service_->Extract(&big);
  batch.Cancel();
  EXPECT_THAT(batch.Wait(), HasCode(absl::StatusCode::kCancelled));
  engine_.WaitUntilHolding(1);
  EXPECT_EQ(engine_.begun(), 2);
  engine_.Release();
  EXPECT_THAT(big.Wait(), IsOk());
}

TEST_F(BatchTest, ItsArticlesWaitUntilTheyBegin) {
  Serve();
  const Admission& admission = service_->admission();
  MadeUpCall batch(BatchOf(std::vector<std::string>(100, MadeUpEngine::kHeld)).SerializeAsString());
  service_->ExtractBatch(&batch);
  engine_.WaitUntilHolding(3);
  const absl::Duration at_begin = absl::Seconds(kFirstSecondsPerByte * static_cast<double>(batch.request_bytes()) / 3);
  EXPECT_GT(admission.ExpectedDelay(Lane::kBulk), 0.9 * at_begin) << "97 of 100 have not begun";
  engine_.Release();
  EXPECT_THAT(batch.Wait(), IsOk());
  EXPECT_EQ(admission.ExpectedDelay(Lane::kBulk), absl::ZeroDuration());
}

Request BatchWithShortNames(absl::string_view text) {
  Request request = BatchOf({std::string(text)});
  wire::v1::KnownSource* source = request.mutable_options()->add_known_sources();
  source->set_id("i");
  source->set_name("n");
  for (int i = 0; i < 32; ++i) source->add_aliases("a");
  return request;
}

TEST_F(BatchTest, KnownNamesAreCountedUntilItEnds) {
  Serve();
  const Request request = BatchWithShortNames(MadeUpEngine::kHeld);
  MadeUpCall batch(request.SerializeAsString());
  service_->ExtractBatch(&batch);
  engine_.WaitUntilHolding(1);
  EXPECT_EQ(service_->admission().bytes_in_flight(), request.ByteSizeLong() + 34 * kKnownNameBytes);
  engine_.Release();
  EXPECT_THAT(batch.Wait(), IsOk());
  EXPECT_EQ(service_->admission().bytes_in_flight(), 0u);
}

TEST_F(BatchTest, RefusesKnownNamesPastTheBytesInFlight) {
  ServiceLimits limits;
  limits.in_flight_bytes_max = BatchWithShortNames("text").ByteSizeLong() + 33 * kKnownNameBytes;
  Serve(limits);
  EXPECT_EQ(ErrorOf(BatchWithShortNames("text")).info.reason(), "TOO_MANY_BYTES");
  EXPECT_EQ(service_->admission().bytes_in_flight(), 0u);
}

TEST_F(BatchTest, BatchesAdvanceSideBySideAndMakeWay) {
  Serve();
  MadeUpCall held(BatchOf(std::vector<std::string>(10, MadeUpEngine::kHeld)).SerializeAsString());
  service_->ExtractBatch(&held);
  engine_.WaitUntilHolding(3);
  v1::ExtractAttributionsRequest small;
  small.mutable_article()->set_text("text");
  MadeUpCall overtakes(small.SerializeAsString());
  service_->Extract(&overtakes);
  EXPECT_THAT(overtakes.Wait(), IsOk());
  engine_.Release();
  EXPECT_THAT(held.Wait(), IsOk());
}

}  // namespace
}  // namespace isnad
