// What reflection tells of the services: which there are, and the files that define them. Only files that a listed
// service needs are told; others that the program holds, such as the private twins of the requests, are not. Built
// once, then immutable; any thread.
#ifndef ISNAD_SERVICE_RPC_SERVICE_DESCRIPTIONS_H_
#define ISNAD_SERVICE_RPC_SERVICE_DESCRIPTIONS_H_

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "grpc/reflection/v1/reflection.pb.h"
#include "service/rpc/wire/request.pb.h"

namespace isnad {

class ServiceDescriptions {
 public:
  // `services` are full names of services that `pool`, which must outlive this, describes: that of all generated code
  // that is linked.
  explicit ServiceDescriptions(
      std::vector<std::string> services,
      const google::protobuf::DescriptorPool& pool = *google::protobuf::DescriptorPool::generated_pool());

  // Answers one request; what is not there is an error in the response (NOT_FOUND), as the protocol has it, and so is a
  // kind of request that is not known (UNIMPLEMENTED). MALFORMED_UTF8 where a name is not UTF-8. The answer in the
  // messages of v1 has the same bytes in v1alpha.
  absl::Status Answer(const wire::v1::ServerReflectionRequest& request,
                      grpc::reflection::v1::ServerReflectionResponse* response) const;

 private:
  using Response = grpc::reflection::v1::ServerReflectionResponse;

  void AddFile(const google::protobuf::FileDescriptor* file);
  const google::protobuf::Descriptor* FindType(const std::string& name) const;
  void AnswerFile(const google::protobuf::FileDescriptor* file, Response* response) const;
  void AnswerExtension(const wire::v1::ExtensionRequest& extension, Response* response) const;
  void AnswerExtensionNumbers(const std::string& type, Response* response) const;

  const std::vector<std::string> services_;
  const google::protobuf::DescriptorPool& pool_;
  absl::flat_hash_map<const google::protobuf::FileDescriptor*, std::string> files_;  // serialised
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_SERVICE_DESCRIPTIONS_H_
