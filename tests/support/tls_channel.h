// A gRPC client's side of TLS, and the cheapest call over it.
#ifndef ISNAD_TESTS_SUPPORT_TLS_CHANNEL_H_
#define ISNAD_TESTS_SUPPORT_TLS_CHANNEL_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>

#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/support/test_certificates.h"

namespace isnad::testing {

struct TlsClient {
  // Who may have issued the server's certificate, as PEM.
  std::string authorities;
  // Of the client's own; empty: none is shown.
  KeyAndCertificate identity;
};

// Has a connection of its own, not one that another channel to the same address has opened.
inline std::shared_ptr<grpc::Channel> TlsChannel(const std::string& address, const TlsClient& client) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  const auto credentials = grpc::SslCredentials({.pem_root_certs = client.authorities,
                                                 .pem_private_key = client.identity.key,
                                                 .pem_cert_chain = client.identity.certificate});
  return grpc::CreateCustomChannel(address, credentials, arguments);
}

// Asks for the server's health: OK where it answers anything.
inline grpc::Status AskHealth(const std::shared_ptr<grpc::Channel>& channel) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  grpc::health::v1::HealthCheckResponse response;
  return grpc::health::v1::Health::NewStub(channel)->Check(&context, {}, &response);
}

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_TLS_CHANNEL_H_
