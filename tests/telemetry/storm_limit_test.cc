#include "service/telemetry/storm_limit.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1000);

TEST(StormLimit, LetsSoManyLinesASecondThroughAndTellsOfTheRest) {
  StormLimit storms;
  for (int i = 0; i < kEventLinesPerSecondMax; ++i) EXPECT_EQ(storms.Admit("event", kStart), 0u);
  EXPECT_EQ(storms.Admit("event", kStart), std::nullopt);
  EXPECT_EQ(storms.Admit("event", kStart + absl::Milliseconds(999)), std::nullopt);
  EXPECT_EQ(storms.Admit("event", kStart + absl::Seconds(1)), 2u);
  EXPECT_EQ(storms.Admit("event", kStart + absl::Seconds(1)), 0u);
  EXPECT_EQ(storms.lines_dropped(), 2u);
}

TEST(StormLimit, LimitsEachEventForItself) {
  StormLimit storms;
  while (storms.Admit("loud", kStart).has_value()) {
  }
  EXPECT_EQ(storms.Admit("quiet", kStart), 0u);
}

TEST(StormLimit, GoesOnWhereTheClockIsSetBack) {
  StormLimit storms;
  while (storms.Admit("event", kStart).has_value()) {
  }
  EXPECT_EQ(storms.Admit("event", kStart - absl::Hours(1)), 1u);
}

TEST(StormLimit, GivesEventsBeyondTheLimitOneAllowance) {
  StormLimit storms;
  for (size_t i = 0; i < kLimitedEventsMax; ++i) storms.Admit(absl::StrCat("event", i), kStart);
  int admitted = 0;
  for (int i = 0; i < 10 * kEventLinesPerSecondMax; ++i) {
    if (storms.Admit(absl::StrCat("more", i), kStart).has_value()) ++admitted;
  }
  EXPECT_EQ(admitted, kEventLinesPerSecondMax);
}

}  // namespace
}  // namespace isnad
