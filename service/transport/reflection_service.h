// Server reflection, grpc.reflection.v1.ServerReflection and its older form v1alpha: tells callers which services there
// are and what their messages look like. Our own, because gRPC's plugin answers outside of everything that this server
// asks of a call: it cannot be authorised, counted or logged. One question and one answer of a stream are held at a
// time. Any thread.
#ifndef ISNAD_SERVICE_TRANSPORT_REFLECTION_SERVICE_H_
#define ISNAD_SERVICE_TRANSPORT_REFLECTION_SERVICE_H_

#include <grpcpp/server_builder.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"
#include "service/rpc/service_descriptions.h"
#include "service/transport/call_environment.h"
#include "service/transport/call_record.h"

namespace isnad {

class ReflectionService {
 public:
  using Reactor = grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>;

  // Describes `services`, full names, and itself. A stream ends with TOO_MANY_QUESTIONS behind `requests_max` requests.
  // The environment outlives this.
  ReflectionService(std::vector<std::string> services, int requests_max, const CallEnvironment* environment);

  // Adds both versions to a server, which must stop before this object goes.
  void Register(grpc::ServerBuilder* builder);

  // Ends all streams, and new ones at once, with DRAINING: an idle stream would hold up the shutdown.
  void EndStreams();

 private:
  class Stream;
  template <typename Protocol>
  class Version final
      : public Protocol::template WithRawCallbackMethod_ServerReflectionInfo<typename Protocol::Service> {
   public:
    Version(ReflectionService* reflection, const CallEnvironment* environment)
        : reflection_(reflection),
          method_(environment, {.service = Protocol::service_full_name(),
                                .method = "ServerReflectionInfo",
                                .kind = MethodKind::kBidiStream}) {}
    Reactor* ServerReflectionInfo(grpc::CallbackServerContext* context) override {
      return reflection_->Open(CallRecord(method_, context));
    }

   private:
    ReflectionService* const reflection_;
    const CallMethod method_;
  };

  // Each stream, of either version, begins here.
  Reactor* Open(const CallRecord& record);
  void Remove(Stream* stream);

  const ServiceDescriptions descriptions_;
  const int requests_max_;
  Version<grpc::reflection::v1::ServerReflection> v1_;
  Version<grpc::reflection::v1alpha::ServerReflection> v1alpha_;
  std::mutex mutex_;  // guards what is below
  bool ended_ = false;
  std::set<Stream*> streams_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_REFLECTION_SERVICE_H_
