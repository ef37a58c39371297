// The yardstick: the least that a gRPC server of this API can do. It reads the typed request and answers with a
// prepared response, both on an arena, on gRPC's own thread: no checks, no scheduling, no counting. What our service
// takes beyond it is what it costs. Any thread.
#ifndef ISNAD_TESTS_BENCHMARK_TRANSPORT_COST_ECHO_SERVICE_H_
#define ISNAD_TESTS_BENCHMARK_TRANSPORT_COST_ECHO_SERVICE_H_

#include <google/protobuf/arena.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/support/message_allocator.h>

#include <utility>

#include "isnad/v1/attribution_service.grpc.pb.h"

namespace isnad {

class EchoService final
    : public v1::AttributionService::WithCallbackMethod_ExtractAttributions<v1::AttributionService::Service> {
 public:
  using Request = v1::ExtractAttributionsRequest;
  using Response = v1::ExtractAttributionsResponse;

  explicit EchoService(Response response) : response_(std::move(response)) {
    SetMessageAllocatorFor_ExtractAttributions(&allocator_);
  }

  grpc::ServerUnaryReactor* ExtractAttributions(grpc::CallbackServerContext* context, const Request* request,
                                                Response* response) override {
    *response = response_;
    response->set_article_id(request->article().article_id());
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  // Both messages of a call on one arena, gone with it.
  class OnArena final : public grpc::MessageHolder<Request, Response> {
   public:
    OnArena() {
      set_request(Request::default_instance().New(&arena_));
      set_response(Response::default_instance().New(&arena_));
    }
    void Release() override { delete this; }

   private:
    google::protobuf::Arena arena_;
  };

  class Allocator final : public grpc::MessageAllocator<Request, Response> {
   public:
    grpc::MessageHolder<Request, Response>* AllocateMessages() override { return new OnArena; }
  };

  const Response response_;
  Allocator allocator_;
};

}  // namespace isnad

#endif  // ISNAD_TESTS_BENCHMARK_TRANSPORT_COST_ECHO_SERVICE_H_
