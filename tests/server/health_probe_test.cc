#include "service/server/health_probe.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "service/server/admin_server.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;

class HealthProbeTest : public ::testing::Test {
 protected:
  HealthProbeTest() {
    auto started = AdminServer::Start("0.0.0.0:0", {.metrics = [] { return std::string(); },
                                                    .serving = [this] { return serving_.load(); },
                                                    .log_level = [] { return LogLevel::kInfo; },
                                                    .set_log_level = [](LogLevel) {}});
    EXPECT_TRUE(started.ok()) << started.status().message();
    if (started.ok()) server_ = *std::move(started);
  }

  std::atomic<bool> serving_{true};
  std::unique_ptr<AdminServer> server_;
};

TEST_F(HealthProbeTest, TellsWhetherCallsAreServed) {
  const std::string everywhere = absl::StrCat("0.0.0.0:", server_->port());
  const std::string loopback = absl::StrCat("127.0.0.1:", server_->port());
  for (const std::string& address : {everywhere, loopback, absl::StrCat(":", server_->port())}) {
    serving_ = true;
    EXPECT_THAT(ProbeHealth(address), IsOk()) << address;
    serving_ = false;
    const absl::Status status = ProbeHealth(address);
    EXPECT_THAT(status, HasCode(absl::StatusCode::kFailedPrecondition)) << address;
    EXPECT_THAT(status.message(), HasSubstr("no calls are served (status 503)"));
  }
}

TEST_F(HealthProbeTest, NobodyThereIsNotHealthy) {
  const std::string address = server_->address();
  server_.reset();
  EXPECT_THAT(ProbeHealth(address), HasCode(absl::StatusCode::kUnavailable));
}

TEST(HealthProbeAddressTest, NeedsAnAdminAddress) {
  const absl::Status status = ProbeHealth("");
  EXPECT_THAT(status, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(status.message(), HasSubstr("admin_address"));
  EXPECT_THAT(ProbeHealth("news.example:80"), HasCode(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace isnad
