#include "service/transport/peer_identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace isnad {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Only those who derive from it can make one.
struct NoProperty : grpc::AuthPropertyIterator {};

// As gRPC's own, over properties of the test's choice.
class FakeContext : public grpc::AuthContext {
 public:
  using Properties = std::vector<std::pair<std::string, std::string>>;
  explicit FakeContext(Properties properties) : properties_(std::move(properties)) {}

  bool IsPeerAuthenticated() const override { return false; }
  std::vector<grpc::string_ref> GetPeerIdentity() const override { return {}; }
  std::string GetPeerIdentityPropertyName() const override { return ""; }
  std::vector<grpc::string_ref> FindPropertyValues(const std::string& name) const override {
    std::vector<grpc::string_ref> values;
    for (const auto& [key, value] : properties_) {
      if (key == name) values.emplace_back(value.data(), value.size());
    }
    return values;
  }
  grpc::AuthPropertyIterator begin() const override { return NoProperty(); }
  grpc::AuthPropertyIterator end() const override { return NoProperty(); }
  void AddProperty(const std::string&, const grpc::string_ref&) override {}
  bool SetPeerIdentityPropertyName(const std::string&) override { return false; }

 private:
  Properties properties_;
};

TEST(PeerIdentityTest, TellsAllNamesOfACertificate) {
  const FakeContext context({{"transport_security_type", "tls"},
                             {"peer_uri", "spiffe://example.org/desk"},
                             {"peer_uri", "https://example.org"},
                             {"peer_dns", "desk.example.org"},
                             {"x509_common_name", "desk"},
                             {"x509_subject", "CN=desk,O=Example"}});
  const Peer peer = PeerOf(context);
  EXPECT_TRUE(peer.over_tls);
  EXPECT_THAT(peer.uri_names, ElementsAre("spiffe://example.org/desk", "https://example.org"));
  EXPECT_THAT(peer.dns_names, ElementsAre("desk.example.org"));
  EXPECT_EQ(peer.subject, "CN=desk,O=Example");
}

TEST(PeerIdentityTest, TellsNothingWithoutACertificate) {
  const FakeContext context(FakeContext::Properties{{"transport_security_type", "ssl"}});
  const Peer peer = PeerOf(context);
  EXPECT_TRUE(peer.over_tls);
  EXPECT_THAT(peer.uri_names, IsEmpty());
  EXPECT_THAT(peer.dns_names, IsEmpty());
  EXPECT_EQ(peer.subject, "");
}

TEST(PeerIdentityTest, TrustsNoNamesInPlainText) {
  for (const char* type : {"insecure", "local", ""}) {
    const FakeContext context({{"transport_security_type", type},
                               {"peer_uri", "spiffe://example.org/desk"},
                               {"peer_dns", "desk.example.org"},
                               {"x509_subject", "CN=desk"}});
    const Peer peer = PeerOf(context);
    EXPECT_FALSE(peer.over_tls);
    EXPECT_THAT(peer.uri_names, IsEmpty());
    EXPECT_THAT(peer.dns_names, IsEmpty());
    EXPECT_EQ(peer.subject, "");
  }
}

}  // namespace
}  // namespace isnad
