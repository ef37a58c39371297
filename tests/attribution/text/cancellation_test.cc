#include "service/attribution/text/cancellation.h"

#include "gtest/gtest.h"

namespace isnad {
namespace {

// Says yes to its `yes`th question, counted from 1; 0: never.
struct Caller {
  int yes = 0;
  int questions = 0;
  std::function<bool()> cancelled = [this] { return ++questions == yes; };
};

TEST(CancellationTest, AsksAtOnce) {
  Caller caller{.yes = 1};
  Cancellation stop(caller.cancelled);
  EXPECT_FALSE(stop.stopped());
  EXPECT_TRUE(stop.After(1));
  EXPECT_TRUE(stop.stopped());
  EXPECT_EQ(caller.questions, 1);
}

TEST(CancellationTest, AsksAgainOnceTheStepsAreDone) {
  Caller caller;
  Cancellation stop(caller.cancelled);
  EXPECT_FALSE(stop.After(1));
  EXPECT_FALSE(stop.After(kStepsBetweenQuestions - 1));
  EXPECT_EQ(caller.questions, 1) << "one step too early";
  EXPECT_FALSE(stop.After(1));
  EXPECT_EQ(caller.questions, 2);
}

TEST(CancellationTest, AsksOnceForWorkOfManySteps) {
  Caller caller;
  Cancellation stop(caller.cancelled);
  for (int i = 1; i <= 5; ++i) {
    EXPECT_FALSE(stop.After(3 * kStepsBetweenQuestions));
    EXPECT_EQ(caller.questions, i);
  }
}

TEST(CancellationTest, AsksNoMoreOnceItStops) {
  Caller caller{.yes = 2};
  Cancellation stop(caller.cancelled);
  EXPECT_FALSE(stop.After(1));
  EXPECT_TRUE(stop.After(kStepsBetweenQuestions));
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(stop.After(i % 2 == 0 ? 1 : kStepsBetweenQuestions));
  EXPECT_EQ(caller.questions, 2);
}

TEST(CancellationTest, NothingStopsWithoutAPredicateOrACheck) {
  const std::function<bool()> none;
  Cancellation stop(none);
  EXPECT_FALSE(stop.After(kStepsBetweenQuestions));
  EXPECT_FALSE(stop.After(kStepsBetweenQuestions));
  EXPECT_FALSE(stop.stopped());
  EXPECT_FALSE(Stops(nullptr, kStepsBetweenQuestions));
}

}  // namespace
}  // namespace isnad
