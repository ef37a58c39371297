#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "service/server/config.h"
#include "tests/support/server_process.h"
#include "tests/support/temporary_folder.h"

// What the real program says about its configuration.
namespace isnad {
namespace {

using ::testing::HasSubstr;
using testing::ServerProcess;
using ::testing::StartsWith;

std::string FileText(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(ConfigProcessTest, PrintsTheFilesOfTheRepository) {
  struct Row {
    std::string flag;
    std::string file;
  };
  // The default is named, because ServerProcess names another one where nothing is.
  for (const Row& row : std::vector<Row>{{"--help-man", "isnad-server.8"},
                                         {"--help-schema", "config.schema.json"},
                                         {"--help-markdown", "README.md"},
                                         {"--print-config", "config.example.json"}}) {
    ServerProcess server({row.flag, "--drain-delay-ms", std::to_string(ServerConfig().drain_delay_ms)});
    EXPECT_EQ(server.ReadAll(), FileText(ISNAD_SOURCE_DIR "/deploy/config/" + row.file))
        << "deploy/config/" << row.file << " is out of date; run ./dev config-docs";
    EXPECT_EQ(server.ExitStatus(), 0);
    EXPECT_EQ(server.errors(), "");
  }
}

TEST(ConfigProcessTest, FollowsFlagsOverEnvironmentOverFile) {
  const TemporaryFolder folder;
  const std::string file = folder.Write("a.json", R"({"listen": "127.0.0.1:0", "workers": 1, "drain_ms": 1})");
  const std::vector<std::string> variables = {"ISNAD_CONFIG=" + file, "ISNAD_WORKERS=2", "ISNAD_DRAIN_MS=2",
                                              "ISNAD_SERVICE_HOST=10.0.0.1"};
  ServerProcess printed({"--print-config", "--drain-ms", "3"}, variables);
  const std::string text = printed.ReadAll();
  EXPECT_THAT(text, HasSubstr("\"listen\": \"127.0.0.1:0\""));
  EXPECT_THAT(text, HasSubstr("\"workers\": 2"));
  EXPECT_THAT(text, HasSubstr("\"drain_ms\": 3"));
  ServerProcess serving({"--drain-ms", "3"}, variables);
  EXPECT_THAT(serving.WaitUntilServing(), StartsWith("127.0.0.1:"));
  serving.Signal(SIGTERM);
  EXPECT_EQ(serving.ExitStatus(), 0);
}

TEST(ConfigProcessTest, ServesWithWhatItPrinted) {
  const TemporaryFolder folder;
  ServerProcess printed({"--print-config", "--listen", "127.0.0.1:0"});
  ServerProcess serving({"--config", folder.Write("a.json", printed.ReadAll())});
  serving.WaitUntilServing();
  serving.Signal(SIGTERM);
  EXPECT_EQ(serving.ExitStatus(), 0);
}

TEST(ConfigProcessTest, ChecksWithoutServing) {
  ServerProcess good({"--check-config"});
  EXPECT_EQ(good.ReadAll(), "configuration is valid\n");
  EXPECT_EQ(good.ExitStatus(), 0);

  ServerProcess bad({"--check-config", "--workers", "x", "--lisen", "a"}, {"ISNAD_WROKERS=1", "ISNAD_CONFIG=/nowhere"});
  EXPECT_EQ(bad.ReadAll(), "");
  EXPECT_EQ(bad.ExitStatus(), 2);
  EXPECT_EQ(bad.errors(),
            "isnad-server: \"--lisen\": unknown flag; did you mean --listen?\n"
            "isnad-server: --workers: \"x\" is not a whole number from 0 to 1024\n"
            "isnad-server: \"ISNAD_WROKERS\": no option has this variable; did you mean ISNAD_WORKERS?\n"
            "isnad-server: /nowhere: cannot be read: No such file or directory\n");

  ServerProcess contradictory({"--check-config", "--message-bytes-max", "1024", "--model", "/nowhere/at/all"});
  EXPECT_EQ(contradictory.ReadAll(), "");
  EXPECT_EQ(contradictory.ExitStatus(), 2);
  EXPECT_THAT(contradictory.errors(), HasSubstr("isnad-server: message_bytes_max: 1024 is too little"));
  EXPECT_THAT(contradictory.errors(), HasSubstr("isnad-server: model: \"/nowhere/at/all\" cannot be read"));

  const TemporaryFolder folder;
  ServerProcess broken(
      {"--check-config", "--policy-file", folder.Write("policy.json", "{"), "--tokens-file", "/nowhere"});
  EXPECT_EQ(broken.ReadAll(), "");
  EXPECT_EQ(broken.ExitStatus(), 2);
  EXPECT_THAT(broken.errors(), HasSubstr("isnad-server: tokens_file: \"/nowhere\" cannot be read: No such file"));
  EXPECT_THAT(broken.errors(), HasSubstr("policy.json:1:")) << "the one problem does not hide the other";
}

TEST(ConfigProcessTest, DoesNotServeWithAWrongConfiguration) {
  const TemporaryFolder folder;
  ServerProcess server({"--config", folder.Write("a.json", "{\"drain_ms\": 5,\n\"colour\": \"red\"}")});
  EXPECT_EQ(server.ReadAll(), "");
  EXPECT_EQ(server.ExitStatus(), 2);
  EXPECT_THAT(server.errors(), HasSubstr("a.json:2: unknown option \"colour\"\n"));
}

}  // namespace
}  // namespace isnad
