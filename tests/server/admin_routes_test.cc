#include "service/server/admin_routes.h"

#include <optional>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;

class AdminRoutesTest : public ::testing::Test {
 protected:
  // From a caller on this machine, and come whole.
  static AdminRequest Request(absl::string_view method, absl::string_view path, std::string body = "") {
    return {.method = method,
            .path = path,
            .body = std::move(body),
            .body_is_whole = true,
            .from_loopback = true,
            .host = "localhost"};
  }
  AdminAnswer Ask(absl::string_view method, absl::string_view path, std::string body = "") {
    return AnswerAdmin(Request(method, path, std::move(body)), hooks_);
  }

  bool serving_ = true;
  LogLevel level_ = LogLevel::kInfo;
  AdminHooks hooks_ = {.metrics = [] { return "isnad_articles_total 0\n"; },
                       .serving = [this] { return serving_; },
                       .log_level = [this] { return level_; },
                       .set_log_level = [this](LogLevel level) { level_ = level; }};
};

TEST_F(AdminRoutesTest, HaveOneAnswerForEachMethodAndPath) {
  struct Row {
    const char* method;
    const char* path;
    int status;
    std::string body;
  };
  const Row rows[] = {
      {"GET", "/metrics", 200, "isnad_articles_total 0\n"},
      {"HEAD", "/metrics", 200, "isnad_articles_total 0\n"},
      {"GET", "/livez", 200, "alive\n"},
      {"GET", "/readyz", 200, "serving\n"},
      {"GET", "/loglevel", 200, "info\n"},
      {"GET", "/", 404, "there are /metrics, /livez, /readyz and /loglevel\n"},
      {"GET", "", 404, "there are /metrics, /livez, /readyz and /loglevel\n"},
      {"GET", "/metrics/", 404, "there are /metrics, /livez, /readyz and /loglevel\n"},
      {"DELETE", "/etc/passwd", 404, "there are /metrics, /livez, /readyz and /loglevel\n"},
      {"POST", "/metrics", 405, "this method is not for this path\n"},
      {"PUT", "/readyz", 405, "this method is not for this path\n"},
      {"DELETE", "/loglevel", 405, "this method is not for this path\n"},
      {"OPTIONS", "/loglevel", 405, "this method is not for this path\n"},
      {"get", "/livez", 405, "this method is not for this path\n"},
  };
  for (const Row& row : rows) {
    const AdminAnswer answer = Ask(row.method, row.path);
    EXPECT_EQ(answer.status, row.status) << row.method << " " << row.path;
    EXPECT_EQ(answer.body, row.body) << row.method << " " << row.path;
  }
}

TEST_F(AdminRoutesTest, TellWhichMethodsThereAre) {
  EXPECT_STREQ(Ask("POST", "/metrics").allow, "GET, HEAD");
  EXPECT_STREQ(Ask("POST", "/loglevel").allow, "GET, HEAD, PUT");
  EXPECT_EQ(Ask("GET", "/loglevel").allow, nullptr);
}

TEST_F(AdminRoutesTest, AreReadyOnlyWhileServing) {
  serving_ = false;
  EXPECT_EQ(Ask("GET", "/readyz").status, 503);
  EXPECT_EQ(Ask("GET", "/livez").status, 200);
  serving_ = true;
  EXPECT_EQ(Ask("GET", "/readyz").status, 200);
}

TEST_F(AdminRoutesTest, GiveMetricsTheirType) {
  EXPECT_STREQ(Ask("GET", "/metrics").content_type, "text/plain; version=0.0.4; charset=utf-8");
}

TEST_F(AdminRoutesTest, ChangeNothingForCallersFromElsewhere) {
  AdminRequest request = Request("PUT", "/loglevel", "debug");
  request.from_loopback = false;
  EXPECT_EQ(AnswerAdmin(request, hooks_).status, 403);
  EXPECT_EQ(level_, LogLevel::kInfo);
  EXPECT_EQ(AnswerAdmin({.method = "GET", .path = "/loglevel", .from_loopback = false}, hooks_).body, "info\n");
}

TEST_F(AdminRoutesTest, ChangeNothingForOtherNamesAndProxies) {
  struct Row {
    std::optional<absl::string_view> host;
    bool http_1_0;
    bool forwarded;
    bool taken;
  };
  const Row rows[] = {
      {"localhost", false, false, true},
      {"LocalHost:9464", false, false, true},
      {"127.0.0.1", false, false, true},
      {"127.1.2.3:9464", false, false, true},
      {"[::1]", false, false, true},
      {"[::1]:9464", false, false, true},
      {std::nullopt, true, false, true},
      {std::nullopt, false, false, false},
      {"", true, false, false},
      {"evil.example", false, false, false},
      {"evil.example:9464", true, false, false},
      {"localhost.evil.example", false, false, false},
      {"127.0.0.1.evil.example", false, false, false},
      {"192.0.2.1", false, false, false},
      {"[::2]", false, false, false},
      {"[::1", false, false, false},
      {"[::1].evil.example", false, false, false},
      {"localhost", false, true, false},
  };
  for (const Row& row : rows) {
    level_ = LogLevel::kInfo;
    AdminRequest request = Request("PUT", "/loglevel", "debug");
    request.host = row.host;
    request.http_1_0 = row.http_1_0;
    request.forwarded = row.forwarded;
    SCOPED_TRACE(row.host.value_or("none"));
    EXPECT_EQ(AnswerAdmin(request, hooks_).status, row.taken ? 200 : 403);
    EXPECT_EQ(level_, row.taken ? LogLevel::kDebug : LogLevel::kInfo);
    EXPECT_EQ(TakesBody(request), row.taken);
  }
}

TEST_F(AdminRoutesTest, SetTheLogLevel) {
  EXPECT_EQ(Ask("PUT", "/loglevel", "debug").body, "debug\n");
  EXPECT_EQ(level_, LogLevel::kDebug);
  EXPECT_EQ(Ask("PUT", "/loglevel", " warning\r\n").body, "warning\n");
  EXPECT_EQ(level_, LogLevel::kWarning);
}

TEST_F(AdminRoutesTest, RefuseWhatIsNoLevelAndKeepTheOldOne) {
  for (const char* body : {"", "loud", "DEBUG", "debug info", "level=debug"}) {
    const AdminAnswer answer = Ask("PUT", "/loglevel", body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_THAT(answer.body, HasSubstr("debug, info, warning, error, off")) << body;
  }
  EXPECT_EQ(level_, LogLevel::kInfo);
}

TEST_F(AdminRoutesTest, TakeABodyOnlyWhereOneIsNeeded) {
  AdminRequest from_elsewhere = Request("PUT", "/loglevel");
  from_elsewhere.from_loopback = false;
  EXPECT_TRUE(TakesBody(Request("PUT", "/loglevel")));
  EXPECT_FALSE(TakesBody(from_elsewhere));
  EXPECT_FALSE(TakesBody(Request("PUT", "/livez")));
  EXPECT_FALSE(TakesBody(Request("GET", "/loglevel")));
}

TEST_F(AdminRoutesTest, RefuseABodyThatHasNotCome) {
  AdminRequest request = Request("PUT", "/loglevel", "debug");
  request.body_is_whole = false;
  const AdminAnswer answer = AnswerAdmin(request, hooks_);
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr("Content-Length"));
  EXPECT_EQ(level_, LogLevel::kInfo);
}

TEST_F(AdminRoutesTest, RefuseABodyOneByteTooLong) {
  const std::string blanks(kAdminBodyBytesMax - 5, ' ');
  EXPECT_EQ(Ask("PUT", "/loglevel", blanks + "debug").status, 200);
  EXPECT_EQ(Ask("PUT", "/loglevel", blanks + " debug").status, 413);
}

}  // namespace
}  // namespace isnad
