#include "service/server/config_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "service/server/option_table.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tls_folder.h"

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::StartsWith;

std::vector<std::string> Problems(const absl::Status& status) {
  if (status.ok()) return {};
  EXPECT_THAT(status, testing::HasCode(absl::StatusCode::kInvalidArgument));
  return absl::StrSplit(status.message(), '\n');
}

struct RuleRow {
  std::string behaviour;
  std::function<void(ServerConfig&)> change;
  std::string problem;  // its begin; empty: there is none
};

class ConfigCheckTest : public ::testing::Test {
 protected:
  std::vector<std::string> ProblemsOf(const ServerConfig& config) { return Problems(CheckConfig(config, options_)); }

  void ExpectRows(const std::vector<RuleRow>& rows) {
    for (const RuleRow& row : rows) {
      ServerConfig config;
      row.change(config);
      if (row.problem.empty()) {
        EXPECT_THAT(ProblemsOf(config), IsEmpty()) << row.behaviour;
      } else {
        EXPECT_THAT(ProblemsOf(config), ElementsAre(StartsWith(row.problem))) << row.behaviour;
      }
    }
  }

  const OptionTable options_ = ServerOptions();
  const TemporaryFolder folder_;
  const std::string file_ = folder_.Write("a.pem", "x");
};

TEST_F(ConfigCheckTest, TakesTheDefaults) { EXPECT_THAT(CheckConfig(ServerConfig(), options_), IsOk()); }

TEST_F(ConfigCheckTest, LimitsDoNotContradictEachOther) {
  ExpectRows({
      {"a message just holds an article",
       [](ServerConfig& c) {
         c.limits.article_bytes_max = 10000;
         c.limits.message_bytes_max = 10000 + kRequestFramingBytes;
       },
       ""},
      {"a message is one byte too little",
       [](ServerConfig& c) {
         c.limits.article_bytes_max = 10000;
         c.limits.message_bytes_max = 10000 + kRequestFramingBytes - 1;
       },
       "message_bytes_max: 14095 is too little for a request with an article of article_bytes_max (10000) and 4096 "},
      {"the server just holds a message",
       [](ServerConfig& c) { c.limits.in_flight_bytes_max = c.limits.message_bytes_max; }, ""},
      {"the server never holds a message",
       [](ServerConfig& c) { c.limits.in_flight_bytes_max = c.limits.message_bytes_max - 1; },
       "in_flight_bytes_max: 4194303 is less than message_bytes_max (4194304)"},
      {"calls just outlive their wait", [](ServerConfig& c) { c.limits.call_ms_max = c.limits.queue_delay_ms_max; },
       ""},
      {"calls end while they wait", [](ServerConfig& c) { c.limits.call_ms_max = c.limits.queue_delay_ms_max - 1; },
       "queue_delay_ms_max: 20 is more than call_ms_max (19)"},
  });
}

// Which is tested for itself; here, that it is asked.
TEST_F(ConfigCheckTest, TransportIsSecure) {
  ExpectRows({
      {"certificate and key", [this](ServerConfig& c) { c.tls_certificate_file = c.tls_private_key_file = file_; }, ""},
      {"certificate alone", [this](ServerConfig& c) { c.tls_certificate_file = file_; },
       "a TLS certificate without its private key"},
      {"plain text on every network", [](ServerConfig& c) { c.listen_address = "0.0.0.0:50051"; },
       "0.0.0.0:50051 is reached from the network"},
      {"no port", [](ServerConfig& c) { c.listen_address = "localhost"; },
       "the address \"localhost\" has not the form HOST:PORT"},
  });
}

TEST_F(ConfigCheckTest, AdminAddressHasItsForm) {
  ExpectRows({
      {"numbers", [](ServerConfig& c) { c.admin_address = "0.0.0.0:9090"; }, ""},
      {"IPv6", [](ServerConfig& c) { c.admin_address = "[::1]:0"; }, ""},
      {"port alone", [](ServerConfig& c) { c.admin_address = ":9090"; }, ""},
      {"no port", [](ServerConfig& c) { c.admin_address = "localhost"; },
       "admin address \"localhost\": expected HOST:PORT"},
      {"name", [](ServerConfig& c) { c.admin_address = "news.example.org:9090"; },
       "admin address \"news.example.org:9090\""},
      {"port above all", [](ServerConfig& c) { c.admin_address = ":65536"; }, "admin address \":65536\""},
  });
}

TEST_F(ConfigCheckTest, AddressesDiffer) {
  ExpectRows({
      {"two ports", [](ServerConfig& c) { c.admin_address = "127.0.0.1:9090"; }, ""},
      {"one port for both", [](ServerConfig& c) { c.admin_address = c.listen_address; },
       "admin_address: \"127.0.0.1:50051\" is also the address to listen on"},
      {"both chosen by the system", [](ServerConfig& c) { c.admin_address = c.listen_address = "127.0.0.1:0"; }, ""},
      {"neither", [](ServerConfig& c) { c.listen_address = ""; }, ""},
  });
}

TEST_F(ConfigCheckTest, NamedFilesCanBeRead) {
  const std::string missing = folder_.Path("missing");
  const std::string folder = folder_.Path(".");
  ExpectRows({
      {"file", [this](ServerConfig& c) { c.policy_file = file_; }, ""},
      {"folder", [&folder](ServerConfig& c) { c.lexicon_directory = folder; }, ""},
      {"missing file", [&missing](ServerConfig& c) { c.policy_file = missing; },
       absl::StrCat("policy_file: \"", missing.substr(0, 20))},
      {"missing folder", [](ServerConfig& c) { c.lexicon_directory = "/nowhere/at/all"; },
       "lexicon: \"/nowhere/at/all\" cannot be read: No such file or directory"},
      {"folder for a file", [](ServerConfig& c) { c.model_file = "/"; }, "model: \"/\" cannot be read: it is a folder"},
      {"file for a folder", [](ServerConfig& c) { c.lexicon_directory = "/dev/null"; },
       "lexicon: \"/dev/null\" cannot be read: it is no folder"},
  });
}

// In a process of its own, which is nobody: the superuser may read every file.
TEST_F(ConfigCheckTest, NamedFilesMustBeOurs) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  std::filesystem::permissions(file_, std::filesystem::perms::none);
  const auto check_as_nobody = [this] {
    constexpr uid_t kNobody = 65534;
    if (geteuid() == 0 && setuid(kNobody) != 0) _exit(2);
    ServerConfig config;
    config.tokens_file = file_;
    const std::vector<std::string> problems = ProblemsOf(config);
    std::cerr << absl::StrJoin(problems, "\n");
    _exit(problems.size() == 1 ? 0 : 1);
  };
  EXPECT_EXIT(check_as_nobody(), ::testing::ExitedWithCode(0), "tokens_file: .*Permission denied");
}

TEST_F(ConfigCheckTest, LooksAtEveryFileThatAnOptionNames) {
  ServerConfig config;
  config.lexicon_directory = config.model_file = config.tls_certificate_file = config.tls_private_key_file =
      config.tls_client_ca_file = config.tokens_file = config.policy_file = "/nowhere/at/all";
  config.tls_client_certificates = ClientCertificates::kRequired;
  EXPECT_THAT(ProblemsOf(config),
              ElementsAre(StartsWith("lexicon: "), StartsWith("model: "), StartsWith("tls_certificate_file: "),
                          StartsWith("tls_private_key_file: "), StartsWith("tls_client_ca_file: "),
                          StartsWith("tokens_file: "), StartsWith("policy_file: ")));
}

TEST_F(ConfigCheckTest, TellsAllProblems) {
  ServerConfig config;
  config.limits.message_bytes_max = 1024;
  config.tls_private_key_file = file_;
  config.model_file = "/nowhere/at/all";
  EXPECT_THAT(ProblemsOf(config),
              ElementsAre(StartsWith("message_bytes_max: "), StartsWith("a TLS private key"), StartsWith("model: ")));
}

TEST_F(ConfigCheckTest, LoadsWhatFilesHold) {
  EXPECT_THAT(CheckFileContents(ServerConfig(), options_), IsOk());
  ServerConfig config;
  config.model_file = file_;
  config.policy_file = folder_.Write("policy.json", "{");
  EXPECT_THAT(Problems(CheckFileContents(config, options_)),
              ElementsAre(StartsWith("model:1: "), HasSubstr("policy.json:1:")));
}

TEST_F(ConfigCheckTest, LoadsCertificates) {
  const testing::TlsFolder tls;
  tls.Write(testing::TestAuthority().Issue());
  EXPECT_THAT(CheckFileContents(tls.Config(), options_), IsOk());
  tls.WriteKey("no key");
  EXPECT_THAT(Problems(CheckFileContents(tls.Config(), options_)), ElementsAre(HasSubstr("key.pem")));
}

TEST_F(ConfigCheckTest, LooksIntoNoFileThatCannotBeRead) {
  ServerConfig config;
  config.lexicon_directory = config.model_file = config.tokens_file = "/nowhere/at/all";
  EXPECT_THAT(CheckFileContents(config, options_), IsOk()) << "CheckConfig tells of them";
  config.policy_file = folder_.Write("policy.json", "{");
  EXPECT_THAT(Problems(CheckFileContents(config, options_)), ElementsAre(HasSubstr("policy.json:1:")));
}

}  // namespace
}  // namespace isnad
