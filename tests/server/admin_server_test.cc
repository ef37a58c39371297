#include "service/server/admin_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/descriptor_text.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using ::testing::AnyOf;
using ::testing::ContainsRegex;
using ::testing::EndsWith;
using testing::HasCode;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::ReadUntilClosed;
using ::testing::StartsWith;

// Below the server's time limit for a byte, and so long that 64 bytes take far longer than an answer may.
constexpr absl::Duration kDribblePause = absl::Milliseconds(kAdminRequestMsMax / 4);
// The time for a head and a body, and as much again for a busy machine.
constexpr absl::Duration kAnswerMax = absl::Milliseconds(4 * kAdminRequestMsMax);

int Connect(int port) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  return connection;
}

// The server may refuse a request before it has read all of it.
void SendAll(int connection, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
}

// A request with a body that takes ages: sends a byte now and then, until it goes.
class DribblingClient {
 public:
  DribblingClient(int port, absl::string_view head) : connection_(Connect(port)) {
    SendAll(connection_, head);
    thread_ = std::thread([this] {
      while (!gone_.WaitForNotificationWithTimeout(kDribblePause)) SendAll(connection_, " ");
    });
  }
  ~DribblingClient() {
    gone_.Notify();
    thread_.join();
    close(connection_);
  }

 private:
  const int connection_;
  absl::Notification gone_;
  std::thread thread_;
};

class AdminServerTest : public ::testing::Test {
 protected:
  AdminServerTest() {
    auto started = AdminServer::Start("127.0.0.1:0", hooks_);
    EXPECT_TRUE(started.ok()) << started.status().message();
    if (started.ok()) server_ = *std::move(started);
  }

  // Sends the bytes and reads until the server closes the connection.
  std::string Ask(absl::string_view bytes) {
    const int connection = Connect(server_->port());
    SendAll(connection, bytes);
    std::string answer = ReadUntilClosed(connection);
    close(connection);
    return answer;
  }

  std::atomic<bool> serving_{true};
  std::atomic<LogLevel> level_{LogLevel::kInfo};
  AdminHooks hooks_ = {.metrics = [] { return "isnad_articles_total 0\n"; },
                       .serving = [this] { return serving_.load(); },
                       .log_level = [this] { return level_.load(); },
                       .set_log_level = [this](LogLevel level) { level_ = level; }};
  std::unique_ptr<AdminServer> server_;
};

TEST_F(AdminServerTest, AnswersOverItsSocket) {
  EXPECT_EQ(server_->address(), absl::StrCat("127.0.0.1:", server_->port()));
  EXPECT_EQ(Ask("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"),
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: 23\r\n"
            "Connection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n"
            "isnad_articles_total 0\n");
  EXPECT_THAT(Ask("HEAD /metrics HTTP/1.1\r\nHost: a\r\n\r\n"), EndsWith("nosniff\r\n\r\n"));
  EXPECT_THAT(Ask("GET /readyz?verbose HTTP/1.0\r\n\r\n"), StartsWith("HTTP/1.1 200 OK\r\n"));
  serving_ = false;
  EXPECT_THAT(Ask("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 503 Service Unavailable\r\n"));
  EXPECT_THAT(Ask("POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
              HasSubstr("\r\nAllow: GET, HEAD\r\n"));
}

TEST_F(AdminServerTest, TakesALogLevel) {
  EXPECT_THAT(Ask("PUT /loglevel HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\ndebug"),
              EndsWith("\r\n\r\ndebug\n"));
  EXPECT_EQ(level_, LogLevel::kDebug);
  EXPECT_THAT(Ask("PUT /loglevel HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\noff"),
              EndsWith("\r\n\r\noff\n"));
  EXPECT_THAT(
      Ask("PUT /loglevel HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ndebug\r\n0\r\n\r\n"),
      StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_THAT(Ask("PUT /loglevel HTTP/1.1\r\nHost: localhost\r\n\r\n"), StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_THAT(Ask("PUT /loglevel HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nloud"),
              StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_EQ(level_, LogLevel::kOff);
}

// What a browser sends for a page whose name leads to this machine, and what a proxy passes on.
TEST_F(AdminServerTest, TakesNoLogLevelFromElsewhere) {
  for (const char* headers : {"Host: evil.example", "Host: localhost\r\nX-Forwarded-For: 192.0.2.1",
                              "Host: localhost\r\nForwarded: for=192.0.2.1", "X-No-Host: 1"}) {
    EXPECT_THAT(Ask(absl::StrCat("PUT /loglevel HTTP/1.1\r\n", headers, "\r\nContent-Length: 5\r\n\r\ndebug")),
                ContainsRegex("^HTTP/1.1 40[03] "))
        << headers;
  }
  EXPECT_EQ(level_, LogLevel::kInfo);
  EXPECT_THAT(Ask("PUT /loglevel HTTP/1.0\r\nContent-Length: 5\r\n\r\ndebug"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(AdminServerTest, RefusesALongBodyAndLongHeaders) {
  EXPECT_THAT(Ask(absl::StrCat("PUT /loglevel HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
                               std::string(kAdminBodyBytesMax + 1, ' '))),
              StartsWith("HTTP/1.1 413 "));
  const std::string answer = Ask(
      absl::StrCat("GET /livez HTTP/1.1\r\nHost: a\r\nX-Long: ", std::string(kAdminHeaderBytesMax, 'x'), "\r\n\r\n"));
  EXPECT_THAT(answer, Not(HasSubstr("200 OK")));
  EXPECT_THAT(Ask("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

// No file, listing or script of the machine is reachable, by any spelling of a path; nor does a web page get leave.
TEST_F(AdminServerTest, ServesNothingElse) {
  for (const char* path : {"/", "/../../etc/passwd", "/%2e%2e/etc/passwd", "//etc/passwd", "/index.html", "/a.cgi",
                           "/metrics%00.html", "http://elsewhere/metrics", "*"}) {
    const std::string answer = Ask(absl::StrCat("GET ", path, " HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_THAT(answer, Not(StartsWith("HTTP/1.1 200"))) << path;
    EXPECT_THAT(answer, Not(HasSubstr("root:"))) << path;
  }
  for (const char* method : {"PUT", "DELETE", "MKCOL", "PROPFIND", "CONNECT", "TRACE", "BREW"}) {
    const std::string answer = Ask(absl::StrCat(method, " /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"));
    EXPECT_THAT(answer, ContainsRegex("^HTTP/1.[01] 4")) << method;
  }
  const std::string preflight =
      Ask("OPTIONS /loglevel HTTP/1.1\r\nHost: a\r\nOrigin: http://elsewhere\r\n"
          "Access-Control-Request-Method: PUT\r\n\r\n");
  EXPECT_THAT(preflight, StartsWith("HTTP/1.1 405 "));
  EXPECT_THAT(preflight, Not(HasSubstr("Access-Control-Allow")));
}

TEST_F(AdminServerTest, SurvivesWhatIsNotHttp) {
  for (const char* bytes : {"\r\n\r\n", "GET\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n", "GET /livez HTTP/9.9\r\n\r\n"}) {
    EXPECT_THAT(Ask(bytes), AnyOf(IsEmpty(), ContainsRegex("^HTTP/[0-9.]+ [45]"))) << bytes;
  }
  EXPECT_THAT(Ask("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

// As many clients as there are threads say nothing: they are given up, and the one behind them is answered.
TEST_F(AdminServerTest, GivesSilentClientsUp) {
  std::vector<int> silent;
  for (int i = 0; i < kAdminThreads; ++i) {
    silent.push_back(Connect(server_->port()));
    SendAll(silent.back(), "GET /livez HT");
  }
  EXPECT_THAT(Ask("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 200 OK\r\n"));
  for (int connection : silent) close(connection);
}

// As many clients as there are threads announce a body and send it byte by byte, each in time for the library: they do
// not keep the one behind them waiting, whatever they ask for.
TEST_F(AdminServerTest, DoesNotWaitForDribblingClients) {
  for (const char* begin : {"GET /livez", "PUT /livez", "POST /loglevel", "PUT /loglevel"}) {
    std::vector<std::unique_ptr<DribblingClient>> dribbling;
    for (int i = 0; i < kAdminThreads; ++i) {
      dribbling.push_back(std::make_unique<DribblingClient>(
          server_->port(), absl::StrCat(begin, " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 64\r\n\r\n")));
    }
    const absl::Time asked_at = absl::Now();
    EXPECT_THAT(Ask("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 200 OK\r\n")) << begin;
    EXPECT_LT(absl::Now() - asked_at, kAnswerMax) << begin;
  }
}

TEST_F(AdminServerTest, KeepsNoConnection) {
  const std::string two =
      "GET /livez HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n"
      "GET /livez HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n";
  const std::string answer = Ask(two);
  EXPECT_EQ(answer.find("HTTP/1.1 200 OK"), answer.rfind("HTTP/1.1 200 OK"));
}

TEST_F(AdminServerTest, AnswersManyAtATime) {
  std::vector<std::thread> clients;
  std::atomic<int> answered{0};
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&] {
      for (int call = 0; call < 20; ++call) {
        if (Ask("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n").ends_with("isnad_articles_total 0\n")) ++answered;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(answered, 160);
}

TEST_F(AdminServerTest, SaysWhyItCannotListen) {
  const auto taken = AdminServer::Start(server_->address(), hooks_);
  EXPECT_THAT(taken, HasCode(absl::StatusCode::kUnavailable));
  EXPECT_THAT(std::string(taken.status().message()), HasSubstr(server_->address()));
  EXPECT_THAT(std::string(taken.status().message()), HasSubstr("in use"));
}

TEST_F(AdminServerTest, ListensOnLoopbackWhereNoHostIsNamed) {
  for (const char* address : {":0", "localhost:0"}) {
    const auto started = AdminServer::Start(address, hooks_);
    ASSERT_TRUE(started.ok()) << address << ": " << started.status().message();
    EXPECT_EQ((*started)->address(), absl::StrCat("127.0.0.1:", (*started)->port()));
    EXPECT_GT((*started)->port(), 0);
  }
}

TEST_F(AdminServerTest, RefusesOtherForms) {
  for (const char* address : {"", "9090", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:80s",
                              "127.0.0.1:80,0.0.0.0:81", "0.0.0.0:81,127.0.0.1:80", "[::1:80", "x:80", "999.0.0.1:80",
                              "1.2.3:80", "[1.2.3.4]:80", "[]:80", "127.0.0.1:99999999999"}) {
    EXPECT_THAT(AdminServer::Start(address, hooks_), HasCode(absl::StatusCode::kInvalidArgument)) << address;
  }
}

}  // namespace
}  // namespace isnad
