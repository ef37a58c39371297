#include "service/scheduling/admission.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace isnad {
namespace {

using Place = Admission::Place;

AdmissionLimits SomeLimits() {
  return {.calls_max = 3, .bytes_max = 1000, .queue_delay_max = absl::Milliseconds(10), .workers = 1};
}

std::optional<Refusal> RefusalOf(Admission& admission, Lane lane, size_t bytes) {
  Refusal refusal = Refusal::kTooManyCalls;
  if (admission.Admit(lane, bytes, &refusal).has_value()) return std::nullopt;
  return refusal;
}

Place AdmitOrDie(Admission& admission, Lane lane, size_t bytes) {
  Refusal refusal;
  std::optional<Place> place = admission.Admit(lane, bytes, &refusal);
  EXPECT_TRUE(place.has_value());
  return place.has_value() ? *std::move(place) : Place();
}

TEST(AdmissionTest, RefusesTheCallPastTheLimitAndTakesTheNextWhenOneLeaves) {
  Admission admission(SomeLimits());
  std::vector<Place> places;
  for (int i = 0; i < 3; ++i) places.push_back(AdmitOrDie(admission, Lane::kInteractive, 1));
  EXPECT_EQ(admission.calls_in_flight(), 3);
  EXPECT_EQ(RefusalOf(admission, Lane::kInteractive, 1), Refusal::kTooManyCalls);
  EXPECT_EQ(RefusalOf(admission, Lane::kBulk, 1), Refusal::kTooManyCalls);
  places.pop_back();
  EXPECT_EQ(RefusalOf(admission, Lane::kInteractive, 1), std::nullopt);
  EXPECT_EQ(admission.calls_in_flight(), 2);
}

TEST(AdmissionTest, RefusesTheBytePastTheLimit) {
  Admission admission(SomeLimits());
  const Place place = AdmitOrDie(admission, Lane::kInteractive, 900);
  EXPECT_EQ(admission.bytes_in_flight(), 900u);
  EXPECT_EQ(RefusalOf(admission, Lane::kInteractive, 101), Refusal::kTooManyBytes);
  Refusal refusal;
  EXPECT_FALSE(admission.AdmitPart(101, &refusal).has_value());
  EXPECT_EQ(refusal, Refusal::kTooManyBytes);
  EXPECT_TRUE(admission.AdmitPart(100, &refusal).has_value());
  EXPECT_EQ(RefusalOf(admission, Lane::kInteractive, 100), std::nullopt);
}

TEST(AdmissionTest, APlaceShrinksToWhatIsStillHeld) {
  Admission admission(SomeLimits());
  Place place = AdmitOrDie(admission, Lane::kBulk, 900);
  place.Shrink(200);
  EXPECT_EQ(admission.bytes_in_flight(), 200u);
  place.Shrink(300);
  EXPECT_EQ(admission.bytes_in_flight(), 200u) << "it never grows";
  EXPECT_EQ(admission.calls_in_flight(), 1);
  Refusal refusal;
  EXPECT_TRUE(admission.AdmitPart(BulkShareOf(size_t{1000}) - 200, &refusal).has_value());
  place.Leave();
  EXPECT_EQ(admission.bytes_in_flight(), 0u);
  EXPECT_EQ(admission.ExpectedDelay(Lane::kBulk), absl::ZeroDuration()) << "it waits no more";
}

TEST(AdmissionTest, RefusesWhatWouldWaitTooLong) {
  AdmissionLimits limits = SomeLimits();
  limits.calls_max = 100;
  limits.bytes_max = size_t{1} << 30;
  Admission admission(limits);
  // A millisecond for each of 1000 bytes: ten such calls fill the ten milliseconds.
  for (int i = 0; i < 2000; ++i) admission.Learn(1000, absl::Milliseconds(1));
  std::vector<Place> places;
  Refusal refusal;
  for (;;) {
    std::optional<Place> place = admission.Admit(Lane::kInteractive, 1000, &refusal);
    if (!place.has_value()) break;
    places.push_back(*std::move(place));
    ASSERT_LT(places.size(), 100u);
  }
  EXPECT_EQ(refusal, Refusal::kOverloaded);
  EXPECT_GE(places.size(), 10u);
  EXPECT_LE(places.size(), 12u);
  EXPECT_GT(admission.ExpectedDelay(Lane::kInteractive), absl::Milliseconds(10));
  // Bulk work is patient.
  EXPECT_EQ(RefusalOf(admission, Lane::kBulk, 1000), std::nullopt);
  // What has begun waits no more.
  for (Place& place : places) place.Start();
  EXPECT_EQ(admission.ExpectedDelay(Lane::kInteractive), absl::ZeroDuration());
  EXPECT_EQ(RefusalOf(admission, Lane::kInteractive, 1000), std::nullopt);
}

TEST(AdmissionTest, BulkWorkLeavesCallsToOthers) {
  AdmissionLimits limits = SomeLimits();
  limits.calls_max = 8;
  Admission admission(limits);
  std::vector<Place> streams;
  for (int i = 0; i < 6; ++i) {
    streams.push_back(AdmitOrDie(admission, Lane::kBulk, 0));
    streams.back().Start();
  }
  EXPECT_EQ(RefusalOf(admission, Lane::kBulk, 0), Refusal::kTooManyBulkCalls);
  std::vector<Place> calls;
  for (int i = 0; i < 2; ++i) calls.push_back(AdmitOrDie(admission, Lane::kInteractive, 1));
  EXPECT_EQ(RefusalOf(admission, Lane::kInteractive, 1), Refusal::kTooManyCalls);
  EXPECT_EQ(RefusalOf(admission, Lane::kBulk, 1), Refusal::kTooManyCalls);
  streams.clear();
  for (int i = 0; i < 6; ++i) calls.push_back(AdmitOrDie(admission, Lane::kInteractive, 1));
  EXPECT_EQ(admission.calls_in_flight(), 8) << "interactive work may have the whole";
}

TEST(AdmissionTest, BulkWorkLeavesBytesToOthers) {
  AdmissionLimits limits = SomeLimits();
  limits.calls_max = 100;
  Admission admission(limits);
  const Place batch = AdmitOrDie(admission, Lane::kBulk, 700);
  EXPECT_EQ(RefusalOf(admission, Lane::kBulk, 51), Refusal::kTooManyBulkBytes);
  EXPECT_EQ(RefusalOf(admission, Lane::kBulk, 50), std::nullopt);
  Refusal refusal;
  EXPECT_FALSE(admission.AdmitPart(51, &refusal).has_value());
  EXPECT_EQ(refusal, Refusal::kTooManyBulkBytes);
  EXPECT_TRUE(admission.AdmitPart(50, &refusal).has_value());
  EXPECT_EQ(RefusalOf(admission, Lane::kInteractive, 301), Refusal::kTooManyBytes);
  EXPECT_EQ(RefusalOf(admission, Lane::kInteractive, 300), std::nullopt);
}

// Three quarters of three quarters.
TEST(AdmissionTest, BulkWorkIsCrowdedFromMostOfItsShareOn) {
  AdmissionLimits limits = SomeLimits();
  limits.calls_max = 16;
  limits.bytes_max = 1600;
  Admission admission(limits);
  const Place interactive = AdmitOrDie(admission, Lane::kInteractive, 600);
  EXPECT_FALSE(admission.IsBulkCrowded());
  {
    const Place bytes = AdmitOrDie(admission, Lane::kBulk, 899);
    EXPECT_FALSE(admission.IsBulkCrowded());
    const Place one_more = AdmitOrDie(admission, Lane::kBulk, 1);
    EXPECT_TRUE(admission.IsBulkCrowded());
  }
  std::vector<Place> streams;
  for (int i = 0; i < 9; ++i) {
    EXPECT_FALSE(admission.IsBulkCrowded());
    streams.push_back(AdmitOrDie(admission, Lane::kBulk, 0));
    streams.back().Start();
  }
  EXPECT_TRUE(admission.IsBulkCrowded());
}

TEST(AdmissionTest, TheLargestMessageFindsItsTurn) {
  Admission admission(SomeLimits());
  EXPECT_EQ(RefusalOf(admission, Lane::kBulk, 1000), std::nullopt);
  EXPECT_EQ(RefusalOf(admission, Lane::kBulk, 1001), Refusal::kTooManyBytes);
}

// How long somebody behind one article of so many bytes would wait.
absl::Duration DelayBehind(Admission& admission, size_t bytes) {
  const Place place = AdmitOrDie(admission, Lane::kInteractive, bytes);
  return admission.ExpectedDelay(Lane::kInteractive);
}

AdmissionLimits AmpleLimits() {
  return {.calls_max = 100, .bytes_max = 1 << 20, .queue_delay_max = absl::Milliseconds(20), .workers = 1};
}

// Half a microsecond for each byte, and some for the call.
constexpr size_t kTinyBytes = 20;
constexpr absl::Duration kTinyTime = absl::Microseconds(42);
constexpr size_t kArticleBytes = 11000;
constexpr absl::Duration kArticleTime = absl::Microseconds(5532);

TEST(AdmissionTest, SmallCallsDoNotMakeLargerOnesLookDear) {
  struct Row {
    std::string name;
    int tiny;
    int articles;
  };
  for (const Row& row : {Row{"tiny alone", 20, 0}, Row{"articles alone", 0, 20}, Row{"as many of both", 10, 10},
                         Row{"one article among tiny ones", 50, 1}, Row{"one tiny among articles", 1, 50}}) {
    SCOPED_TRACE(row.name);
    Admission admission(AmpleLimits());
    for (int round = 0; round < 100; ++round) {
      for (int i = 0; i < row.tiny; ++i) admission.Learn(kTinyBytes, kTinyTime);
      for (int i = 0; i < row.articles; ++i) admission.Learn(kArticleBytes, kArticleTime);
    }
    EXPECT_GT(DelayBehind(admission, kArticleBytes), 0.9 * kArticleTime);
    EXPECT_LT(DelayBehind(admission, kArticleBytes), 1.1 * kArticleTime);
    EXPECT_GT(DelayBehind(admission, kTinyBytes), 0.9 * kTinyTime);
    EXPECT_LT(DelayBehind(admission, kTinyBytes), 1.1 * kTinyTime);
  }
}

TEST(AdmissionTest, OneOddPieceMovesTheExpectationLittle) {
  for (const auto& [bytes, time] : {std::pair{kTinyBytes, kTinyTime}, std::pair{kArticleBytes, kArticleTime}}) {
    SCOPED_TRACE(bytes);
    Admission admission(AmpleLimits());
    for (int i = 0; i < 1000; ++i) admission.Learn(bytes, time);
    const absl::Duration before = DelayBehind(admission, kArticleBytes);
    // A thread that stood still for a second; a clock that was set, which a caller should not have read.
    for (const absl::Duration odd : {absl::Seconds(1), absl::Hours(1), -absl::Hours(1), absl::ZeroDuration()}) {
      admission.Learn(kTinyBytes, odd);
      EXPECT_GT(DelayBehind(admission, kArticleBytes), 0.75 * before) << odd;
      EXPECT_LT(DelayBehind(admission, kArticleBytes), 1.5 * before) << odd;
    }
  }
}

TEST(AdmissionTest, FollowsAMachineThatChangesItsPace) {
  Admission admission(AmpleLimits());
  for (int i = 0; i < 100000; ++i) admission.Learn(kArticleBytes, absl::ZeroDuration());
  for (int i = 0; i < 1000; ++i) admission.Learn(kArticleBytes, kArticleTime);
  EXPECT_GT(DelayBehind(admission, kArticleBytes), 0.9 * kArticleTime);
  for (int i = 0; i < 150; ++i) admission.Learn(kArticleBytes, 10 * kArticleTime);
  EXPECT_GT(DelayBehind(admission, kArticleBytes), 8 * kArticleTime);
  for (int i = 0; i < 350; ++i) admission.Learn(kArticleBytes, kArticleTime);
  EXPECT_LT(DelayBehind(admission, kArticleBytes), 1.2 * kArticleTime);
}

TEST(AdmissionTest, PartsThatHaveNotBegunStillWait) {
  Admission admission(AmpleLimits());
  Place batch = AdmitOrDie(admission, Lane::kBulk, 10000);
  const absl::Duration whole = admission.ExpectedDelay(Lane::kBulk);
  batch.StartPart(6000);
  EXPECT_GT(admission.ExpectedDelay(Lane::kBulk), 0.3 * whole);
  EXPECT_LT(admission.ExpectedDelay(Lane::kBulk), 0.5 * whole);
  batch.StartPart(6000);
  EXPECT_EQ(admission.ExpectedDelay(Lane::kBulk), absl::ZeroDuration()) << "no more than there is";
  EXPECT_EQ(admission.bytes_in_flight(), 10000u);
  batch.Leave();
  EXPECT_EQ(admission.ExpectedDelay(Lane::kBulk), absl::ZeroDuration());
}

TEST(AdmissionTest, NeverRefusesTheOnlyOneThatWaits) {
  AdmissionLimits limits = SomeLimits();
  limits.queue_delay_max = absl::ZeroDuration();
  Admission admission(limits);
  const Place first = AdmitOrDie(admission, Lane::kInteractive, 500);
  EXPECT_EQ(RefusalOf(admission, Lane::kInteractive, 1), Refusal::kOverloaded);
  EXPECT_EQ(RefusalOf(admission, Lane::kBulk, 1), std::nullopt);
}

TEST(AdmissionTest, MoreWorkersWaitLess) {
  AdmissionLimits limits = SomeLimits();
  Admission one(limits);
  limits.workers = 4;
  Admission four(limits);
  const Place in_one = AdmitOrDie(one, Lane::kInteractive, 400);
  const Place in_four = AdmitOrDie(four, Lane::kInteractive, 400);
  EXPECT_EQ(one.ExpectedDelay(Lane::kInteractive), 4 * four.ExpectedDelay(Lane::kInteractive));
}

TEST(AdmissionTest, APlaceIsGivenBackOnceHoweverItGoes) {
  Admission admission(SomeLimits());
  {
    Place place = AdmitOrDie(admission, Lane::kInteractive, 10);
    Place moved = std::move(place);
    place = Place();
    EXPECT_EQ(admission.calls_in_flight(), 1);
    moved.Start();
    moved.Leave();
    moved.Leave();
    EXPECT_EQ(admission.calls_in_flight(), 0);
    moved = AdmitOrDie(admission, Lane::kBulk, 20);
    moved = AdmitOrDie(admission, Lane::kBulk, 30);
    EXPECT_EQ(admission.calls_in_flight(), 1);
    EXPECT_EQ(admission.bytes_in_flight(), 30u);
  }
  EXPECT_EQ(admission.calls_in_flight(), 0);
  EXPECT_EQ(admission.bytes_in_flight(), 0u);
  EXPECT_EQ(admission.ExpectedDelay(Lane::kBulk), absl::ZeroDuration());
}

TEST(AdmissionTest, CountsRightFromManyThreads) {
  AdmissionLimits limits = SomeLimits();
  limits.calls_max = 4;
  Admission admission(limits);
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&admission] {
      for (int i = 0; i < 1000; ++i) {
        Refusal refusal;
        std::optional<Place> place = admission.Admit(i % 2 == 0 ? Lane::kBulk : Lane::kInteractive, 7, &refusal);
        if (!place.has_value()) continue;
        EXPECT_LE(admission.calls_in_flight(), 4);
        place->Start();
        admission.Learn(7, absl::Microseconds(7));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(admission.calls_in_flight(), 0);
  EXPECT_EQ(admission.bytes_in_flight(), 0u);
}

}  // namespace
}  // namespace isnad
