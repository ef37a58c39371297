#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <string>

#include "grpc/health/v1/health.pb.h"
#include "grpc/reflection/v1/reflection.pb.h"
#include "grpc/reflection/v1alpha/reflection.pb.h"
#include "isnad/v1/attribution_service.pb.h"
#include "service/rpc/wire/request.pb.h"

// The private twin of the requests (service/rpc/wire/request.proto) reads the same bytes as the API's messages.
namespace isnad {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

FieldDescriptor::Type TwinType(FieldDescriptor::Type type) {
  switch (type) {
    case FieldDescriptor::TYPE_STRING:
      return FieldDescriptor::TYPE_BYTES;
    case FieldDescriptor::TYPE_ENUM:
      return FieldDescriptor::TYPE_INT32;
    default:
      return type;
  }
}

void ExpectTwin(const Descriptor& api, const Descriptor& twin) {
  SCOPED_TRACE(std::string(api.full_name()));
  EXPECT_EQ(api.name(), twin.name());
  EXPECT_EQ(api.field_count(), twin.field_count());
  for (int i = 0; i < api.field_count(); ++i) {
    const FieldDescriptor& field = *api.field(i);
    SCOPED_TRACE(std::string(field.name()));
    const FieldDescriptor* found = twin.FindFieldByNumber(field.number());
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->name(), field.name());
    EXPECT_EQ(found->is_repeated(), field.is_repeated());
    EXPECT_EQ(found->has_presence(), field.has_presence());
    EXPECT_EQ(found->type(), TwinType(field.type()));
    if (field.type() == FieldDescriptor::TYPE_MESSAGE) ExpectTwin(*field.message_type(), *found->message_type());
  }
}

TEST(WireTest, TwinHasTheFieldsOfTheApi) {
  ExpectTwin(*v1::ExtractAttributionsRequest::descriptor(), *wire::v1::ExtractAttributionsRequest::descriptor());
  ExpectTwin(*v1::BatchExtractAttributionsRequest::descriptor(),
             *wire::v1::BatchExtractAttributionsRequest::descriptor());
  ExpectTwin(*v1::StreamExtractAttributionsRequest::descriptor(),
             *wire::v1::StreamExtractAttributionsRequest::descriptor());
}

TEST(WireTest, TwinHasTheFieldsOfTheStandardProtocols) {
  ExpectTwin(*grpc::health::v1::HealthCheckRequest::descriptor(), *wire::v1::HealthCheckRequest::descriptor());
  ExpectTwin(*grpc::reflection::v1::ServerReflectionRequest::descriptor(),
             *wire::v1::ServerReflectionRequest::descriptor());
  ExpectTwin(*grpc::reflection::v1alpha::ServerReflectionRequest::descriptor(),
             *wire::v1::ServerReflectionRequest::descriptor());
}

// The server answers in v1's messages whichever version it is asked in.
TEST(WireTest, BothVersionsOfReflectionAnswerInTheSameBytes) {
  const Descriptor& v1 = *grpc::reflection::v1::ServerReflectionResponse::descriptor();
  const Descriptor& v1alpha = *grpc::reflection::v1alpha::ServerReflectionResponse::descriptor();
  ASSERT_EQ(v1.field_count(), v1alpha.field_count());
  for (int i = 0; i < v1.field_count(); ++i) {
    EXPECT_EQ(v1.field(i)->name(), v1alpha.field(i)->name());
    EXPECT_EQ(v1.field(i)->number(), v1alpha.field(i)->number());
    EXPECT_EQ(v1.field(i)->type(), v1alpha.field(i)->type());
    EXPECT_EQ(v1.field(i)->is_repeated(), v1alpha.field(i)->is_repeated());
  }
}

}  // namespace
}  // namespace isnad
