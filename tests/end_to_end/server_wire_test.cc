#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/descriptor_database.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "isnad/v1/attribution_service.grpc.pb.h"
#include "service/attribution/limits.h"
#include "service/rpc/error_reason.h"
#include "service/rpc/wire/request.pb.h"
#include "tests/support/error_details.h"
#include "tests/support/in_process_server.h"
#include "tests/support/raw_call.h"
#include "tests/support/reflection_client.h"
#include "tests/support/server_process.h"
#include "tests/support/status_matchers.h"
#include "tests/support/text_slices.h"

// What goes over a socket to the real program and back.
namespace isnad {
namespace {

using testing::ErrorDetails;
using testing::HasCode;
using testing::IsOk;
using testing::kExtractMethod;
using testing::RawAnswer;
using testing::RawCall;
using testing::ReadDetails;
using testing::ServerProcess;
using ::testing::UnorderedElementsAre;

constexpr char kArticle[] =
    "الخبيرة: المياه تكفي عامين 💧\n"
    "أوضح المهندس رامي الخطيب في لقاء مع الصحفيين أن السدَّ مكتمـل، مضيفا أن الملء يبدأ الشهر المقبل.\n"
    "\"لن ننتظر\" قالت البلدية، \"فالموسم قصير\".\n";

class ServerWireTest : public ::testing::Test {
 protected:
  static std::shared_ptr<grpc::Channel> Connect(ServerProcess& server) {
    return grpc::CreateChannel(server.WaitUntilServing(), grpc::InsecureChannelCredentials());
  }

  ServerProcess server_{{"--listen", "127.0.0.1:0", "--log-level", "warning"}};
  std::shared_ptr<grpc::Channel> channel_ = Connect(server_);
  std::unique_ptr<v1::AttributionService::Stub> stub_ = v1::AttributionService::NewStub(channel_);
};

TEST_F(ServerWireTest, TextsAreSlicesInEveryEncoding) {
  for (v1::OffsetEncoding encoding : {v1::OFFSET_ENCODING_UTF8, v1::OFFSET_ENCODING_UTF16, v1::OFFSET_ENCODING_UTF32}) {
    SCOPED_TRACE(v1::OffsetEncoding_Name(encoding));
    v1::ExtractAttributionsRequest request = testing::RequestFor(kArticle);
    request.mutable_options()->set_offset_encoding(encoding);
    const testing::ExtractAnswer answer = testing::CallExtract(*stub_, request);
    ASSERT_THAT(answer.status, IsOk());
    EXPECT_EQ(answer.response.offset_encoding(), encoding);
    EXPECT_GT(answer.response.claims_size(), 0);
    testing::ExpectTextsAreSlices(kArticle, answer.response);
  }
}

TEST_F(ServerWireTest, TwoServersGiveTheSameBytes) {
  ServerProcess other_server({"--listen", "127.0.0.1:0"});
  const auto other = Connect(other_server);
  const std::string request = testing::RequestFor(kArticle).SerializeAsString();
  const RawAnswer first = RawCall(channel_, kExtractMethod, request);
  ASSERT_THAT(first.status, IsOk());
  EXPECT_EQ(RawCall(channel_, kExtractMethod, request).bytes, first.bytes);
  EXPECT_EQ(RawCall(other, kExtractMethod, request).bytes, first.bytes);
}

using Request = wire::v1::ExtractAttributionsRequest;

struct RefusedCase {
  std::string reason;
  std::string field;
  std::function<void(Request&)> spoil;
};

wire::v1::KnownSource* AddKnownSource(Request& request) {
  wire::v1::KnownSource* known_source = request.mutable_options()->add_known_sources();
  known_source->set_id("id");
  known_source->set_name("name");
  return known_source;
}

std::vector<RefusedCase> RefusedCases() {
  const std::string long_name(2000, 'n');
  return {
      {"TEXT_EMPTY", "article.text", [](Request& r) { r.mutable_article()->clear_text(); }},
      {"TEXT_TOO_LONG", "article.text",
       [](Request& r) { r.mutable_article()->set_text(std::string(kArticleBytesMax + 1, 'a')); }},
      {"ARTICLE_ID_TOO_LONG", "article.article_id",
       [long_name](Request& r) { r.mutable_article()->set_article_id(long_name); }},
      {"LANGUAGE_NOT_SERVED", "article.language_code",
       [](Request& r) { r.mutable_article()->set_language_code("de"); }},
      {"MIN_CONFIDENCE_OUT_OF_RANGE", "options.min_confidence",
       [](Request& r) { r.mutable_options()->set_min_confidence(std::numeric_limits<double>::infinity()); }},
      {"UNKNOWN_ENUM_VALUE", "options.offset_encoding",
       [](Request& r) { r.mutable_options()->set_offset_encoding(99); }},
      {"TOO_MANY_KNOWN_SOURCES", "options.known_sources",
       [](Request& r) {
         for (int i = 0; i < 1001; ++i) AddKnownSource(r);
       }},
      {"TOO_MANY_ALIASES", "options.known_sources[0].aliases",
       [](Request& r) {
         wire::v1::KnownSource* known_source = AddKnownSource(r);
         for (int i = 0; i < 33; ++i) known_source->add_aliases(std::string(1, 'a'));
       }},
      {"KNOWN_SOURCE_ID_EMPTY", "options.known_sources[0].id", [](Request& r) { AddKnownSource(r)->clear_id(); }},
      {"KNOWN_SOURCE_NAME_EMPTY", "options.known_sources[0].name", [](Request& r) { AddKnownSource(r)->clear_name(); }},
      {"KNOWN_SOURCE_TOO_LONG", "options.known_sources[0].name",
       [long_name](Request& r) { AddKnownSource(r)->set_name(long_name); }},
      {"MALFORMED_UTF8", "article.article_id", [](Request& r) { r.mutable_article()->set_article_id("\xC0\xAF"); }},
      {"MALFORMED_UTF8", "article.text", [](Request& r) { r.mutable_article()->set_text("\xED\xA0\x80"); }},
      {"MALFORMED_UTF8", "article.language_code", [](Request& r) { r.mutable_article()->set_language_code("\xE0"); }},
      {"MALFORMED_UTF8", "options.known_sources[0].id", [](Request& r) { AddKnownSource(r)->set_id("\xF5"); }},
      {"MALFORMED_UTF8", "options.known_sources[0].name", [](Request& r) { AddKnownSource(r)->set_name("\x80"); }},
      {"MALFORMED_UTF8", "options.known_sources[0].aliases[0]",
       [](Request& r) { AddKnownSource(r)->add_aliases(std::string(1, '\xFF')); }},
  };
}

absl::StatusCode CodeOf(const std::string& reason) {
  for (const ErrorReasonRow& row : ErrorReasonTable()) {
    if (row.name == reason) return row.code;
  }
  return absl::StatusCode::kOk;
}

TEST_F(ServerWireTest, RefusesEachFaultWithReasonAndFieldAndWritesNothingToItsLog) {
  for (const RefusedCase& c : RefusedCases()) {
    SCOPED_TRACE(absl::StrCat(c.reason, " in ", c.field));
    Request request;
    request.mutable_article()->set_text(kArticle);
    c.spoil(request);
    const RawAnswer answer = RawCall(channel_, kExtractMethod, request.SerializeAsString());
    EXPECT_THAT(answer.status, HasCode(CodeOf(c.reason)));
    const ErrorDetails details = ReadDetails(answer.status);
    EXPECT_EQ(details.info.domain(), "isnad");
    EXPECT_EQ(details.info.reason(), c.reason);
    EXPECT_EQ(details.field(), c.field);
    EXPECT_EQ(details.metadata("offset"), c.reason == "MALFORMED_UTF8" ? "0" : "");
  }
  stub_.reset();
  channel_.reset();
  server_.Signal(SIGTERM);
  EXPECT_EQ(server_.ExitStatus(), 0);
  EXPECT_EQ(server_.errors(), "");
}

TEST_F(ServerWireTest, RefusesBytesThatAreNoMessage) {
  for (const std::string& bytes : {std::string("\x0A\xFF"), std::string("\xFF\xFF\xFF\xFF"), std::string(9, '\x80')}) {
    const ErrorDetails details = ReadDetails(RawCall(channel_, kExtractMethod, bytes).status);
    EXPECT_EQ(details.status.code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_EQ(details.info.reason(), "REQUEST_MALFORMED");
  }
  EXPECT_EQ(ReadDetails(RawCall(channel_, kExtractMethod, "").status).info.reason(), "TEXT_EMPTY");
}

TEST_F(ServerWireTest, IgnoresFieldsOfLaterVersions) {
  const std::string later_field = "\xA2\x06\x03new";  // field 100, three bytes
  EXPECT_THAT(RawCall(channel_, kExtractMethod, testing::RequestFor(kArticle).SerializeAsString() + later_field).status,
              IsOk());
}

TEST_F(ServerWireTest, RefusesMessagesAboveTheLimitAndCompressedOnes) {
  const std::string large = testing::RequestFor(std::string(5 << 20, 'a')).SerializeAsString();
  EXPECT_THAT(RawCall(channel_, kExtractMethod, large).status, HasCode(grpc::StatusCode::RESOURCE_EXHAUSTED));
  const std::string request = testing::RequestFor(std::string(10000, 'a')).SerializeAsString();
  for (grpc_compression_algorithm compression : {GRPC_COMPRESS_GZIP, GRPC_COMPRESS_DEFLATE}) {
    EXPECT_THAT(RawCall(channel_, kExtractMethod, request, compression).status,
                HasCode(grpc::StatusCode::UNIMPLEMENTED));
  }
  EXPECT_THAT(RawCall(channel_, kExtractMethod, request).status, IsOk()) << "the connection goes on";
}

TEST_F(ServerWireTest, RefusesMethodsItDoesNotServe) {
  EXPECT_THAT(RawCall(channel_, "/isnad.v1.AttributionService/Unheard", "").status,
              HasCode(grpc::StatusCode::UNIMPLEMENTED));
}

TEST_F(ServerWireTest, TellsItsHealth) {
  const auto health = grpc::health::v1::Health::NewStub(channel_);
  for (const char* service : {"", "isnad.v1.AttributionService"}) {
    grpc::health::v1::HealthCheckRequest request;
    request.set_service(service);
    grpc::health::v1::HealthCheckResponse response;
    grpc::ClientContext context;
    ASSERT_THAT(health->Check(&context, request, &response), IsOk());
    EXPECT_EQ(response.status(), grpc::health::v1::HealthCheckResponse::SERVING);
  }
}

template <typename Version>
void ExpectEveryServiceDescribed(const std::shared_ptr<grpc::Channel>& channel) {
  testing::ReflectionClient<Version> reflection(channel);
  const std::vector<std::string> services = reflection.ListServices();
  EXPECT_THAT(services,
              UnorderedElementsAre("isnad.v1.AttributionService", "grpc.health.v1.Health",
                                   "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"));
  for (const std::string& service : services) {
    SCOPED_TRACE(service);
    google::protobuf::SimpleDescriptorDatabase database;
    for (const std::string& bytes : reflection.FilesFor(service)) {
      google::protobuf::FileDescriptorProto file;
      ASSERT_TRUE(file.ParseFromString(bytes));
      database.Add(file);
    }
    // Built from what the server sent alone: all imports are there.
    google::protobuf::DescriptorPool pool(&database);
    EXPECT_NE(pool.FindServiceByName(service), nullptr);
  }
}

TEST_F(ServerWireTest, DescribesEveryServiceItLists) {
  ExpectEveryServiceDescribed<testing::ReflectionV1>(channel_);
  ExpectEveryServiceDescribed<testing::ReflectionV1Alpha>(channel_);
}

}  // namespace
}  // namespace isnad
