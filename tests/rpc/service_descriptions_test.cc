#include "service/rpc/service_descriptions.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "isnad/v1/attribution_service.pb.h"
#include "service/rpc/status_encoder.h"
#include "tests/support/error_details.h"
#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptorProto;
using google::protobuf::FileDescriptorProto;
using grpc::reflection::v1::ServerReflectionResponse;
using ::testing::ElementsAre;
using testing::IsOk;
using ::testing::UnorderedElementsAre;
using wire::v1::ServerReflectionRequest;

// A pool of its own: news.proto, which imports words.proto, has a service and an extensible message; extra.proto, which
// no service needs, extends that message, and so does news.proto.
void AddExtension(const std::string& name, int number, FileDescriptorProto* file) {
  FieldDescriptorProto* extension = file->add_extension();
  extension->set_name(name);
  extension->set_number(number);
  extension->set_extendee(".news.Item");
  extension->set_type(FieldDescriptorProto::TYPE_BOOL);
  extension->set_label(FieldDescriptorProto::LABEL_OPTIONAL);
}

std::vector<FileDescriptorProto> NewsFiles() {
  FileDescriptorProto words;
  words.set_name("words.proto");
  words.set_package("words");
  words.add_message_type()->set_name("Word");

  FileDescriptorProto news;
  news.set_name("news.proto");
  news.set_package("news");
  news.add_dependency("words.proto");
  auto* item = news.add_message_type();
  item->set_name("Item");
  auto* range = item->add_extension_range();
  range->set_start(100);
  range->set_end(200);
  AddExtension("urgent", 100, &news);
  auto* service = news.add_service();
  service->set_name("Desk");
  auto* method = service->add_method();
  method->set_name("Send");
  method->set_input_type(".news.Item");
  method->set_output_type(".words.Word");

  FileDescriptorProto extra;
  extra.set_name("extra.proto");
  extra.set_package("extra");
  extra.add_dependency("news.proto");
  AddExtension("hidden", 101, &extra);
  return {words, news, extra};
}

class ServiceDescriptionsTest : public ::testing::Test {
 protected:
  ServiceDescriptionsTest() {
    for (const FileDescriptorProto& file : NewsFiles()) EXPECT_NE(pool_.BuildFile(file), nullptr) << file.name();
  }

  ServerReflectionResponse Answer(const std::function<void(ServerReflectionRequest&)>& ask) const {
    const ServiceDescriptions descriptions({"news.Desk"}, pool_);
    ServerReflectionRequest request;
    ask(request);
    ServerReflectionResponse response;
    EXPECT_THAT(descriptions.Answer(request, &response), IsOk());
    return response;
  }

  static std::vector<std::string> FileNames(const ServerReflectionResponse& response) {
    std::vector<std::string> names;
    for (const std::string& bytes : response.file_descriptor_response().file_descriptor_proto()) {
      FileDescriptorProto file;
      EXPECT_TRUE(file.ParseFromString(bytes));
      names.push_back(file.name());
    }
    return names;
  }

  DescriptorPool pool_;
};

TEST_F(ServiceDescriptionsTest, ListsTheServicesItWasGiven) {
  const auto response = Answer([](ServerReflectionRequest& r) { r.set_list_services("*"); });
  ASSERT_EQ(response.list_services_response().service_size(), 1);
  EXPECT_EQ(response.list_services_response().service(0).name(), "news.Desk");
}

struct FoundCase {
  std::string behaviour;
  std::function<void(ServerReflectionRequest&)> ask;
};

TEST_F(ServiceDescriptionsTest, AnswersAFileWithWhatItImports) {
  const std::vector<FoundCase> cases = {
      {"by file name", [](ServerReflectionRequest& r) { r.set_file_by_filename("news.proto"); }},
      {"by service", [](ServerReflectionRequest& r) { r.set_file_containing_symbol("news.Desk"); }},
      {"by method", [](ServerReflectionRequest& r) { r.set_file_containing_symbol("news.Desk.Send"); }},
      {"by message", [](ServerReflectionRequest& r) { r.set_file_containing_symbol("news.Item"); }},
      {"by extension",
       [](ServerReflectionRequest& r) {
         r.mutable_file_containing_extension()->set_containing_type("news.Item");
         r.mutable_file_containing_extension()->set_extension_number(100);
       }},
  };
  for (const FoundCase& c : cases) {
    EXPECT_THAT(FileNames(Answer(c.ask)), ElementsAre("news.proto", "words.proto")) << c.behaviour;
  }
}

TEST_F(ServiceDescriptionsTest, TellsTheExtensionsThatTheServicesHave) {
  const auto response = Answer([](ServerReflectionRequest& r) { r.set_all_extension_numbers_of_type("news.Item"); });
  EXPECT_EQ(response.all_extension_numbers_response().base_type_name(), "news.Item");
  EXPECT_THAT(response.all_extension_numbers_response().extension_number(), ElementsAre(100));
  const auto none = Answer([](ServerReflectionRequest& r) { r.set_all_extension_numbers_of_type("words.Word"); });
  EXPECT_EQ(none.all_extension_numbers_response().base_type_name(), "words.Word");
  EXPECT_THAT(none.all_extension_numbers_response().extension_number(), ElementsAre());
}

struct ErrorCase {
  std::string behaviour;
  absl::StatusCode code;
  std::function<void(ServerReflectionRequest&)> ask;
};

TEST_F(ServiceDescriptionsTest, AnswersWhatIsNotThereWithAnError) {
  const auto extension = [](const char* type, int number) {
    return [type, number](ServerReflectionRequest& r) {
      r.mutable_file_containing_extension()->set_containing_type(type);
      r.mutable_file_containing_extension()->set_extension_number(number);
    };
  };
  constexpr absl::StatusCode kNotFound = absl::StatusCode::kNotFound;
  const std::vector<ErrorCase> cases = {
      {"file", kNotFound, [](ServerReflectionRequest& r) { r.set_file_by_filename("none.proto"); }},
      {"file without a name", kNotFound, [](ServerReflectionRequest& r) { r.set_file_by_filename(""); }},
      {"file that no service needs", kNotFound,
       [](ServerReflectionRequest& r) { r.set_file_by_filename("extra.proto"); }},
      {"symbol", kNotFound, [](ServerReflectionRequest& r) { r.set_file_containing_symbol("news.None"); }},
      {"symbol of such a file", kNotFound,
       [](ServerReflectionRequest& r) { r.set_file_containing_symbol("extra.hidden"); }},
      {"type to extend", kNotFound, extension("news.None", 100)},
      {"extension", kNotFound, extension("news.Item", 102)},
      {"extension of such a file", kNotFound, extension("news.Item", 101)},
      {"type with extensions", kNotFound,
       [](ServerReflectionRequest& r) { r.set_all_extension_numbers_of_type("news.None"); }},
      {"no question", absl::StatusCode::kUnimplemented, [](ServerReflectionRequest&) {}},
  };
  for (const ErrorCase& c : cases) {
    SCOPED_TRACE(c.behaviour);
    const auto response = Answer(c.ask);
    ASSERT_EQ(response.message_response_case(), ServerReflectionResponse::kErrorResponse);
    EXPECT_EQ(response.error_response().error_code(), static_cast<int>(c.code));
    EXPECT_NE(response.error_response().error_message(), "");
  }
}

TEST_F(ServiceDescriptionsTest, RepeatsTheQuestion) {
  const auto response = Answer([](ServerReflectionRequest& r) {
    r.set_host("خادم");
    r.set_file_containing_symbol("news.None");
  });
  EXPECT_EQ(response.valid_host(), "خادم");
  EXPECT_EQ(response.original_request().host(), "خادم");
  EXPECT_EQ(response.original_request().file_containing_symbol(), "news.None");
}

struct MalformedNameCase {
  std::string field;
  std::function<void(ServerReflectionRequest&, const std::string&)> set;
};

TEST_F(ServiceDescriptionsTest, RefusesNamesThatAreNotUtf8) {
  const std::vector<MalformedNameCase> cases = {
      {"host", [](ServerReflectionRequest& r, const std::string& name) { r.set_host(name); }},
      {"file_by_filename", [](ServerReflectionRequest& r, const std::string& n) { r.set_file_by_filename(n); }},
      {"file_containing_symbol",
       [](ServerReflectionRequest& r, const std::string& n) { r.set_file_containing_symbol(n); }},
      {"file_containing_extension.containing_type",
       [](ServerReflectionRequest& r, const std::string& n) {
         r.mutable_file_containing_extension()->set_containing_type(n);
       }},
      {"all_extension_numbers_of_type",
       [](ServerReflectionRequest& r, const std::string& n) { r.set_all_extension_numbers_of_type(n); }},
      {"list_services", [](ServerReflectionRequest& r, const std::string& n) { r.set_list_services(n); }},
  };
  const ServiceDescriptions descriptions({"news.Desk"}, pool_);
  for (const MalformedNameCase& c : cases) {
    SCOPED_TRACE(c.field);
    ServerReflectionRequest request;
    c.set(request, "news\xED\xA0\x80");
    ServerReflectionResponse response;
    const auto details = testing::ReadDetails(EncodeRpcStatus(descriptions.Answer(request, &response)));
    EXPECT_EQ(details.info.reason(), "MALFORMED_UTF8");
    EXPECT_EQ(details.field(), c.field);
    EXPECT_EQ(details.metadata("offset"), "4");
  }
}

// The private twins of the requests are in the same program, and no caller sees them.
TEST(ServiceDescriptionsOfTheApiTest, TellWhatCallersNeedAndNoMore) {
  ASSERT_NE(v1::ExtractAttributionsRequest::descriptor(), nullptr);
  const ServiceDescriptions descriptions({"isnad.v1.AttributionService"});
  const auto files = [&descriptions](const std::string& symbol) {
    ServerReflectionRequest request;
    request.set_file_containing_symbol(symbol);
    ServerReflectionResponse response;
    EXPECT_THAT(descriptions.Answer(request, &response), IsOk());
    std::vector<std::string> names;
    for (const std::string& bytes : response.file_descriptor_response().file_descriptor_proto()) {
      FileDescriptorProto file;
      EXPECT_TRUE(file.ParseFromString(bytes));
      names.push_back(file.name());
    }
    return names;
  };
  EXPECT_THAT(files("isnad.v1.AttributionService"),
              UnorderedElementsAre("isnad/v1/attribution_service.proto", "isnad/v1/attribution.proto",
                                   "google/rpc/status.proto", "google/protobuf/any.proto"));
  EXPECT_THAT(files("isnad.wire.v1.Article"), ElementsAre());
}

}  // namespace
}  // namespace isnad
