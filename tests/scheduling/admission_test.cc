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
  EXPECT_FALSE(admission.AdmitPart(101).has_value());
  EXPECT_TRUE(admission.AdmitPart(100).has_value());
  EXPECT_EQ(RefusalOf(admission, Lane::kInteractive, 100), std::nullopt);
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
