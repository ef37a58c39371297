// TLS on the wire: whom the client trusts, and what it shows of itself. Certificates are made by the test.
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_split.h"
#include "client/attribution_client.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/child_process.h"
#include "tests/client/fake_server.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_certificates.h"

namespace isnad {
namespace {

using ::testing::IsEmpty;
using testing::KeyAndCertificate;
using ::testing::SizeIs;
using testing::TestAuthority;

std::shared_ptr<grpc::ServerCredentials> CredentialsOf(const KeyAndCertificate& server, const std::string& client_ca) {
  grpc::SslServerCredentialsOptions options(client_ca.empty()
                                                ? GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE
                                                : GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = client_ca;
  options.pem_key_cert_pairs.push_back({server.key, server.certificate});
  return grpc::SslServerCredentials(options);
}

class SecureClientTest : public ::testing::Test {
 protected:
  SecureClientTest() {
    tls_.ca_file = folder_.Write("ca.pem", authority_.certificate());
    mutual_ = tls_;
    KeyAndCertificate own = authority_.Issue({.common_name = "newsroom"});
    mutual_.certificate_file = folder_.Write("me.pem", own.certificate);
    mutual_.private_key_file = folder_.Write("me.key", own.key);
    for (FakeServer* server : {&server_, &elsewhere_, &mutual_server_}) {
      server->SetServing(true);
      server->service.extract = [](grpc::ServerContext& context, const auto&, auto& response) {
        auto token = context.client_metadata().find("authorization");
        if (token != context.client_metadata().end()) {
          response.set_article_id(std::string(token->second.data(), token->second.size()));
        }
        for (const grpc::string_ref& name : context.auth_context()->FindPropertyValues("x509_common_name")) {
          response.set_document_source(std::string(name.data(), name.size()));
        }
        return grpc::Status::OK;
      };
    }
  }

  static absl::StatusOr<v1::ExtractAttributionsResponse> Extract(const FakeServer& server,
                                                                 const ClientOptions& options) {
    v1::ExtractAttributionsRequest request;
    request.mutable_article()->set_text("x");
    return AttributionClient::Connect(server.address(), options)->Extract(request);
  }

  ChildOutput Health(const FakeServer& server, std::vector<std::string> arguments) {
    ChildInput input;
    input.arguments = std::move(arguments);
    input.arguments.insert(input.arguments.begin(), {"health", "--server", server.address()});
    return RunChild(ISNAD_BINARY_DIR "/bin/isnad", input);
  }

  TemporaryFolder folder_;
  TestAuthority authority_;
  TestAuthority stranger_{"Stranger"};
  TlsOptions tls_;
  TlsOptions mutual_;
  FakeServer server_{{.health = true, .credentials = CredentialsOf(authority_.Issue(), "")}};
  FakeServer elsewhere_{
      {.health = true, .credentials = CredentialsOf(authority_.Issue({.names = "DNS:isnad.example"}), "")}};
  FakeServer mutual_server_{
      {.health = true, .credentials = CredentialsOf(authority_.Issue(), authority_.certificate())}};
};

TEST_F(SecureClientTest, TrustsWhomItsAuthorityTrusts) {
  auto response = Extract(server_, {.tls = tls_});
  EXPECT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(*AttributionClient::Connect(server_.address(), {.tls = tls_})->Health(),
            grpc::health::v1::HealthCheckResponse::SERVING);

  TlsOptions other;
  other.ca_file = folder_.Write("stranger.pem", stranger_.certificate());
  EXPECT_TRUE(absl::IsUnavailable(Extract(server_, {.tls = other}).status()));
  EXPECT_TRUE(absl::IsUnavailable(Extract(server_, {.tls = {.enabled = true}}).status()))
      << "the system does not know it";
  EXPECT_TRUE(absl::IsUnavailable(Extract(server_, {}).status())) << "clear text";
}

TEST_F(SecureClientTest, WantsTheNameThatItCalls) {
  EXPECT_TRUE(absl::IsUnavailable(Extract(elsewhere_, {.tls = tls_}).status()));
  TlsOptions named = tls_;
  named.server_name = "isnad.example";
  EXPECT_TRUE(Extract(elsewhere_, {.tls = named}).ok());
  EXPECT_TRUE(absl::IsUnavailable(Extract(server_, {.tls = named}).status()));
}

TEST_F(SecureClientTest, ShowsItsOwnCertificateAndToken) {
  EXPECT_TRUE(absl::IsUnavailable(Extract(mutual_server_, {.tls = tls_}).status()));
  auto response = Extract(mutual_server_, {.tls = mutual_, .token_file = folder_.Write("token", "s3cret\n")});
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->document_source(), "newsroom");
  EXPECT_EQ(response->article_id(), "Bearer s3cret");
}

TEST_F(SecureClientTest, IsThereForTheCommand) {
  EXPECT_EQ(Health(server_, {"--tls-ca", tls_.ca_file}).exit_status, 0);
  EXPECT_EQ(Health(elsewhere_, {"--tls-ca", tls_.ca_file, "--tls-name", "isnad.example"}).exit_status, 0);
  EXPECT_EQ(Health(mutual_server_, {"--tls-ca", tls_.ca_file, "--tls-cert", mutual_.certificate_file, "--tls-key",
                                    mutual_.private_key_file})
                .exit_status,
            0);
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{}, {"--tls"}}) {
    ChildOutput output = Health(server_, arguments);
    EXPECT_EQ(output.exit_status, 3);
    EXPECT_THAT(output.standard_output, IsEmpty());
    std::vector<std::string> lines = absl::StrSplit(output.standard_error, '\n', absl::SkipEmpty());
    EXPECT_THAT(lines, SizeIs(1)) << output.standard_error;
  }
}

}  // namespace
}  // namespace isnad
