#include "service/rpc/stream_extraction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
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

using testing::HasCode;
using testing::IsOk;
using testing::MadeUpCall;
using testing::MadeUpEngine;
using testing::MadeUpStream;
using testing::ReadDetails;

using Answer = v1::StreamExtractAttributionsResponse;
using Request = wire::v1::StreamExtractAttributionsRequest;

Request RequestFor(const std::string& text) {
  Request request;
  request.mutable_article()->set_article_id(absl::StrCat("id of ", text));
  request.mutable_article()->set_text(text);
  return request;
}

std::vector<std::string> RequestsFor(size_t count, const std::string& text) {
  std::vector<std::string> requests;
  for (size_t i = 0; i < count; ++i) requests.push_back(RequestFor(absl::StrCat(text, i)).SerializeAsString());
  return requests;
}

std::vector<Answer> Parse(const std::vector<std::string>& answers) {
  std::vector<Answer> parsed(answers.size());
  for (size_t i = 0; i < answers.size(); ++i) EXPECT_TRUE(parsed[i].ParseFromString(answers[i]));
  return parsed;
}

std::string ReasonOf(const absl::Status& status) { return ReadDetails(EncodeRpcStatus(status)).info.reason(); }
std::string ReasonOf(const Answer& answer) { return ReadDetails(answer.error()).info.reason(); }

class StreamTest : public ::testing::Test {
 protected:
  StreamTest() { Serve({}); }

  void Serve(const ServiceLimits& limits) {
    service_ = std::make_unique<ExtractionService>(limits, /*workers=*/3, &metrics_);
    service_->Serve(engine_.engine());
  }

  std::unique_ptr<StreamExtraction> Open(MadeUpStream& stream) {
    std::unique_ptr<StreamExtraction> extraction = service_->OpenStream(&stream);
    EXPECT_NE(extraction, nullptr);
    stream.set_extraction(extraction.get());
    extraction->Start();
    return extraction;
  }

  ServerMetrics metrics_;
  MadeUpEngine engine_;
  std::unique_ptr<ExtractionService> service_;
};

TEST_F(StreamTest, AnswersInTheOrderOfTheRequests) {
  MadeUpStream stream(RequestsFor(1000, "text "));
  {
    const auto extraction = Open(stream);
    EXPECT_THAT(stream.Wait(), IsOk());
  }
  const std::vector<Answer> answers = Parse(stream.answers());
  ASSERT_EQ(answers.size(), 1000u);
  for (size_t i = 0; i < answers.size(); ++i) {
    EXPECT_EQ(answers[i].article_id(), absl::StrCat("id of text ", i));
    EXPECT_EQ(answers[i].response().claims(0).text(), absl::StrCat("text ", i));
  }
  EXPECT_EQ(service_->streams_open(), 0);
  EXPECT_EQ(service_->admission().calls_in_flight(), 0);
  EXPECT_EQ(service_->admission().bytes_in_flight(), 0u);
}

TEST_F(StreamTest, AnEmptyStreamEndsWell) {
  MadeUpStream stream({});
  const auto extraction = Open(stream);
  EXPECT_THAT(stream.Wait(), IsOk());
  EXPECT_TRUE(stream.answers().empty());
}

TEST_F(StreamTest, ABadItemFailsAlone) {
  Request bad_text = RequestFor("text");
  bad_text.mutable_article()->set_text("\x80");
  Request bad_id = RequestFor("text");
  bad_id.mutable_article()->set_article_id("\xFF");
  MadeUpStream stream({RequestFor("first").SerializeAsString(), "\xFF\xFF\xFF", RequestFor("").SerializeAsString(),
                       bad_text.SerializeAsString(), bad_id.SerializeAsString(),
                       RequestFor(MadeUpEngine::kDefect).SerializeAsString(), RequestFor("last").SerializeAsString()});
  const auto extraction = Open(stream);
  EXPECT_THAT(stream.Wait(), IsOk());
  const std::vector<Answer> answers = Parse(stream.answers());
  const std::vector<std::string> reasons = {
      "", "REQUEST_MALFORMED", "TEXT_EMPTY", "MALFORMED_UTF8", "MALFORMED_UTF8", "INTERNAL", ""};
  ASSERT_EQ(answers.size(), reasons.size());
  for (size_t i = 0; i < reasons.size(); ++i) EXPECT_EQ(ReasonOf(answers[i]), reasons[i]) << i;
  EXPECT_EQ(ReadDetails(answers[2].error()).localized.locale(), "ar") << "as the made-up caller asks";
  EXPECT_EQ(answers[3].article_id(), "id of text") << "its text is at fault, not its id";
  EXPECT_EQ(answers[4].article_id(), "");
}

TEST_F(StreamTest, OptionsHoldUntilAMessageSetsThemAnew) {
  Request utf32 = RequestFor("\xD9\x86\xD8\xB5");
  Request plain = utf32;
  utf32.mutable_options()->set_offset_encoding(v1::OFFSET_ENCODING_UTF32);
  Request faulty = plain;
  faulty.mutable_options()->set_min_confidence(-1);
  Request defaults = plain;
  defaults.mutable_options();
  MadeUpStream stream({plain.SerializeAsString(), utf32.SerializeAsString(), plain.SerializeAsString(),
                       faulty.SerializeAsString(), plain.SerializeAsString(), defaults.SerializeAsString(),
                       plain.SerializeAsString()});
  const auto extraction = Open(stream);
  EXPECT_THAT(stream.Wait(), IsOk());
  const std::vector<Answer> answers = Parse(stream.answers());
  ASSERT_EQ(answers.size(), 7u);
  const std::vector<int> ends = {4, 2, 2, 0, 0, 4, 4};
  for (size_t i = 0; i < ends.size(); ++i) {
    if (ends[i] == 0) {
      EXPECT_EQ(ReasonOf(answers[i]), "MIN_CONFIDENCE_OUT_OF_RANGE") << i;
    } else {
      EXPECT_EQ(answers[i].response().claims(0).content(0).end(), ends[i]) << i;
    }
  }
}

TEST_F(StreamTest, ReadsNoFurtherThanItMayBeAhead) {
  MadeUpStream stream(RequestsFor(100, "text"), {.answers_taken = 0});
  const auto extraction = Open(stream);
  stream.WaitUntilBlocked();
  stream.WaitUntilRead(kStreamArticlesAhead);
  EXPECT_EQ(stream.reads(), kStreamArticlesAhead);
  stream.Cancel();
  EXPECT_THAT(stream.Wait(), HasCode(absl::StatusCode::kCancelled));
  EXPECT_EQ(stream.reads(), kStreamArticlesAhead);
}

TEST_F(StreamTest, StopsWhenTheCallerIsGone) {
  MadeUpStream stream(RequestsFor(100, MadeUpEngine::kHeld));
  {
    const auto extraction = Open(stream);
    engine_.WaitUntilHolding(3);
    stream.Cancel();
    EXPECT_THAT(stream.Wait(), HasCode(absl::StatusCode::kCancelled));
  }
  EXPECT_EQ(engine_.holding(), 0);
  EXPECT_EQ(service_->admission().calls_in_flight(), 0);
  EXPECT_EQ(service_->admission().bytes_in_flight(), 0u);
}

TEST_F(StreamTest, AnItemHasItsOwnTime) {
  ServiceLimits limits;
  limits.call_ms_max = 5;
  Serve(limits);
  MadeUpStream stream({RequestFor(MadeUpEngine::kHeld).SerializeAsString(), RequestFor("text").SerializeAsString()});
  const auto extraction = Open(stream);
  EXPECT_THAT(stream.Wait(), IsOk());
  EXPECT_EQ(ReasonOf(Parse(stream.answers()).at(0)), "DEADLINE_EXCEEDED");
}

TEST_F(StreamTest, DrainingAnswersWhatWasRead) {
  MadeUpStream stream(RequestsFor(5, MadeUpEngine::kHeld), {.open = true});
  const auto extraction = Open(stream);
  stream.WaitUntilRead(5);
  service_->Drain();
  engine_.Release();
  EXPECT_EQ(ReasonOf(stream.Wait()), "DRAINING");
  EXPECT_EQ(stream.answers().size(), 5u);
  MadeUpStream next({});
  EXPECT_EQ(service_->OpenStream(&next), nullptr);
  EXPECT_EQ(ReasonOf(next.Wait()), "DRAINING");
}

TEST_F(StreamTest, EndsWhenTheCallerSendsNothing) {
  ServiceLimits limits;
  limits.stream_idle_ms_max = 1000;
  Serve(limits);
  MadeUpStream stream(RequestsFor(1, "text"), {.open = true});
  const auto extraction = Open(stream);
  stream.WaitUntilRead(1);
  service_->EndIdleStreams(SteadyNow() - std::chrono::seconds(1000));
  EXPECT_EQ(service_->streams_open(), 1) << "it has moved since";
  stream.WaitUntilWritten(1);
  service_->EndIdleStreams(SteadyNow() + std::chrono::seconds(1000));
  EXPECT_EQ(ReasonOf(stream.Wait()), "STREAM_IDLE");
}

TEST_F(StreamTest, GivesUpACallerWhoTakesNoAnswers) {
  MadeUpStream stream(RequestsFor(3, "text"), {.answers_taken = 1});
  const auto extraction = Open(stream);
  stream.WaitUntilBlocked();
  stream.WaitUntilRead(3);
  // Work goes on for a moment after the read; then nothing moves.
  while (!stream.IsCancelled()) service_->EndIdleStreams(SteadyNow() + std::chrono::seconds(1000));
  EXPECT_THAT(stream.Wait(), HasCode(absl::StatusCode::kCancelled));
}

// Seconds behind the last move of a stream, others being short of places or bytes.
TEST_F(StreamTest, StandsStillForAShorterTimeWhileOthersNeedItsPlace) {
  constexpr auto kMost = std::chrono::milliseconds(kCrowdedIdleMsMax);
  ServiceLimits limits;
  limits.concurrent_calls_max = 4;
  Serve(limits);
  MadeUpStream first({}, {.open = true});
  const auto first_extraction = Open(first);
  MadeUpStream second({}, {.open = true});
  const auto second_extraction = Open(second);
  service_->EndIdleStreams(SteadyNow() + kMost + std::chrono::seconds(1));
  EXPECT_EQ(service_->streams_open(), 2) << "one more finds a place";
  MadeUpStream third({}, {.open = true});
  const auto third_extraction = Open(third);
  service_->EndIdleStreams(SteadyNow() + kMost - std::chrono::seconds(5));
  EXPECT_EQ(service_->streams_open(), 3) << "they may stand still for some time all the same";
  service_->EndIdleStreams(SteadyNow() + kMost);
  for (MadeUpStream* stream : {&first, &second, &third}) {
    const absl::Status status = stream->Wait();
    EXPECT_EQ(ReasonOf(status), "STREAM_IDLE");
    EXPECT_THAT(status.message(), ::testing::HasSubstr(" 10000 ms"));
  }
}

TEST_F(StreamTest, AnswersThatNobodyTakesKeepNoBytesFromOthers) {
  ServiceLimits limits;
  limits.in_flight_bytes_max = 200000;
  Serve(limits);
  Request request = RequestFor("text");
  request.mutable_article()->set_text(std::string(130000, 'a'));
  MadeUpStream stream({request.SerializeAsString()}, {.answers_taken = 0});
  const auto extraction = Open(stream);
  stream.WaitUntilBlocked();
  service_->EndIdleStreams(SteadyNow() + std::chrono::milliseconds(kCrowdedIdleMsMax));
  EXPECT_THAT(stream.Wait(), HasCode(absl::StatusCode::kCancelled));
  EXPECT_EQ(service_->admission().bytes_in_flight(), 0u);
}

TEST_F(StreamTest, AWorkingStreamIsNotIdle) {
  MadeUpStream stream(RequestsFor(1, MadeUpEngine::kHeld), {.open = false});
  const auto extraction = Open(stream);
  engine_.WaitUntilHolding(1);
  service_->EndIdleStreams(SteadyNow() + std::chrono::seconds(1000));
  engine_.Release();
  EXPECT_THAT(stream.Wait(), IsOk());
}

// Three workers, each held by a big article: the stream's are queued behind them.
TEST_F(StreamTest, EndsQueuedArticlesWhenTheCallerIsGone) {
  ServiceLimits limits;
  limits.big_article_bytes_min = 1;
  Serve(limits);
  std::vector<std::unique_ptr<MadeUpCall>> calls;
  for (int i = 0; i < 3; ++i) {
    v1::ExtractAttributionsRequest request;
    request.mutable_article()->set_text(MadeUpEngine::kHeld);
    calls.push_back(std::make_unique<MadeUpCall>(request.SerializeAsString()));
    service_->Extract(calls.back().get());
  }
  engine_.WaitUntilHolding(3);
  MadeUpStream stream(RequestsFor(2, "text"));
  const auto extraction = Open(stream);
  stream.WaitUntilRead(2);
  stream.Cancel();
  service_->EndQueuedCalls();
  EXPECT_THAT(stream.Wait(), HasCode(absl::StatusCode::kCancelled));
  EXPECT_EQ(engine_.begun(), 3);
  engine_.Release();
  for (const auto& call : calls) EXPECT_THAT(call->Wait(), IsOk());
}

TEST_F(StreamTest, IdleStreamsKeepNoSmallCallOut) {
  ServiceLimits limits;
  limits.concurrent_calls_max = 4;
  Serve(limits);
  std::vector<std::unique_ptr<MadeUpStream>> streams;
  std::vector<std::unique_ptr<StreamExtraction>> extractions;
  for (int i = 0; i < 3; ++i) {
    streams.push_back(
        std::make_unique<MadeUpStream>(std::vector<std::string>(), MadeUpStream::Behaviour{.open = true}));
    extractions.push_back(Open(*streams.back()));
  }
  MadeUpStream refused({});
  EXPECT_EQ(service_->OpenStream(&refused), nullptr);
  EXPECT_EQ(ReasonOf(refused.Wait()), "TOO_MANY_CALLS");
  v1::ExtractAttributionsRequest request;
  request.mutable_article()->set_text("text");
  MadeUpCall call(request.SerializeAsString());
  service_->Extract(&call);
  EXPECT_THAT(call.Wait(), IsOk());
  service_->Drain();
  for (const auto& stream : streams) EXPECT_EQ(ReasonOf(stream->Wait()), "DRAINING");
}

TEST_F(StreamTest, RefusesTheItemPastTheBytesInFlight) {
  ServiceLimits limits;
  const std::string fits = RequestFor("fits").SerializeAsString();
  limits.in_flight_bytes_max = fits.size();
  Serve(limits);
  MadeUpStream stream({RequestFor("too long").SerializeAsString(), fits});
  const auto extraction = Open(stream);
  EXPECT_THAT(stream.Wait(), IsOk());
  const std::vector<Answer> answers = Parse(stream.answers());
  EXPECT_EQ(ReasonOf(answers.at(0)), "TOO_MANY_BYTES");
  EXPECT_TRUE(answers.at(1).has_response());
}

size_t BytesInFlight(const ExtractionService& service) { return service.admission().bytes_in_flight(); }

TEST_F(StreamTest, OptionsOfAnItemPastTheBytesInFlightAreNotPassedOver) {
  ServiceLimits limits;
  limits.in_flight_bytes_max = 300;
  Serve(limits);
  const Request plain = RequestFor("\xD9\x86\xD8\xB5");
  Request refused = plain;
  refused.mutable_article()->set_text(std::string(400, 'a'));
  Request refused_with_options = refused;
  refused_with_options.mutable_options()->set_offset_encoding(v1::OFFSET_ENCODING_UTF32);
  Request anew = plain;
  anew.mutable_options();
  MadeUpStream stream({refused.SerializeAsString(), plain.SerializeAsString(), refused_with_options.SerializeAsString(),
                       plain.SerializeAsString(), anew.SerializeAsString()});
  const auto extraction = Open(stream);
  EXPECT_THAT(stream.Wait(), IsOk());
  const std::vector<Answer> answers = Parse(stream.answers());
  ASSERT_EQ(answers.size(), 5u);
  const std::vector<std::string> reasons = {"TOO_MANY_BYTES", "", "TOO_MANY_BYTES", "TOO_MANY_BYTES", ""};
  for (size_t i = 0; i < reasons.size(); ++i) EXPECT_EQ(ReasonOf(answers[i]), reasons[i]) << i;
  EXPECT_EQ(answers[2].article_id(), refused.article().article_id()) << "told without parsing";
}

TEST_F(StreamTest, OptionsWithTooManyPartsAreFaultyOptions) {
  Request many = RequestFor("text");
  for (int i = 0; i <= ServiceLimits().known_sources_max; ++i) many.mutable_options()->add_known_sources();
  MadeUpStream stream({many.SerializeAsString(), RequestFor("text").SerializeAsString()});
  const auto extraction = Open(stream);
  EXPECT_THAT(stream.Wait(), IsOk());
  const std::vector<Answer> answers = Parse(stream.answers());
  ASSERT_EQ(answers.size(), 2u);
  for (const Answer& answer : answers) EXPECT_EQ(ReasonOf(answer), "TOO_MANY_KNOWN_SOURCES");
}

TEST_F(StreamTest, AnAnswerIsCountedUntilItIsWritten) {
  Request request = RequestFor("text");
  request.mutable_article()->set_text(std::string(100000, 'a'));
  MadeUpStream stream({request.SerializeAsString()}, {.answers_taken = 0});
  const auto extraction = Open(stream);
  stream.WaitUntilBlocked();
  EXPECT_EQ(BytesInFlight(*service_), request.ByteSizeLong()) << "the made-up answer is longer, the place never grows";
  stream.Cancel();
  EXPECT_THAT(stream.Wait(), HasCode(absl::StatusCode::kCancelled));
  EXPECT_EQ(BytesInFlight(*service_), 0u);
}

TEST_F(StreamTest, AnItemWithoutAnAnswerHoldsItsErrorAlone) {
  for (const std::string& faulty : {"\x0A" + std::string(100000, '\xFF'), RequestFor("\xFF").SerializeAsString(),
                                    RequestFor(std::string(2000000, 'a')).SerializeAsString()}) {
    MadeUpStream stream({faulty}, {.answers_taken = 0});
    const auto extraction = Open(stream);
    stream.WaitUntilBlocked();
    EXPECT_LT(BytesInFlight(*service_), 1024u);
    stream.Cancel();
    EXPECT_THAT(stream.Wait(), HasCode(absl::StatusCode::kCancelled));
  }
}

TEST_F(StreamTest, OptionsInForceAreCountedUntilOthersComeOrTheStreamGoes) {
  Request with_sources = RequestFor("text");
  wire::v1::KnownSource* source = with_sources.mutable_options()->add_known_sources();
  source->set_id("id");
  source->set_name("name");
  for (int i = 0; i < 32; ++i) source->add_aliases(std::string(500, 'a'));
  const size_t options_bytes = with_sources.options().ByteSizeLong() + 34 * kKnownNameBytes;
  Request without = RequestFor("text");
  without.mutable_options();
  for (const bool replaced : {false, true}) {
    std::vector<std::string> requests = {with_sources.SerializeAsString(), RequestFor("text").SerializeAsString()};
    if (replaced) requests.push_back(without.SerializeAsString());
    {
      MadeUpStream stream(requests, {.open = true});
      {
        const auto extraction = Open(stream);
        stream.WaitUntilWritten(requests.size());
        EXPECT_EQ(BytesInFlight(*service_), replaced ? 0 : options_bytes);
        service_->Drain();
        EXPECT_EQ(ReasonOf(stream.Wait()), "DRAINING");
      }
    }
    EXPECT_EQ(BytesInFlight(*service_), 0u);
    Serve({});
  }
}

TEST_F(StreamTest, RefusesOptionsPastTheBytesInFlight) {
  ServiceLimits limits;
  Request with_sources = RequestFor("text");
  wire::v1::KnownSource* source = with_sources.mutable_options()->add_known_sources();
  source->set_id("id");
  source->set_name(std::string(500, 'n'));
  limits.in_flight_bytes_max = with_sources.ByteSizeLong() + 100;
  Serve(limits);
  MadeUpStream stream({with_sources.SerializeAsString(), RequestFor("text").SerializeAsString()});
  const auto extraction = Open(stream);
  EXPECT_THAT(stream.Wait(), IsOk());
  for (const Answer& answer : Parse(stream.answers())) EXPECT_EQ(ReasonOf(answer), "TOO_MANY_BYTES");
}

TEST_F(StreamTest, TheTransportsThreadAndIdlenessWaitForNoWorker) {
  // All workers are held; a message with the most that may be in it is read, and looked at, all the same.
  std::vector<std::string> requests = RequestsFor(3, MadeUpEngine::kHeld);
  requests.push_back(RequestFor("\xFF").SerializeAsString());
  MadeUpStream stream(requests, {.open = true});
  const auto extraction = Open(stream);
  engine_.WaitUntilHolding(3);
  stream.WaitUntilRead(4);
  service_->EndIdleStreams(SteadyNow() + std::chrono::seconds(1000));
  EXPECT_EQ(service_->pool().waiting(Lane::kBulk), 1u) << "it is parsed by a worker";
  service_->Drain();
  engine_.Release();
  EXPECT_EQ(ReasonOf(stream.Wait()), "DRAINING");
  EXPECT_EQ(stream.answers().size(), 4u);
}

}  // namespace
}  // namespace isnad
