// Runs the built `isnad` over heaps of articles, as an operator or a job would.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/article_extraction.h"
#include "client/stop_request.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/child_process.h"
#include "tests/client/fake_server.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kLine[] = "{\"id\": \"olives\", \"text\": \"قال وزير الزراعة إن الموسم سيبدأ مبكرا.\", \"date\": 7}\n";

class CommandBulkTest : public testing::Test {
 protected:
  ChildOutput Isnad(const std::vector<std::string>& more, ChildInput input = {}) const {
    input.arguments = {"extract", "--input", input_, "--output", folder_.Path("out")};
    input.arguments.insert(input.arguments.end(), more.begin(), more.end());
    return RunChild(ISNAD_BINARY_DIR "/bin/isnad", input);
  }

  TemporaryFolder folder_;
  std::string input_ = folder_.Write("heap.jsonl", absl::StrCat(kLine, "{no JSON\n", kLine));
};

TEST_F(CommandBulkTest, WritesAnswersAndRefusals) {
  const ChildOutput output = Isnad({});
  EXPECT_EQ(output.exit_status, 0);
  EXPECT_THAT(output.standard_output, IsEmpty());
  EXPECT_THAT(output.standard_error, MatchesRegex("isnad: 3 articles, 1 refused, .*100%\n"));
  const std::string answers = folder_.Read("out/part-0-of-1.jsonl");
  EXPECT_THAT(answers, AllOf(StartsWith("{\"articleId\":\"olives\""), HasSubstr("وزير الزراعة"), EndsWith("}\n")));
  EXPECT_EQ(std::count(answers.begin(), answers.end(), '\n'), 2);
  EXPECT_EQ(folder_.Read("out/part-0-of-1.errors"),
            "{\"article\":\"heap.jsonl:2\",\"reason\":\"INVALID_ARGUMENT\",\"message\":\"is not JSON: byte 3\"}\n");
}

TEST_F(CommandBulkTest, SaysTheSameOfAFinishedShard) {
  const ChildOutput first = Isnad({"--shard", "1/2", "--resume"});
  const ChildOutput second = Isnad({"--shard", "1/2", "--resume"});
  EXPECT_EQ(first.exit_status, 0);
  EXPECT_EQ(second.exit_status, 0);
  EXPECT_EQ(second.standard_error, "isnad: 1 article, 1 refused, 100%\n");
}

TEST_F(CommandBulkTest, WritesOverOneLineOfATerminal) {
  if (!HasTerminals()) GTEST_SKIP() << "no terminals here";
  ChildInput input;
  input.error_terminal = true;
  input.environment = {{"TERM", "xterm"}};
  EXPECT_THAT(Isnad({}, input).standard_error, MatchesRegex(".*\r\\[#+\\] 3 articles, 1 refused, .*100%\x1b\\[K\r\n"));
  input.environment = {{"TERM", "dumb"}};
  EXPECT_THAT(Isnad({"--resume"}, input).standard_error, "isnad: 3 articles, 1 refused, 100%\r\n");
}

TEST_F(CommandBulkTest, TellsWhatIsNoUseToRepeat) {
  struct Row {
    std::vector<std::string> arguments;
    const char* problem;
  };
  EXPECT_EQ(Isnad({}).exit_status, 0);
  const Row rows[] = {
      {{}, "an earlier run was here; --resume goes on with it"},
      {{"--resume", "--offsets", "utf16"}, "the earlier run had other options or another version"},
      {{"--resume", "--shard", "1/1"}, "I/N is expected"},
      {{"--resume", "--shard", "0/0"}, "I/N is expected"},
      {{"--resume", "--format", "json"}, "--format excludes --input"},
      {{"--resume", "more.txt"}, "files excludes --input"},
  };
  for (const Row& row : rows) {
    const ChildOutput output = Isnad(row.arguments);
    EXPECT_EQ(output.exit_status, 2) << row.problem;
    EXPECT_THAT(output.standard_error, HasSubstr(row.problem));
  }
  folder_.Write("heap.jsonl", kLine);
  EXPECT_THAT(Isnad({"--resume"}).standard_error, HasSubstr("the earlier run had another input"));
  EXPECT_EQ(Isnad({"--resume"}).exit_status, 2);
}

TEST_F(CommandBulkTest, TellsWhatMayHelpToRepeat) {
  input_ = folder_.Path("nothing.jsonl");
  const ChildOutput output = Isnad({});
  EXPECT_EQ(output.exit_status, 1);
  EXPECT_THAT(output.standard_error, HasSubstr("nothing.jsonl: cannot open"));
  EXPECT_FALSE(std::filesystem::exists(folder_.Path("out")));
}

// As a job's pod that is evicted: some batches are answered, the next ones are waited for.
class StoppedCommandTest : public CommandBulkTest {
 protected:
  StoppedCommandTest() {
    std::string lines;
    for (int i = 0; i < kArticles; ++i) absl::StrAppend(&lines, "{\"id\": \"", i, "\", \"text\": \"a\"}\n");
    input_ = folder_.Write("heap.jsonl", lines);
    server_.SetServing(true);
    server_.service.info = [](grpc::ServerContext&, const auto&, auto&) { return grpc::Status::OK; };
    server_.service.batch = [this](grpc::ServerContext& context, const v1::BatchExtractAttributionsRequest& request,
                                   v1::BatchExtractAttributionsResponse& response) {
      for (int i = 0; i < request.articles_size(); ++i) response.add_results()->mutable_response();
      if (std::stoi(request.articles(0).article_id()) < held_from_) return grpc::Status::OK;
      ++held_;
      while (hold_ && !context.IsCancelled()) std::this_thread::yield();
      return grpc::Status::OK;
    };
  }

  // Runs the command and calls `meanwhile` when all that it waits for are batches from article `held_from` on.
  ChildOutput RunHeld(int held_from, const std::function<void(pid_t)>& meanwhile) {
    held_from_ = held_from;
    held_ = 0;
    hold_ = true;
    ChildInput input;
    input.meanwhile = [&](pid_t child) {
      while (held_ < kBatchesInFlightMax) std::this_thread::yield();
      meanwhile(child);
    };
    ChildOutput output = Isnad({"--server", server_.address(), "--resume"}, input);
    hold_ = false;
    return output;
  }

  static constexpr int kArticles = 1000;
  FakeServer server_{{.health = true}};
  std::atomic<int> held_from_ = kArticles;
  std::atomic<int> held_ = 0;
  std::atomic<bool> hold_ = false;
};

TEST_F(StoppedCommandTest, EndsAsToldAndKeepsWhatIsDone) {
  int done = 0;
  for (const int signal : {SIGTERM, SIGINT}) {
    done += kBatchArticlesMax;
    const ChildOutput output = RunHeld(done, [this, signal](pid_t child) {
      kill(child, signal);
      hold_ = false;
    });
    EXPECT_EQ(output.signal, signal) << output.exit_status;
    EXPECT_THAT(output.standard_error, HasSubstr(absl::StrCat("isnad: ", done, " articles")));
    EXPECT_THAT(output.standard_error, HasSubstr("stopped; --resume goes on"));
    EXPECT_FALSE(std::filesystem::exists(folder_.Path("out/part-0-of-1.jsonl")));
  }
  held_from_ = kArticles;
  const ChildOutput output = Isnad({"--server", server_.address(), "--resume"});
  EXPECT_EQ(output.exit_status, 0) << output.standard_error;
  EXPECT_THAT(output.standard_error, HasSubstr(absl::StrCat(kArticles, " articles")));
  const std::string answers = folder_.Read("out/part-0-of-1.jsonl");
  EXPECT_EQ(std::count(answers.begin(), answers.end(), '\n'), kArticles);
}

TEST_F(StoppedCommandTest, WaitsForNoServerForLong) {
  const auto begin = std::chrono::steady_clock::now();
  const ChildOutput output = RunHeld(kBatchArticlesMax, [](pid_t child) { kill(child, SIGTERM); });
  EXPECT_EQ(output.exit_status, 143);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(kStopSeconds + 5));
}

TEST_F(StoppedCommandTest, ASecondRequestEndsItAtOnce) {
  const ChildOutput output = RunHeld(kBatchArticlesMax, [](pid_t child) {
    kill(child, SIGTERM);
    while (kill(child, SIGINT) == 0 && std::filesystem::exists(absl::StrCat("/proc/", child, "/exe"))) {
      std::this_thread::yield();
    }
  });
  EXPECT_THAT(output.exit_status, testing::AnyOf(130, 143));
}

}  // namespace
}  // namespace isnad
