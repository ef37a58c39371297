// TLS over real connections: who is served, over which version, and as whom. Renewal is in tls_rotation_test.cc.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "service/server/server.h"
#include "service/transport/peer_identity.h"
#include "tests/support/in_process_server.h"
#include "tests/support/raw_tls_client.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls_channel.h"
#include "tests/support/tls_folder.h"

namespace isnad {
namespace {

using ::testing::AnyOf;
using testing::AskHealth;
using ::testing::ElementsAre;
using testing::HasCode;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using testing::KeyAndCertificate;
using testing::ShakeHands;
using testing::TestAuthority;
using testing::TlsChannel;
using testing::TlsFolder;

constexpr char kDesk[] = "spiffe://example.org/news/desk";

class TlsTest : public ::testing::Test {
 protected:
  TlsTest() {
    folder_.Write(authority_.Issue());
    folder_.WriteAuthorities(authority_.certificate());
  }

  std::unique_ptr<Server> Started(ClientCertificates clients = ClientCertificates::kIgnored) {
    auto server = Server::Start(folder_.Config(clients));
    EXPECT_THAT(server, IsOk());
    return server.ok() ? *std::move(server) : nullptr;
  }

  const TestAuthority authority_;
  const TestAuthority other_ = TestAuthority("Another Authority");
  TlsFolder folder_;
};

TEST_F(TlsTest, ExtractsOverTls) {
  const auto server = Started();
  ASSERT_NE(server, nullptr);
  ASSERT_THAT(server->Load(), IsOk());
  const auto stub = v1::AttributionService::NewStub(
      TlsChannel(server->address(), {.authorities = authority_.certificate(), .identity = {}}));
  const auto answer = testing::CallExtract(*stub, testing::RequestFor("قال المدير إن المصنع عاد إلى العمل."));
  EXPECT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.response.claims_size(), 1);
}

TEST_F(TlsTest, ServesNobodyInPlainTextOrUnderAnotherName) {
  const auto server = Started();
  ASSERT_NE(server, nullptr);
  EXPECT_THAT(AskHealth(grpc::CreateChannel(server->address(), grpc::InsecureChannelCredentials())),
              HasCode(absl::StatusCode::kUnavailable));
  EXPECT_THAT(AskHealth(TlsChannel(server->address(), {.authorities = other_.certificate(), .identity = {}})),
              HasCode(absl::StatusCode::kUnavailable))
      << "the client trusts another authority";
  EXPECT_THAT(AskHealth(TlsChannel(server->address(), {.authorities = authority_.certificate(), .identity = {}})),
              IsOk());
}

TEST_F(TlsTest, SpeaksTls13AndTls12AndNothingOlder) {
  const auto server = Started();
  ASSERT_NE(server, nullptr);
  struct Case {
    int oldest;
    int newest;
    // 0: refused.
    int version;
  };
  const Case cases[] = {
      {.oldest = TLS1_VERSION, .newest = TLS1_3_VERSION, .version = TLS1_3_VERSION},
      {.oldest = TLS1_3_VERSION, .newest = TLS1_3_VERSION, .version = TLS1_3_VERSION},
      {.oldest = TLS1_VERSION, .newest = TLS1_2_VERSION, .version = TLS1_2_VERSION},
      {.oldest = TLS1_VERSION, .newest = TLS1_1_VERSION, .version = 0},
      {.oldest = TLS1_VERSION, .newest = TLS1_VERSION, .version = 0},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(::testing::Message() << std::hex << "offered " << c.oldest << " to " << c.newest);
    const auto handshake =
        ShakeHands({.port = server->port(), .oldest_version = c.oldest, .newest_version = c.newest, .identity = {}});
    EXPECT_EQ(handshake.version, c.version);
    EXPECT_EQ(handshake.application_protocol, c.version == 0 ? "" : "h2");
    if (c.version != 0) continue;
    // What the server does: some versions of gRPC say why, others hang up. The client's own refusal reads otherwise.
    EXPECT_THAT(handshake.failure, AnyOf(SSL_R_TLSV1_ALERT_PROTOCOL_VERSION, SSL_R_UNEXPECTED_EOF_WHILE_READING));
  }
}

TEST_F(TlsTest, AsksClientsForCertificatesAsConfigured) {
  const KeyAndCertificate none;
  const KeyAndCertificate good = authority_.Issue({.purpose = "clientAuth"});
  struct Case {
    std::string name;
    KeyAndCertificate identity;
    ClientCertificates clients;
    bool served;
  };
  const Case cases[] = {
      {"none, ignored", none, ClientCertificates::kIgnored, true},
      {"another's, ignored", other_.Issue(), ClientCertificates::kIgnored, true},
      {"none, optional", none, ClientCertificates::kOptional, true},
      {"good, optional", good, ClientCertificates::kOptional, true},
      {"another's, optional", other_.Issue(), ClientCertificates::kOptional, false},
      {"none, required", none, ClientCertificates::kRequired, false},
      {"good, required", good, ClientCertificates::kRequired, true},
      {"another's, required", other_.Issue(), ClientCertificates::kRequired, false},
      {"expired, required", authority_.Issue({.begin_s = -20, .end_s = -10}), ClientCertificates::kRequired, false},
      {"a server's, required", authority_.Issue({.purpose = "serverAuth"}), ClientCertificates::kRequired, false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const auto server = Started(c.clients);
    ASSERT_NE(server, nullptr);
    const grpc::Status status =
        AskHealth(TlsChannel(server->address(), {.authorities = authority_.certificate(), .identity = c.identity}));
    EXPECT_THAT(status, HasCode(c.served ? absl::StatusCode::kOk : absl::StatusCode::kUnavailable));
  }
}

TEST_F(TlsTest, DoesNotStartWithFilesThatCannotServe) {
  folder_.WriteKey(authority_.Issue().key);
  const auto server = Server::Start(folder_.Config());
  EXPECT_THAT(server, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(server.status().message()), HasSubstr("key.pem: is not the key"));
}

TEST_F(TlsTest, StartsOnANetworkWithTlsAlone) {
  ServerConfig config = folder_.Config();
  config.listen_address = "0.0.0.0:0";
  EXPECT_THAT(Server::Start(config), IsOk());
  config.tls_certificate_file.clear();
  config.tls_private_key_file.clear();
  EXPECT_THAT(Server::Start(config), HasCode(absl::StatusCode::kInvalidArgument));
}

// Remembers whom the last call came from.
class PeerRecorder final : public grpc::health::v1::Health::CallbackService {
 public:
  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context, const grpc::health::v1::HealthCheckRequest*,
                                  grpc::health::v1::HealthCheckResponse*) override {
    const auto auth_context = context->auth_context();
    const Peer peer = PeerOf(*auth_context);
    {
      std::lock_guard lock(mutex_);
      over_tls_ = peer.over_tls;
      uri_names_ = std::vector<std::string>(peer.uri_names.begin(), peer.uri_names.end());
      dns_names_ = std::vector<std::string>(peer.dns_names.begin(), peer.dns_names.end());
      subject_ = std::string(peer.subject);
    }
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  std::mutex mutex_;
  bool over_tls_ = false;
  std::vector<std::string> uri_names_;
  std::vector<std::string> dns_names_;
  std::string subject_;
};

TEST_F(TlsTest, TellsTheNamesOfTheClientsCertificate) {
  const auto tls = TlsCredentials::Load(folder_.Config(ClientCertificates::kOptional));
  ASSERT_THAT(tls, IsOk());
  PeerRecorder peer;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.RegisterService(&peer);
  builder.AddListeningPort("127.0.0.1:0", (*tls)->credentials(), &port);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  ASSERT_NE(server, nullptr);
  const std::string address = "127.0.0.1:" + std::to_string(port);

  const KeyAndCertificate desk =
      authority_.Issue({.common_name = "desk", .names = std::string("DNS:desk.example.org,URI:") + kDesk});
  ASSERT_THAT(AskHealth(TlsChannel(address, {.authorities = authority_.certificate(), .identity = desk})), IsOk());
  std::unique_lock lock(peer.mutex_);
  EXPECT_TRUE(peer.over_tls_);
  EXPECT_THAT(peer.uri_names_, ElementsAre(kDesk));
  EXPECT_THAT(peer.dns_names_, ElementsAre("desk.example.org"));
  EXPECT_EQ(peer.subject_, "CN=desk");
  lock.unlock();

  ASSERT_THAT(AskHealth(TlsChannel(address, {.authorities = authority_.certificate(), .identity = {}})), IsOk());
  lock.lock();
  EXPECT_TRUE(peer.over_tls_);
  EXPECT_THAT(peer.uri_names_, IsEmpty());
  EXPECT_THAT(peer.dns_names_, IsEmpty());
  EXPECT_EQ(peer.subject_, "");
}

}  // namespace
}  // namespace isnad
