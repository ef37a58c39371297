// Runs the built `isnad` against a server on loopback, as a user or a container's probe would.
#include <atomic>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "client/article_extraction.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/child_process.h"
#include "tests/client/fake_server.h"
#include "tests/client/made_up_error.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::string Header(const grpc::ServerContext& context, const char* key) {
  auto header = context.client_metadata().find(key);
  return header == context.client_metadata().end() ? "" : std::string(header->second.data(), header->second.size());
}

// Says what the service says of an article without text, in Arabic where that is asked for.
grpc::Status EmptyText(const grpc::ServerContext& context) {
  const std::string message = "text is\x1b[31m empty";
  google::rpc::LocalizedMessage localized;
  localized.set_message(
      "المقال\x1b[31m"
      " فارغ");
  if (Header(context, "accept-language") == "ar") {
    return ToGrpcStatus(MadeUpError(grpc::StatusCode::INVALID_ARGUMENT, message, InfoOf("TEXT_EMPTY"), localized));
  }
  return ToGrpcStatus(MadeUpError(grpc::StatusCode::INVALID_ARGUMENT, message, InfoOf("TEXT_EMPTY")));
}

class CommandServerTest : public testing::Test {
 protected:
  ChildOutput Isnad(std::vector<std::string> arguments) {
    ChildInput input;
    input.arguments = std::move(arguments);
    input.arguments.insert(input.arguments.end(), {"--server", server_.address()});
    return RunChild(ISNAD_BINARY_DIR "/bin/isnad", input);
  }

  FakeServer server_{{.health = true}};
  TemporaryFolder folder_;
};

TEST_F(CommandServerTest, TellsHealthByItsExitStatus) {
  server_.SetServing(true);
  ChildOutput output = Isnad({"health"});
  EXPECT_EQ(output.exit_status, 0);
  EXPECT_EQ(output.standard_output, "SERVING\n");
  server_.SetServing(false);
  output = Isnad({"health"});
  EXPECT_EQ(output.exit_status, 1);
  EXPECT_EQ(output.standard_output, "NOT_SERVING\n");
  EXPECT_THAT(output.standard_error, IsEmpty());
  server_.Stop();
  output = Isnad({"health"});
  EXPECT_EQ(output.exit_status, 3);
  EXPECT_THAT(output.standard_output, IsEmpty());
}

TEST_F(CommandServerTest, PassesOverAServerThatDoesNotServe) {
  server_.SetServing(false);
  ChildOutput output = Isnad({"extract", folder_.Write("a.txt", "text")});
  EXPECT_EQ(output.exit_status, 3);
  EXPECT_EQ(server_.service.calls, 0);
}

TEST_F(CommandServerTest, LeavesHealthToABalancer) {
  server_.SetServing(false);
  server_.service.extract = [](grpc::ServerContext&, const auto& request, auto& response) {
    response.set_article_id(request.article().article_id());
    return grpc::Status::OK;
  };
  EXPECT_EQ(Isnad({"extract", folder_.Write("a.txt", "text"), "--behind-balancer"}).exit_status, 0);
  EXPECT_EQ(server_.service.calls, 1);
}

TEST_F(CommandServerTest, SpeaksTheLanguageAskedAndKeepsTheTerminalSafe) {
  server_.SetServing(true);
  server_.service.extract = [](grpc::ServerContext& context, const auto&, auto&) { return EmptyText(context); };
  const std::string path = folder_.Write("a.txt", "x");
  for (const std::vector<std::string>& language : {std::vector<std::string>{}, {"--language", "en"}}) {
    std::vector<std::string> arguments = {"extract", path};
    arguments.insert(arguments.end(), language.begin(), language.end());
    ChildOutput output = Isnad(arguments);
    EXPECT_EQ(output.exit_status, 1);
    EXPECT_EQ(output.standard_error, absl::StrCat("isnad: ", path, ": text is[31m empty (TEXT_EMPTY)\n"));
  }
  EXPECT_EQ(Isnad({"extract", path, "--language", "ar"}).standard_error,
            absl::StrCat("isnad: ", path, ": TEXT_EMPTY: المقال[31m فارغ\n"));
}

TEST_F(CommandServerTest, ShowsItsToken) {
  server_.SetServing(true);
  server_.service.extract = [](grpc::ServerContext& context, const auto& request, auto& response) {
    response.set_article_id(request.article().article_id());
    return Header(context, "authorization") == "Bearer s3cret"
               ? grpc::Status::OK
               : grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "who are you?");
  };
  const std::string path = folder_.Write("a.txt", "x");
  const std::string token = folder_.Write("token", "s3cret\n");
  EXPECT_EQ(Isnad({"extract", path, "--token-file", token}).exit_status, 0);
  ChildOutput output = Isnad({"extract", path, path});
  EXPECT_EQ(output.exit_status, 1);
  EXPECT_EQ(std::vector<std::string>(absl::StrSplit(output.standard_error, '\n', absl::SkipEmpty())).size(), 2u);
}

TEST_F(CommandServerTest, TakesItsTokenFromAPipeForAllItsCalls) {
  server_.SetServing(true);
  std::atomic<int> shown = 0;
  server_.service.extract = [&shown](grpc::ServerContext& context, const auto&, auto&) {
    shown += Header(context, "authorization") == "Bearer s3cret";
    return grpc::Status::OK;
  };
  ChildInput input;
  // An article that is too long for a batch goes alone: two calls.
  const std::string path = folder_.Write("a.txt", std::string(kBatchBytesMax, 'x'));
  input.arguments = {"extract", path, path, "--token-file", "/dev/stdin", "--server", server_.address()};
  input.standard_input = "s3cret\n";
  ChildOutput output = RunChild(ISNAD_BINARY_DIR "/bin/isnad", input);
  EXPECT_EQ(output.exit_status, 0) << output.standard_error;
  EXPECT_EQ(shown, 2);
}

TEST_F(CommandServerTest, ShowsNamesAndReasonsWithoutObeyingThem) {
  server_.SetServing(true);
  server_.service.extract = [](grpc::ServerContext&, const auto&, auto&) {
    return ToGrpcStatus(MadeUpError(grpc::StatusCode::INVALID_ARGUMENT, "no", InfoOf("TEXT\x1b[31m_EMPTY")));
  };
  ChildOutput output = Isnad({"extract", folder_.Write("a\x1b[31m\n.txt", "x")});
  EXPECT_EQ(output.exit_status, 1);
  EXPECT_EQ(output.standard_error,
            absl::StrCat("isnad: ", folder_.Path("a\\x1B[31m\\x0A.txt"), ": no (TEXT[31m_EMPTY)\n"));
}

TEST_F(CommandServerTest, RefusesFilesThatAreNoCredentials) {
  const std::string token = folder_.Write("token", "s3cret\n");
  const std::string missing = folder_.Path("missing");
  struct Row {
    std::vector<std::string> arguments;
    std::string problem;
  };
  const Row rows[] = {
      {{"--token-file", missing}, missing},
      {{"--tls-ca", token}, "holds no CERTIFICATE"},
      {{"--tls-cert", missing, "--tls-key", missing}, missing},
  };
  for (const Row& row : rows) {
    std::vector<std::string> arguments = {"health"};
    arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
    ChildOutput output = Isnad(arguments);
    EXPECT_EQ(output.exit_status, 2) << row.problem;
    EXPECT_THAT(output.standard_error, HasSubstr(row.problem));
    EXPECT_THAT(output.standard_error, Not(HasSubstr("s3cret")));
  }
}

TEST_F(CommandServerTest, AnswersManyFilesByFewCalls) {
  server_.SetServing(true);
  server_.service.batch = [](grpc::ServerContext&, const v1::BatchExtractAttributionsRequest& request,
                             v1::BatchExtractAttributionsResponse& response) {
    for (const v1::Article& article : request.articles()) {
      response.add_results()->mutable_response()->set_article_id(article.article_id());
    }
    return grpc::Status::OK;
  };
  std::vector<std::string> arguments = {"extract", "--format=jsonl"};
  for (int i = 0; i < 200; ++i) arguments.push_back(folder_.Write(absl::StrCat("a", i, ".txt"), "x"));
  ChildOutput output = Isnad(arguments);
  EXPECT_EQ(output.exit_status, 0);
  std::vector<std::string> lines = absl::StrSplit(output.standard_output, '\n', absl::SkipEmpty());
  ASSERT_THAT(lines, SizeIs(200));
  for (int i = 0; i < 200; ++i) EXPECT_EQ(lines[i], absl::StrCat("{\"articleId\":\"a", i, "\"}"));
  EXPECT_LT(server_.service.calls, 20);
}

}  // namespace
}  // namespace isnad
