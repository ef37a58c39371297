// Asks a server what it serves, as command-line tools do, through gRPC's reflection protocol.
#ifndef ISNAD_TESTS_END_TO_END_REFLECTION_CLIENT_H_
#define ISNAD_TESTS_END_TO_END_REFLECTION_CLIENT_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

namespace isnad::testing {

class ReflectionClient {
 public:
  explicit ReflectionClient(std::shared_ptr<grpc::Channel> channel);

  // Full names of the services.
  std::vector<std::string> ListServices() const;

  // Serialised FileDescriptorProtos: the file that defines `symbol` and the files it imports; empty where the server
  // cannot describe it.
  std::vector<std::string> FilesFor(const std::string& symbol) const;

 private:
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_END_TO_END_REFLECTION_CLIENT_H_
