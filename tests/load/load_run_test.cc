// Whole runs against a made-up server that answers as the test says, and one against the real one.
#include "tests/load/generator/load_run.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/load/generator/report.h"
#include "tests/load/scripted_service.h"
#include "tests/support/in_process_server.h"
#include "tests/support/status_matchers.h"

namespace isnad::load {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Pair;
using ::testing::SizeIs;

const std::atomic<bool> kNeverStop{false};

Totals RunAgainst(ScriptedService* service, LoadOptions options) {
  const ScriptedServer server(service);
  options.target = server.target();
  options.article_bytes = 100;
  const auto channels = Connect(options);
  EXPECT_THAT(channels, IsOk());
  const auto result = RunLoad(options, *channels, kNeverStop);
  EXPECT_THAT(result, IsOk());
  return result->totals;
}

TEST(LoadRun, MakesTheCallsOfAnOpenLoop) {
  ScriptedService service;
  const Totals totals = RunAgainst(&service, {.rate = 2000, .seconds = 0.1, .connections = 3});
  EXPECT_EQ(totals.sent, 200);
  EXPECT_THAT(totals.by_result, ElementsAre(Pair("OK", 200)));
  EXPECT_EQ(totals.ok_latency.count(), 200);
  EXPECT_EQ(service.calls, 200);
}

TEST(LoadRun, LastsNoLongerThanItsCalls) {
  ScriptedService service;
  const ScriptedServer server(&service);
  const LoadOptions options = {.target = server.target(), .rate = 1000, .seconds = 3600, .calls_max = 10};
  const auto channels = Connect(options);
  ASSERT_THAT(channels, IsOk());
  const auto result = RunLoad(options, *channels, kNeverStop);
  ASSERT_THAT(result, IsOk());
  EXPECT_LT(result->seconds, 60);
}

TEST(LoadRun, StopsWhenItIsTold) {
  for (const LoadOptions& loop : {LoadOptions{.rate = 1000, .seconds = 3600}, LoadOptions{.closed = 2, .seconds = 3600},
                                  LoadOptions{.method = Method::kStream, .closed = 2, .seconds = 3600}}) {
    std::atomic<bool> stop{false};
    ScriptedService service;
    service.refuse = [&stop](int call) {
      if (call == 100) stop = true;
      return false;
    };
    const ScriptedServer server(&service);
    LoadOptions options = loop;
    options.target = server.target();
    const auto channels = Connect(options);
    ASSERT_THAT(channels, IsOk());
    const auto result = RunLoad(options, *channels, stop);
    ASSERT_THAT(result, IsOk());
    EXPECT_GE(result->totals.sent, 100);
    EXPECT_EQ(result->totals.by_result.at("OK"), service.calls);
  }
}

// Streams have no deadlines: the run's time and its patience end them.
TEST(LoadRun, EndsInTimeWhereNoAnswerComes) {
  for (const LoadOptions& loop : {LoadOptions{.rate = 100, .seconds = 0.1}, LoadOptions{.closed = 3, .seconds = 0.1}}) {
    ScriptedService service;
    service.never_answer = true;
    LoadOptions options = loop;
    options.method = Method::kStream;
    options.connections = 2;
    options.deadline_ms = 100;
    const Clock::time_point start = Clock::now();
    const Totals totals = RunAgainst(&service, options);
    EXPECT_LT(Clock::now() - start, std::chrono::seconds(30));
    EXPECT_GE(totals.sent, 3);
    EXPECT_THAT(totals.by_result, ElementsAre(Pair("CANCELLED", totals.sent)));
  }
}

TEST(LoadRun, CountsWarmUpApart) {
  ScriptedService service;
  const Totals totals = RunAgainst(&service, {.rate = 1000, .seconds = 0.2, .warmup_seconds = 0.05});
  EXPECT_EQ(totals.warmup, 50);
  EXPECT_EQ(totals.sent, 150);
}

TEST(LoadRun, KeepsAClosedLoopToItsNumberOfCalls) {
  ScriptedService service;
  const Totals totals = RunAgainst(&service, {.closed = 5, .seconds = 60, .calls_max = 333});
  EXPECT_EQ(totals.sent, 333);
  EXPECT_EQ(service.calls, 333);
}

TEST(LoadRun, CountsRefusalsByReasonWithWhatTheyCarry) {
  ScriptedService service;
  service.refuse = [](int call) { return call % 4 == 0; };
  const Totals totals = RunAgainst(&service, {.rate = 2000, .seconds = 60, .calls_max = 100});
  EXPECT_THAT(totals.by_result, ElementsAre(Pair("OK", 75), Pair("RESOURCE_EXHAUSTED", 25)));
  EXPECT_THAT(totals.by_reason, ElementsAre(Pair("RESOURCE_EXHAUSTED OVERLOADED", 25)));
  EXPECT_EQ(totals.with_retry_info, 25);
  EXPECT_EQ(totals.with_pushback, 25);
  EXPECT_EQ(totals.retry_delay_ms_max, 150);
  EXPECT_EQ(totals.ok_latency.count(), 75);
  EXPECT_EQ(totals.failed_latency.count(), 25);
}

TEST(LoadRun, CountsLatencyFromTheTimeWhenTheCallWasDue) {
  // All calls of a bound of one but the first find it in flight; nothing waits for it.
  ScriptedService service;
  service.never_answer = true;
  const Totals totals = RunAgainst(&service, {.rate = 1000, .seconds = 0.05, .in_flight_max = 1, .deadline_ms = 200});
  EXPECT_EQ(totals.sent, 1);
  EXPECT_EQ(totals.not_sent, 49);
  EXPECT_THAT(totals.by_result, ElementsAre(Pair("DEADLINE_EXCEEDED", 1)));
  EXPECT_GE(totals.failed_latency.max(), 150'000'000);
}

TEST(LoadRun, CancelsCalls) {
  ScriptedService service;
  service.never_answer = true;
  const Totals totals = RunAgainst(&service, {.rate = 1000, .calls_max = 20, .cancel_within_ms = 5});
  EXPECT_THAT(totals.by_result, ElementsAre(Pair("CANCELLED", 20)));
}

TEST(LoadRun, CountsTheArticlesOfBatches) {
  ScriptedService service;
  service.refuse = [](int article) { return article % 8 == 0; };
  const Totals totals =
      RunAgainst(&service, {.method = Method::kBatch, .rate = 1000, .calls_max = 10, .batch_articles = 8});
  EXPECT_THAT(totals.by_result, ElementsAre(Pair("OK", 10)));
  EXPECT_EQ(totals.articles_ok, 70);
  EXPECT_THAT(totals.articles_failed, ElementsAre(Pair("RESOURCE_EXHAUSTED OVERLOADED", 10)));
}

TEST(LoadRun, SendsArticlesOverStreams) {
  ScriptedService service;
  service.refuse = [](int article) { return article == 17; };
  const Totals totals = RunAgainst(
      &service, {.method = Method::kStream, .rate = 5000, .seconds = 60, .calls_max = 500, .connections = 2});
  EXPECT_THAT(totals.by_result, ElementsAre(Pair("OK", 499), Pair("RESOURCE_EXHAUSTED", 1)));
  EXPECT_EQ(totals.articles_ok, 499);
  EXPECT_THAT(totals.streams_by_result, ElementsAre(Pair("OK", 2)));
}

TEST(LoadRun, KeepsSoManyArticlesOnItsWayInAClosedLoop) {
  ScriptedService service;
  const Totals totals =
      RunAgainst(&service, {.method = Method::kStream, .closed = 16, .seconds = 60, .calls_max = 2000});
  EXPECT_THAT(totals.by_result, ElementsAre(Pair("OK", 2000)));
}

TEST(LoadRun, OpensABrokenStreamAnewAndLosesNoCount) {
  ScriptedService service;
  service.stream_answers_max = 10;
  const Totals totals = RunAgainst(&service, {.method = Method::kStream, .closed = 1, .seconds = 60, .calls_max = 50});
  EXPECT_EQ(totals.sent, 50);
  EXPECT_EQ(
      totals.by_result.at("OK") + (totals.by_result.count("UNAVAILABLE") ? totals.by_result.at("UNAVAILABLE") : 0), 50);
  EXPECT_GE(totals.streams_by_result.at("UNAVAILABLE"), 4);
}

TEST(LoadRun, ShowsItsToken) {
  const std::string path = ::testing::TempDir() + "load_token";
  std::ofstream(path) << "s3cret\n";
  ScriptedService service;
  RunAgainst(&service, {.rate = 1000, .calls_max = 1, .token_file = path});
  EXPECT_EQ(service.last_token, "Bearer s3cret");
}

TEST(Connect, TellsThatNobodyAnswers) {
  // A port that was free a moment ago: bound by no one after the server is gone.
  std::string target;
  {
    ScriptedService service;
    target = ScriptedServer(&service).target();
  }
  ScriptedService service;
  LoadOptions options = {.target = target, .rate = 1};
  options.connect_seconds = 0.2;
  EXPECT_THAT(Connect(options), testing::HasCode(absl::StatusCode::kUnavailable));
}

TEST(LoadRun, MeasuresTheRealService) {
  testing::InProcessServer server;
  LoadOptions options = {.rate = 500, .seconds = 60, .calls_max = 20, .article_bytes = 500};
  const auto result = RunLoad(options, {server.channel()}, kNeverStop);
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->totals.by_result, ElementsAre(Pair("OK", 20)));
  for (const Method method : {Method::kHealth, Method::kInfo}) {
    options.method = method;
    const auto asked = RunLoad(options, {server.channel()}, kNeverStop);
    ASSERT_THAT(asked, IsOk());
    EXPECT_THAT(asked->totals.by_result, ElementsAre(Pair("OK", 20)));
  }
}

TEST(LoadRun, SaysWhenAServerDoesNotServe) {
  testing::InProcessServer server(ServiceLimits(), testing::InProcessServer::State::kLoading);
  const auto result =
      RunLoad({.method = Method::kHealth, .rate = 1000, .calls_max = 3}, {server.channel()}, kNeverStop);
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->totals.by_result, ElementsAre(Pair("NOT_SERVING", 3)));
}

TEST(ReportJson, TellsCountsRatesAndPercentiles) {
  LoadResult result = {.seconds = 2, .phase_seconds = 1, .cpu_seconds = 0.5};
  OutcomeTally tally(Clock::time_point(), std::chrono::seconds(1));
  for (int call = 0; call < 100; ++call) {
    CallOutcome outcome;
    outcome.due = outcome.sent = Clock::time_point(std::chrono::milliseconds(20 * call));
    outcome.ended = outcome.due + std::chrono::milliseconds(call + 1);
    outcome.result = "OK";
    tally.Add(outcome);
  }
  result.totals = tally.Read();
  const auto report = nlohmann::json::parse(ReportJson({.rate = 50}, result));
  EXPECT_EQ(report["goodput_per_s"], 50);
  EXPECT_EQ(report["results"]["OK"], 100);
  EXPECT_NEAR(report["latency_ms"]["ok"]["p50"].get<double>(), 50, 0.5);
  EXPECT_NEAR(report["latency_ms"]["ok"]["p99"].get<double>(), 99, 1);
  EXPECT_EQ(report["latency_ms"]["ok"]["max"], 100);
  ASSERT_THAT(report["phases"], SizeIs(2));
  EXPECT_EQ(report["phases"][1]["ok"], 50);
  EXPECT_NEAR(report["phases"][1]["p50_ms"].get<double>(), 75, 0.75);
}

}  // namespace
}  // namespace isnad::load
