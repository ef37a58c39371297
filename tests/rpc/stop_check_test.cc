#include "service/rpc/stop_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/made_up_call.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::HasCode;
using testing::MadeUpCall;

TEST(StopCheckTest, StopsWhenTheCallerIsGoneOrTheTimeIsUp) {
  MadeUpCall call("");
  EXPECT_FALSE(StopCheck(call, SteadyTime::max(), nullptr)());
  const StopCheck late(call, SteadyNow(), nullptr);
  EXPECT_TRUE(late());
  EXPECT_TRUE(late.IsOver());
  EXPECT_THAT(late.status(), HasCode(absl::StatusCode::kDeadlineExceeded));
  call.Cancel();
  const StopCheck gone(call, SteadyTime::max(), nullptr);
  EXPECT_TRUE(gone());
  EXPECT_THAT(gone.status(), HasCode(absl::StatusCode::kCancelled));
}

TEST(StopCheckTest, BulkWorkHasASliceBetweenTheOthersHoweverOftenItAsks) {
  const MadeUpCall call("");
  int overtaken = 0;
  SteadyTime begin;
  SteadyTime end;
  {
    WorkerPool pool(1);
    pool.Run(Lane::kBulk, [&] {
      for (int i = 0; i < 3 * kTasksBetweenBulkWork; ++i) pool.Run(Lane::kInteractive, [&overtaken] { ++overtaken; });
      begin = SteadyNow();
      const StopCheck stop(call, SteadyTime::max(), &pool);
      while (overtaken < 3 * kTasksBetweenBulkWork) EXPECT_FALSE(stop());
      end = SteadyNow();
    });
  }
  EXPECT_GE(end - begin, 3 * kBulkSlice);
}

}  // namespace
}  // namespace isnad
