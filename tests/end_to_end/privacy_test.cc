// Nothing that a caller sends comes out of the server but in the answer: a rare word goes into every place where a
// caller can put words, with everything that the server can say switched on, and is looked for in all of it.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "isnad/v1/attribution_service.grpc.pb.h"
#include "tests/support/http_request.h"
#include "tests/support/in_process_server.h"
#include "tests/support/raw_call.h"
#include "tests/support/server_process.h"
#include "tests/support/temporary_folder.h"

namespace isnad {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kCanary[] = "قنقرييط";
constexpr char kToken[] = "canary-token-7";

// What the server has told about its addresses in its log.
std::string AdminAddress(const std::string& log) {
  for (absl::string_view line : absl::StrSplit(log, '\n', absl::SkipEmpty())) {
    const auto event = nlohmann::json::parse(std::string(line));
    if (event.at("event") == "serving") return event.at("admin_address").get<std::string>();
  }
  return "";
}

std::vector<v1::ExtractAttributionsRequest> Requests() {
  const std::string text = absl::StrCat("قال الوزير ", kCanary, " إن ", kCanary, " قريب.");
  std::vector<v1::ExtractAttributionsRequest> requests(8, testing::RequestFor(text));
  requests[1].mutable_article()->set_article_id(absl::StrCat(kCanary, std::string(300, 'x')));
  requests[2].mutable_article()->set_language_code(kCanary);
  requests[3].mutable_options()->set_min_confidence(7);
  requests[4].mutable_options()->add_known_sources()->set_name(kCanary);
  requests[5].mutable_article()->set_text(absl::StrCat(kCanary, std::string(2 << 20, 'x')));
  requests[6].mutable_options()->set_offset_encoding(static_cast<v1::OffsetEncoding>(99));
  auto* source = requests[7].mutable_options()->add_known_sources();
  source->set_id(kCanary);
  source->set_name(absl::StrCat(kCanary, std::string(600, 'x')));
  return requests;
}

TEST(PrivacyTest, NoWordOfACallerLeavesButInTheAnswer) {
  TemporaryFolder folder;
  const std::string digest = "88d2772b7ed57c66bed87751dfa90922bac7ec20440523d5c8b72f7b95812538";
  testing::ServerProcess server({"--listen", "127.0.0.1:0", "--admin-address", "127.0.0.1:0", "--log-level", "debug",
                                 "--tokens-file", folder.Write("tokens", "tester " + digest + "\n")});
  auto channel = grpc::CreateChannel(server.WaitUntilServing(), grpc::InsecureChannelCredentials());
  auto stub = v1::AttributionService::NewStub(channel);
  std::string told;
  for (const v1::ExtractAttributionsRequest& request : Requests()) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", absl::StrCat("Bearer ", kToken));
    context.AddMetadata("accept-language", "ar");
    v1::ExtractAttributionsResponse response;
    const grpc::Status status = stub->ExtractAttributions(&context, request, &response);
    absl::StrAppend(&told, status.error_message(), status.error_details());
  }
  grpc::ClientContext wrong;
  wrong.AddMetadata("authorization", absl::StrCat("Bearer wrong-", kToken));
  v1::ExtractAttributionsResponse response;
  const grpc::Status refused = stub->ExtractAttributions(&wrong, testing::RequestFor(kCanary), &response);
  absl::StrAppend(&told, refused.error_message(), refused.error_details());
  const std::string broken = absl::StrCat("\x0A\x20\x12\x1E", kCanary, "\xFF");
  const testing::RawAnswer raw = testing::RawCall(channel, testing::kExtractMethod, broken);
  absl::StrAppend(&told, raw.status.error_message(), raw.status.error_details());

  const std::string metrics = testing::HttpRequest(AdminAddress(server.errors()), "GET", "/metrics");
  EXPECT_THAT(metrics, HasSubstr("isnad_articles_total"));
  stub.reset();  // an idle client answers a server's farewell late
  channel.reset();
  server.Signal(SIGTERM);
  server.Wait();
  EXPECT_THAT(server.errors(), HasSubstr("ExtractAttributions")) << "calls are in the log";
  for (const std::string& output : {told, metrics, server.errors(), server.serving_line()}) {
    EXPECT_THAT(output, Not(HasSubstr(kCanary)));
    EXPECT_THAT(output, Not(HasSubstr(kToken)));
  }
}

}  // namespace
}  // namespace isnad
