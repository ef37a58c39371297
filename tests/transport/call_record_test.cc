// What the log says of who may call: one line at most for each call, whatever the policy has audited; and of articles
// that fail inside a call. A server without its language data is enough.
#include "service/transport/call_record.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "isnad/v1/attribution_service.grpc.pb.h"
#include "service/server/server.h"
#include "tests/support/descriptor_text.h"
#include "tests/support/made_up_engine.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::SizeIs;

constexpr char kTraceparent[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

// Lets in who says that he is a friend; the audit condition is still to come.
std::string Policy(const std::string& audit_condition) {
  return absl::StrCat(
      R"({"name": "door", "deny_rules": [{"name": "no foes", "request": {"headers": [{"key": "x-who", "values": ["foe"]}]}}],
          "allow_rules": [{"name": "friends", "request": {"headers": [{"key": "x-who", "values": ["friend"]}]}}])",
      audit_condition.empty()
          ? ""
          : absl::StrCat(R"(, "audit_logging_options": {"audit_condition": ")", audit_condition, "\"}"),
      "}");
}

class CallRecordTest : public ::testing::Test {
 protected:
  // The log's clock stands still: all calls fall into one second.
  void Start(const std::string& policy, LogLevel level = LogLevel::kInfo) {
    file_ = memfd_create("log", 0);
    log_ = std::make_unique<EventLog>(file_, level, [] { return absl::UnixEpoch(); });
    ServerConfig config;
    config.listen_address.clear();
    config.policy_file = folder_.Write("policy.json", policy);
    auto server = Server::Start(config, log_.get());
    ASSERT_THAT(server, IsOk());
    server_ = *std::move(server);
    stub_ = v1::AttributionService::NewStub(server_->InProcessChannel());
  }

  void CallAs(const std::string& who) {
    grpc::ClientContext context;
    context.AddMetadata("x-who", who);
    context.AddMetadata("traceparent", kTraceparent);
    v1::GetServerInfoResponse response;
    stub_->GetServerInfo(&context, {}, &response);
  }

  // Of the events that begin so; the log must have written all of them, so the server ends here.
  std::vector<json> Lines(absl::string_view event) {
    server_.reset();
    log_.reset();
    std::vector<json> lines;
    const std::string text = testing::ReadFromStart(file_);
    close(file_);
    for (absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
      json parsed = json::parse(std::string(line));
      const auto name = parsed.at("event").get<std::string>();
      if (absl::StartsWith(name, event)) lines.push_back(std::move(parsed));
    }
    return lines;
  }

  TemporaryFolder folder_;
  int file_ = -1;
  std::unique_ptr<EventLog> log_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<v1::AttributionService::Stub> stub_;
};

TEST_F(CallRecordTest, LogsWhatThePolicyAudits) {
  struct Row {
    const char* audit_condition;
    std::vector<std::string> events;  // of a call that is allowed, then one that is denied
  };
  const Row rows[] = {
      {"", {"access_denied"}},
      {"NONE", {}},
      {"ON_DENY", {"access_denied"}},
      {"ON_ALLOW", {"access_decision"}},
      {"ON_DENY_AND_ALLOW", {"access_decision", "access_denied"}},
  };
  for (const Row& row : rows) {
    Start(Policy(row.audit_condition));
    CallAs("friend");
    CallAs("foe");
    EXPECT_THAT(server_->metrics().Text(), HasSubstr("isnad_access_denials_total{kind=\"policy\"} 1\n"));
    std::vector<std::string> events;
    for (const json& line : Lines("access_")) events.push_back(line.at("event"));
    EXPECT_EQ(events, row.events) << row.audit_condition;
  }
}

TEST_F(CallRecordTest, NamesPeerRuleAndTrace) {
  Start(Policy("ON_DENY_AND_ALLOW"), LogLevel::kDebug);
  CallAs("friend");
  CallAs("foe");
  CallAs("nobody");
  const std::vector<json> lines = Lines("");
  std::vector<json> access;
  std::vector<json> calls;
  for (const json& line : lines) {
    if (line.at("event") == "call") calls.push_back(line);
    if (line.contains("allowed")) access.push_back(line);
  }
  ASSERT_THAT(access, SizeIs(3));
  ASSERT_THAT(calls, SizeIs(3));
  EXPECT_EQ(access[0].at("rule"), "friends");
  EXPECT_EQ(access[1].at("rule"), "no foes");
  EXPECT_EQ(access[2].at("rule"), "");
  EXPECT_EQ(access[0].at("level"), "info");
  EXPECT_EQ(access[1].at("level"), "warning");
  EXPECT_EQ(access[1].at("why"), "the rule \"no foes\" denies this call");
  for (size_t i = 0; i < access.size(); ++i) {
    EXPECT_EQ(access[i].at("policy"), "door");
    EXPECT_EQ(access[i].at("peer"), calls[i].at("peer"));
    EXPECT_EQ(access[i].at("method"), "/isnad.v1.AttributionService/GetServerInfo");
    EXPECT_EQ(access[i].at("trace_id"), "0af7651916cd43dd8448eb211c80319c");
    EXPECT_EQ(access[i].at("span_id"), calls[i].at("span_id")) << "the lines of a call find each other";
  }
}

// A batch that ends well has no line of its own; many defects at a time must not mix up what is said of them.
TEST_F(CallRecordTest, LogsEachDefectInsideABatch) {
  testing::MadeUpEngine engine;
  Start(Policy(""));
  server_->Serve(engine.engine());
  grpc::ClientContext context;
  context.AddMetadata("x-who", "friend");
  context.AddMetadata("traceparent", kTraceparent);
  v1::BatchExtractAttributionsRequest request;
  for (int i = 0; i < 8; ++i) request.add_articles()->set_text(i % 2 == 0 ? "text" : testing::MadeUpEngine::kDefect);
  v1::BatchExtractAttributionsResponse response;
  EXPECT_TRUE(stub_->BatchExtractAttributions(&context, request, &response).ok());
  const std::vector<json> lines = Lines("article_failed");
  ASSERT_THAT(lines, SizeIs(4));
  for (const json& line : lines) {
    EXPECT_EQ(line.at("level"), "error");
    EXPECT_EQ(line.at("method"), "/isnad.v1.AttributionService/BatchExtractAttributions");
    EXPECT_EQ(line.at("code"), "INTERNAL");
    EXPECT_THAT(line.at("message").get<std::string>(), HasSubstr("a made-up defect"));
    EXPECT_EQ(line.at("trace_id"), "0af7651916cd43dd8448eb211c80319c");
    EXPECT_EQ(line.at("span_id"), lines[0].at("span_id")) << "the lines of a call find each other";
  }
}

// Whoever is let in nowhere must not fill the disk.
TEST_F(CallRecordTest, HoldsAStormOfDenialsDown) {
  constexpr int kCalls = 600;
  Start(Policy(""));
  for (int i = 0; i < kCalls; ++i) CallAs("nobody");
  const uint64_t dropped = log_->lines_dropped();
  const std::vector<json> lines = Lines("access_");
  EXPECT_EQ(lines.size() + dropped, kCalls);
  EXPECT_EQ(lines.size(), static_cast<size_t>(kEventLinesPerSecondMax));
}

}  // namespace
}  // namespace isnad
