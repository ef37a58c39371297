// The protocol's messages come with gRPC's reflection library, which ships no header for them; so they are made by
// name.
#include "tests/end_to_end/reflection_client.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <utility>

#include "tests/support/raw_call.h"

namespace isnad::testing {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;

std::unique_ptr<Message> NewMessage(const std::string& name) {
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();  // keeps the library linked
  const auto* type = DescriptorPool::generated_pool()->FindMessageTypeByName("grpc.reflection.v1alpha." + name);
  return std::unique_ptr<Message>(MessageFactory::generated_factory()->GetPrototype(type)->New());
}

const FieldDescriptor* Field(const Message& message, const std::string& name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

// One question and its answer.
std::unique_ptr<Message> Ask(const std::shared_ptr<grpc::Channel>& channel, const std::string& field,
                             const std::string& value) {
  const auto request = NewMessage("ServerReflectionRequest");
  request->GetReflection()->SetString(request.get(), Field(*request, field), value);
  const grpc::Slice slice(request->SerializeAsString());

  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const auto step = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  grpc::GenericStub stub(channel);
  const auto call =
      stub.PrepareCall(&context, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  call->StartCall(nullptr);
  EXPECT_TRUE(step());
  call->Write(grpc::ByteBuffer(&slice, 1), nullptr);
  EXPECT_TRUE(step());
  grpc::ByteBuffer bytes;
  call->Read(&bytes, nullptr);
  auto response = NewMessage("ServerReflectionResponse");
  EXPECT_TRUE(step() && response->ParseFromString(ToString(bytes)));
  call->WritesDone(nullptr);
  step();
  grpc::Status status;
  call->Finish(&status, nullptr);
  step();
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response;
}

}  // namespace

ReflectionClient::ReflectionClient(std::shared_ptr<grpc::Channel> channel) : channel_(std::move(channel)) {}

std::vector<std::string> ReflectionClient::ListServices() const {
  const auto response = Ask(channel_, "list_services", "*");
  const Message& list = response->GetReflection()->GetMessage(*response, Field(*response, "list_services_response"));
  std::vector<std::string> names;
  const FieldDescriptor* services = Field(list, "service");
  for (int i = 0; i < list.GetReflection()->FieldSize(list, services); ++i) {
    const Message& service = list.GetReflection()->GetRepeatedMessage(list, services, i);
    names.push_back(service.GetReflection()->GetString(service, Field(service, "name")));
  }
  return names;
}

std::vector<std::string> ReflectionClient::FilesFor(const std::string& symbol) const {
  const auto response = Ask(channel_, "file_containing_symbol", symbol);
  const Message& found = response->GetReflection()->GetMessage(*response, Field(*response, "file_descriptor_response"));
  std::vector<std::string> files;
  const FieldDescriptor* protos = Field(found, "file_descriptor_proto");
  for (int i = 0; i < found.GetReflection()->FieldSize(found, protos); ++i) {
    files.push_back(found.GetReflection()->GetRepeatedString(found, protos, i));
  }
  return files;
}

}  // namespace isnad::testing
