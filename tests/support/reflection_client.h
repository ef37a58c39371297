// Asks a server what it serves, as command-line tools do, in either version of gRPC's reflection protocol:
//   ReflectionClient<ReflectionV1> reflection(channel);
#ifndef ISNAD_TESTS_SUPPORT_REFLECTION_CLIENT_H_
#define ISNAD_TESTS_SUPPORT_REFLECTION_CLIENT_H_

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"

namespace isnad::testing {

struct ReflectionV1 {
  using Service = grpc::reflection::v1::ServerReflection;
  using Request = grpc::reflection::v1::ServerReflectionRequest;
  using Response = grpc::reflection::v1::ServerReflectionResponse;
};

struct ReflectionV1Alpha {
  using Service = grpc::reflection::v1alpha::ServerReflection;
  using Request = grpc::reflection::v1alpha::ServerReflectionRequest;
  using Response = grpc::reflection::v1alpha::ServerReflectionResponse;
};

template <typename Version>
class ReflectionClient {
 public:
  using Request = typename Version::Request;
  using Response = typename Version::Response;

  explicit ReflectionClient(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(Version::Service::NewStub(channel)) {}

  // One stream, kept open for any number of questions.
  class Stream {
   public:
    explicit Stream(typename Version::Service::Stub& stub) : call_(stub.ServerReflectionInfo(&context_)) {}

    // False: the server has ended the stream.
    bool Ask(const Request& request, Response* response) { return call_->Write(request) && call_->Read(response); }
    // Waits for what the server sends; false: its end.
    bool Read(Response* response) { return call_->Read(response); }
    void WritesDone() { call_->WritesDone(); }
    grpc::Status Finish() { return call_->Finish(); }

   private:
    grpc::ClientContext context_;
    std::unique_ptr<grpc::ClientReaderWriter<Request, Response>> call_;
  };

  std::unique_ptr<Stream> Open() { return std::make_unique<Stream>(*stub_); }

  // One question on a stream of its own.
  Response Ask(const Request& request) {
    const auto stream = Open();
    Response response;
    EXPECT_TRUE(stream->Ask(request, &response));
    stream->WritesDone();
    const grpc::Status status = stream->Finish();
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  // Full names of the services.
  std::vector<std::string> ListServices() {
    Request request;
    request.set_list_services("*");
    std::vector<std::string> names;
    const Response response = Ask(request);
    for (const auto& service : response.list_services_response().service()) names.push_back(service.name());
    return names;
  }

  // Serialised FileDescriptorProtos: the file that defines `symbol` and the files it imports; empty where the server
  // cannot describe it.
  std::vector<std::string> FilesFor(const std::string& symbol) {
    Request request;
    request.set_file_containing_symbol(symbol);
    const Response response = Ask(request);
    const auto& files = response.file_descriptor_response().file_descriptor_proto();
    return {files.begin(), files.end()};
  }

 private:
  std::unique_ptr<typename Version::Service::Stub> stub_;
};

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_REFLECTION_CLIENT_H_
