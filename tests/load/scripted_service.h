// A made-up server whose answers a test chooses: to see that the generator counts what it is told. Listens on loopback,
// on a port of the system's choice.
#ifndef ISNAD_TESTS_LOAD_SCRIPTED_SERVICE_H_
#define ISNAD_TESTS_LOAD_SCRIPTED_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"
#include "isnad/v1/attribution_service.grpc.pb.h"

namespace isnad::load {

// A refusal with everything that a refusal can carry.
inline google::rpc::Status Overloaded() {
  google::rpc::Status status;
  status.set_code(grpc::StatusCode::RESOURCE_EXHAUSTED);
  google::rpc::ErrorInfo info;
  info.set_domain("isnad");
  info.set_reason("OVERLOADED");
  EXPECT_TRUE(status.add_details()->PackFrom(info));
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_nanos(150'000'000);
  EXPECT_TRUE(status.add_details()->PackFrom(retry));
  return status;
}

class ScriptedService final : public v1::AttributionService::Service {
 public:
  // Of the n-th call or article, from 0: whether it is refused.
  std::function<bool(int)> refuse = [](int) { return false; };
  // Calls wait until they are cancelled, articles of streams until their stream is.
  bool never_answer = false;
  // A stream ends with UNAVAILABLE after so many answers; 0: never.
  int stream_answers_max = 0;

  grpc::Status ExtractAttributions(grpc::ServerContext* context, const v1::ExtractAttributionsRequest* request,
                                   v1::ExtractAttributionsResponse* response) override {
    if (never_answer) {
      while (!context->IsCancelled()) std::this_thread::yield();
      return grpc::Status::CANCELLED;
    }
    const auto token = context->client_metadata().find("authorization");
    if (token != context->client_metadata().end()) last_token = std::string(token->second.data(), token->second.size());
    if (refuse(calls++)) {
      context->AddTrailingMetadata("grpc-retry-pushback-ms", "150");
      return {grpc::StatusCode::RESOURCE_EXHAUSTED, "", Overloaded().SerializeAsString()};
    }
    response->set_article_id(request->article().article_id());
    return grpc::Status::OK;
  }

  grpc::Status BatchExtractAttributions(grpc::ServerContext*, const v1::BatchExtractAttributionsRequest* request,
                                        v1::BatchExtractAttributionsResponse* response) override {
    for (const v1::Article& article : request->articles()) Answer(article, response->add_results());
    return grpc::Status::OK;
  }

  grpc::Status StreamExtractAttributions(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::StreamExtractAttributionsResponse, v1::StreamExtractAttributionsRequest>* stream)
      override {
    v1::StreamExtractAttributionsRequest request;
    for (int answers = 0; stream->Read(&request);) {
      if (never_answer) continue;
      v1::StreamExtractAttributionsResponse response;
      Answer(request.article(), &response);
      stream->Write(response);
      if (++answers == stream_answers_max) return {grpc::StatusCode::UNAVAILABLE, ""};
    }
    while (never_answer && !context->IsCancelled()) std::this_thread::yield();
    return grpc::Status::OK;
  }

  std::atomic<int> calls{0};
  std::string last_token;

 private:
  template <typename Result>
  void Answer(const v1::Article& article, Result* result) {
    result->set_article_id(article.article_id());
    if (refuse(calls++)) {
      *result->mutable_error() = Overloaded();
    } else {
      result->mutable_response()->set_article_id(article.article_id());
    }
  }
};

class ScriptedServer {
 public:
  explicit ScriptedServer(ScriptedService* service) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(service);
    server_ = builder.BuildAndStart();
  }

  std::string target() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace isnad::load

#endif  // ISNAD_TESTS_LOAD_SCRIPTED_SERVICE_H_
