#include "service/server/transport_security.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/status_matchers.h"

namespace isnad {
namespace {

using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;

constexpr ClientCertificates kIgnored = ClientCertificates::kIgnored;
constexpr ClientCertificates kOptional = ClientCertificates::kOptional;
constexpr ClientCertificates kRequired = ClientCertificates::kRequired;

TEST(TransportSecurityTest, DecidesByTheConfigurationAlone) {
  struct Case {
    std::string name;
    ServerConfig config;
    // Empty: all is well.
    std::string problem;
  };
  const Case cases[] = {
      {"the defaults", {}, ""},
      {"no socket", {.listen_address = ""}, ""},
      {"loopback", {.listen_address = "[::1]:0"}, ""},
      {"a unix socket", {.listen_address = "unix:/run/socket"}, ""},
      {"tokens on loopback", {.listen_address = "localhost:0", .tokens_file = "t"}, ""},
      {"no address", {.listen_address = "nowhere"}, "has not the form HOST:PORT"},
      {"all networks", {.listen_address = "0.0.0.0:0"}, "insecure_plaintext_on_network"},
      {"all networks, IPv6", {.listen_address = "[::]:0"}, "insecure_plaintext_on_network"},
      {"a name", {.listen_address = "news.example.org:0"}, "insecure_plaintext_on_network"},
      {"meant", {.listen_address = "0.0.0.0:0", .insecure_plaintext_on_network = true}, ""},
      {"meant, with tokens",
       {.listen_address = "0.0.0.0:0", .insecure_plaintext_on_network = true, .tokens_file = "t"},
       "bearer tokens would cross the network"},
      {"TLS", {.listen_address = "0.0.0.0:0", .tls_certificate_file = "c", .tls_private_key_file = "k"}, ""},
      {"TLS with tokens",
       {.listen_address = "0.0.0.0:0", .tls_certificate_file = "c", .tls_private_key_file = "k", .tokens_file = "t"},
       ""},
      {"TLS without a key", {.tls_certificate_file = "c"}, "without its private key"},
      {"TLS without a certificate", {.tls_private_key_file = "k"}, "without its certificate"},
      {"authorities without TLS", {.tls_client_ca_file = "a"}, "need TLS"},
      {"client certificates without TLS", {.tls_client_certificates = kOptional}, "need TLS"},
      {"optional without authorities",
       {.tls_certificate_file = "c", .tls_private_key_file = "k", .tls_client_certificates = kOptional},
       "no file says which authorities"},
      {"required without authorities",
       {.tls_certificate_file = "c", .tls_private_key_file = "k", .tls_client_certificates = kRequired},
       "no file says which authorities"},
      {"authorities that nobody asks",
       {.tls_certificate_file = "c",
        .tls_private_key_file = "k",
        .tls_client_ca_file = "a",
        .tls_client_certificates = kIgnored},
       "client certificates are ignored"},
      {"mutual TLS",
       {.listen_address = "0.0.0.0:0",
        .tls_certificate_file = "c",
        .tls_private_key_file = "k",
        .tls_client_ca_file = "a",
        .tls_client_certificates = kRequired},
       ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const absl::Status status = CheckTransportSecurity(c.config);
    if (c.problem.empty()) {
      EXPECT_THAT(status, IsOk());
      continue;
    }
    EXPECT_THAT(status, HasCode(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.problem));
  }
}

TEST(TransportSecurityTest, KnowsWhatCallersCanShow) {
  const ServerConfig plain = {.tokens_file = "t", .policy_file = "p"};
  EXPECT_EQ(AccessFilesOf(plain).tokens, "t");
  EXPECT_EQ(AccessFilesOf(plain).policy, "p");
  EXPECT_EQ(AccessFilesOf(plain).certificates, CallerCertificates::kPlainText);
  ServerConfig tls = {.tls_certificate_file = "c", .tls_private_key_file = "k", .tls_client_ca_file = "a"};
  EXPECT_EQ(AccessFilesOf(tls).certificates, CallerCertificates::kNotAskedFor);
  for (ClientCertificates asked : {kOptional, kRequired}) {
    tls.tls_client_certificates = asked;
    EXPECT_EQ(AccessFilesOf(tls).certificates, CallerCertificates::kAskedFor);
  }
}

}  // namespace
}  // namespace isnad
