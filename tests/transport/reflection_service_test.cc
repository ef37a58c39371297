#include "service/transport/reflection_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>

#include "service/rpc/service_limits.h"
#include "tests/support/error_details.h"
#include "tests/support/in_process_server.h"
#include "tests/support/quiet_environment.h"
#include "tests/support/raw_call.h"
#include "tests/support/reflection_client.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::ErrorDetails;
using testing::HasCode;
using testing::IsOk;
using testing::RawCall;
using testing::ReadDetails;
using testing::ReflectionClient;
using ::testing::UnorderedElementsAre;

// The service alone, on a server without a socket.
class ReflectionServer {
 public:
  explicit ReflectionServer(int requests_max = 1000)
      : reflection_({"isnad.v1.AttributionService"}, requests_max, environment_.get()) {
    grpc::ServerBuilder builder;
    reflection_.Register(&builder);
    server_ = builder.BuildAndStart();
    channel_ = server_->InProcessChannel(grpc::ChannelArguments());
  }
  ~ReflectionServer() {
    reflection_.EndStreams();
    server_->Shutdown();
  }

  ReflectionService& reflection() { return reflection_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

 private:
  testing::QuietEnvironment environment_;
  ReflectionService reflection_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

template <typename Version>
class ReflectionServiceTest : public ::testing::Test {
 protected:
  using Request = typename Version::Request;
  using Response = typename Version::Response;

  static Request ListRequest() {
    Request request;
    request.set_list_services("");
    return request;
  }
  static Request SymbolRequest(const std::string& symbol) {
    Request request;
    request.set_file_containing_symbol(symbol);
    return request;
  }
};
using Versions = ::testing::Types<testing::ReflectionV1, testing::ReflectionV1Alpha>;
TYPED_TEST_SUITE(ReflectionServiceTest, Versions);

TYPED_TEST(ReflectionServiceTest, ListsTheServicesAndItself) {
  ReflectionServer server;
  EXPECT_THAT(ReflectionClient<TypeParam>(server.channel()).ListServices(),
              UnorderedElementsAre("isnad.v1.AttributionService", "grpc.reflection.v1.ServerReflection",
                                   "grpc.reflection.v1alpha.ServerReflection"));
}

TYPED_TEST(ReflectionServiceTest, AnswersQuestionAfterQuestionOnOneStream) {
  ReflectionServer server;
  ReflectionClient<TypeParam> client(server.channel());
  const auto stream = client.Open();
  typename TypeParam::Response response;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(stream->Ask(this->ListRequest(), &response));
    EXPECT_EQ(response.list_services_response().service_size(), 3);
    ASSERT_TRUE(stream->Ask(this->SymbolRequest("isnad.v1.AttributionService"), &response));
    EXPECT_EQ(response.file_descriptor_response().file_descriptor_proto_size(), 4);
    ASSERT_TRUE(stream->Ask(this->SymbolRequest("isnad.v1.None"), &response));
    EXPECT_EQ(response.error_response().error_code(), grpc::StatusCode::NOT_FOUND);
    EXPECT_EQ(response.original_request().file_containing_symbol(), "isnad.v1.None");
  }
  stream->WritesDone();
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(stream->Finish(), IsOk());
}

TYPED_TEST(ReflectionServiceTest, EndsAStreamOnePastItsQuestions) {
  ReflectionServer server(/*requests_max=*/2);
  ReflectionClient<TypeParam> client(server.channel());
  const auto stream = client.Open();
  typename TypeParam::Response response;
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(stream->Ask(this->ListRequest(), &response));
  EXPECT_FALSE(stream->Ask(this->ListRequest(), &response));
  const grpc::Status status = stream->Finish();
  EXPECT_THAT(status, HasCode(grpc::StatusCode::RESOURCE_EXHAUSTED));
  const ErrorDetails details = ReadDetails(status);
  EXPECT_EQ(details.info.reason(), "TOO_MANY_QUESTIONS");
  EXPECT_EQ(details.limit(), "reflection_requests_max");
  EXPECT_EQ(details.metadata("limit_value"), "2");
  EXPECT_EQ(details.metadata("found"), "3");
}

TYPED_TEST(ReflectionServiceTest, RefusesARequestOnePastTheBytesOfAName) {
  ReflectionServer server;
  ReflectionClient<TypeParam> client(server.channel());
  auto request = this->SymbolRequest(std::string(kNameRequestBytesMax - 3, 'n'));
  ASSERT_EQ(request.ByteSizeLong(), kNameRequestBytesMax);
  typename TypeParam::Response response;
  const auto stream = client.Open();
  EXPECT_TRUE(stream->Ask(request, &response));
  request.mutable_file_containing_symbol()->push_back('n');
  EXPECT_FALSE(stream->Ask(request, &response));
  EXPECT_EQ(ReadDetails(stream->Finish()).info.reason(), "REQUEST_MALFORMED");
}

TYPED_TEST(ReflectionServiceTest, RefusesBytesThatAreNoRequest) {
  ReflectionServer server;
  const std::string method = std::string("/") + TypeParam::Service::service_full_name() + "/ServerReflectionInfo";
  EXPECT_EQ(ReadDetails(RawCall(server.channel(), method, "\x0A\xFF").status).info.reason(), "REQUEST_MALFORMED");
  const ErrorDetails details = ReadDetails(RawCall(server.channel(), method, "\x22\x03n\xC0\xAF").status);
  EXPECT_EQ(details.info.reason(), "MALFORMED_UTF8");
  EXPECT_EQ(details.field(), "file_containing_symbol");
  EXPECT_EQ(details.metadata("offset"), "1");
}

TYPED_TEST(ReflectionServiceTest, LetsStreamsGoAtTheEnd) {
  ReflectionServer server;
  ReflectionClient<TypeParam> client(server.channel());
  const auto idle = client.Open();
  typename TypeParam::Response response;
  ASSERT_TRUE(idle->Ask(this->ListRequest(), &response));
  server.reflection().EndStreams();
  const auto late = client.Open();
  for (const auto& stream : {idle.get(), late.get()}) {
    EXPECT_FALSE(stream->Read(&response));
    EXPECT_EQ(ReadDetails(stream->Finish()).info.reason(), "DRAINING");
  }
}

TYPED_TEST(ReflectionServiceTest, SurvivesClientsThatLeave) {
  ReflectionServer server;
  ReflectionClient<TypeParam> client(server.channel());
  for (int i = 0; i < 50; ++i) {
    const auto stream = client.Open();  // cancelled when it goes
    typename TypeParam::Response response;
    ASSERT_TRUE(stream->Ask(this->ListRequest(), &response));
  }
  EXPECT_EQ(client.ListServices().size(), 3u);
}

// Over a socket: an open stream does not hold up the stop.
TYPED_TEST(ReflectionServiceTest, DoesNotHoldUpTheStop) {
  ServerConfig config;
  config.listen_address = "127.0.0.1:0";
  config.drain_delay_ms = 0;
  config.drain_ms = 150000;  // the test would time out
  const auto server = Server::Start(config);
  ASSERT_THAT(server, IsOk());
  ReflectionClient<TypeParam> client(grpc::CreateChannel((*server)->address(), grpc::InsecureChannelCredentials()));
  const auto stream = client.Open();
  typename TypeParam::Response response;
  ASSERT_TRUE(stream->Ask(this->ListRequest(), &response));
  std::thread stop([&server] { (*server)->Stop(); });
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(ReadDetails(stream->Finish()).info.reason(), "DRAINING");
  stop.join();
}

TYPED_TEST(ReflectionServiceTest, IsServedOnlyWhereTheConfigurationSaysSo) {
  for (const bool served : {true, false}) {
    ServerConfig config;
    config.listen_address.clear();
    config.reflection = served;
    const auto server = Server::Start(config);
    ASSERT_THAT(server, IsOk());
    const std::string method = std::string("/") + TypeParam::Service::service_full_name() + "/ServerReflectionInfo";
    const grpc::Status status = RawCall((*server)->InProcessChannel(), method, "\x3A\x01*").status;
    EXPECT_THAT(status, HasCode(served ? grpc::StatusCode::OK : grpc::StatusCode::UNIMPLEMENTED));
  }
}

}  // namespace
}  // namespace isnad
