#include "service/server/listen_address.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;

TEST(ListenAddressTest, ReadsItsThreeForms) {
  struct Case {
    std::string text;
    std::string unix_path;
    std::string host;
    int port = 0;
    bool loopback = false;
  };
  const Case cases[] = {
      {.text = "127.0.0.1:50051", .host = "127.0.0.1", .port = 50051, .loopback = true},
      {.text = "127.255.0.9:0", .host = "127.255.0.9", .port = 0, .loopback = true},
      {.text = "localhost:1", .host = "localhost", .port = 1, .loopback = true},
      {.text = "LocalHost:1", .host = "LocalHost", .port = 1, .loopback = true},
      {.text = "[::1]:65535", .host = "::1", .port = 65535, .loopback = true},
      {.text = "[0:0:0:0:0:0:0:1]:2", .host = "0:0:0:0:0:0:0:1", .port = 2, .loopback = true},
      {.text = "[::ffff:127.0.0.1]:2", .host = "::ffff:127.0.0.1", .port = 2, .loopback = true},
      {.text = "unix:/run/isnad/socket", .unix_path = "/run/isnad/socket", .loopback = true},
      {.text = "unix:socket:7", .unix_path = "socket:7", .loopback = true},
      {.text = "0.0.0.0:80", .host = "0.0.0.0", .port = 80},
      {.text = "[::]:80", .host = "::", .port = 80},
      {.text = "[fe80::1%eth0]:80", .host = "fe80::1%eth0", .port = 80},
      {.text = "[::ffff:10.0.0.1]:80", .host = "::ffff:10.0.0.1", .port = 80},
      {.text = "10.0.0.1:80", .host = "10.0.0.1", .port = 80},
      {.text = "128.0.0.1:80", .host = "128.0.0.1", .port = 80},
      {.text = "news-1.example.org:443", .host = "news-1.example.org", .port = 443},
      // Names that only look like this machine.
      {.text = "localhost.example.org:443", .host = "localhost.example.org", .port = 443},
      {.text = "127.0.0.1.example.org:443", .host = "127.0.0.1.example.org", .port = 443},
      {.text = "127.1:80", .host = "127.1", .port = 80},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const auto address = ParseListenAddress(c.text);
    ASSERT_THAT(address, IsOk());
    EXPECT_EQ(address->unix_path, c.unix_path);
    EXPECT_EQ(address->host, c.host);
    EXPECT_EQ(address->port, c.port);
    EXPECT_EQ(IsLoopback(*address), c.loopback);
  }
}

TEST(ListenAddressTest, RefusesOtherFormsAndSaysWhy) {
  struct Case {
    std::string text;
    std::string problem;
  };
  const Case cases[] = {
      {.text = "", .problem = "no port"},
      {.text = "localhost", .problem = "no port"},
      {.text = ":50051", .problem = "no host"},
      {.text = "localhost:", .problem = "\"\" is no port"},
      {.text = "localhost:http", .problem = "\"http\" is no port"},
      {.text = "localhost:65536", .problem = "\"65536\" is no port"},
      {.text = "localhost:-1", .problem = "\"-1\" is no port"},
      {.text = "localhost:+1", .problem = "\"+1\" is no port"},
      {.text = "localhost: 1", .problem = "\" 1\" is no port"},
      {.text = "localhost:99999999999999999999", .problem = "is no port"},
      {.text = "::1:50051", .problem = "an IPv6 address stands in brackets"},
      {.text = "dns:localhost:1", .problem = "an IPv6 address stands in brackets"},
      {.text = "[::1:50051", .problem = "the bracket is not closed"},
      {.text = "[::1]", .problem = "the bracket is not closed"},
      {.text = "[::1]50051:1", .problem = "the bracket is not closed"},
      {.text = "[localhost]:1", .problem = "no IPv6 address"},
      {.text = "[]:1", .problem = "no IPv6 address"},
      {.text = "local host:1", .problem = "a character that no host has"},
      {.text = "http//localhost:1", .problem = "a character that no host has"},
      {.text = std::string("local\0host:1", 12), .problem = "a character that no host has"},
      {.text = "unix:", .problem = "no path"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const auto address = ParseListenAddress(c.text);
    EXPECT_THAT(address, HasCode(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(address.status().message()), HasSubstr("the address \"" + c.text + "\""));
    EXPECT_THAT(std::string(address.status().message()), HasSubstr(c.problem));
  }
}

}  // namespace
}  // namespace isnad
