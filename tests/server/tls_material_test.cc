#include "service/server/tls_material.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "absl/time/clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_certificates.h"

namespace isnad {
namespace {

using testing::CertificateOptions;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::KeyAndCertificate;
using testing::KeyKind;
using ::testing::Not;
using testing::TestAuthority;

TlsFiles FilesOf(const KeyAndCertificate& identity) {
  return {.certificate = {.path = "certificate.pem", .contents = identity.certificate},
          .private_key = {.path = "key.pem", .contents = identity.key}};
}

TlsFiles WithAuthorities(TlsFiles files, const std::string& authorities) {
  files.client_authorities = {.path = "authorities.pem", .contents = authorities};
  return files;
}

// The line behind the first one of a PEM block: what it holds.
std::string Secret(const std::string& pem) { return pem.substr(pem.find('\n') + 1, 40); }

TEST(TlsMaterialTest, TakesEveryUsualKindOfKey) {
  const TestAuthority authority;
  for (KeyKind kind : {KeyKind::kP256, KeyKind::kRsa2048, KeyKind::kEd25519}) {
    const KeyAndCertificate identity = authority.Issue({.key = kind});
    const auto material = CheckTlsFiles(FilesOf(identity), absl::Now());
    ASSERT_THAT(material.status(), IsOk());
    EXPECT_EQ(material.identity->pem, identity.certificate + identity.key);
    EXPECT_EQ(*material.client_authorities_pem, "");
    EXPECT_EQ(absl::ToUnixSeconds(material.identity->not_after), testing::EndOf(identity.certificate));
  }
}

TEST(TlsMaterialTest, TakesAChainAndTellsWhenItsFirstCertificateEnds) {
  const TestAuthority root("Root");
  const TestAuthority middle("Middle", root, {.end_s = 600});
  const KeyAndCertificate identity = middle.Issue({.end_s = 1200});
  const std::string chain = identity.certificate + middle.certificate() + root.certificate();
  const auto material = CheckTlsFiles(
      WithAuthorities(FilesOf({identity.key, chain}), root.certificate() + middle.certificate()), absl::Now());
  ASSERT_THAT(material.status(), IsOk());
  EXPECT_EQ(material.identity->pem, chain + identity.key);
  EXPECT_EQ(*material.client_authorities_pem, root.certificate() + middle.certificate());
  EXPECT_EQ(absl::ToUnixSeconds(material.identity->not_after), testing::EndOf(middle.certificate()));
}

TEST(TlsMaterialTest, PassesOnNothingButCertificatesAndKey) {
  const TestAuthority authority;
  const KeyAndCertificate identity = authority.Issue();
  const std::string all = "Subject: localhost\n" + identity.key + "\nnotes\n" + identity.certificate + "the end";
  TlsFiles files = FilesOf({.key = all, .certificate = all});
  files.certificate.path = files.private_key.path = "both.pem";
  const auto material =
      CheckTlsFiles(WithAuthorities(files, "# ours\n" + authority.certificate() + identity.key), absl::Now());
  ASSERT_THAT(material.status(), IsOk());
  EXPECT_EQ(material.identity->pem, identity.certificate + identity.key);
  EXPECT_EQ(*material.client_authorities_pem, authority.certificate());
}

TEST(TlsMaterialTest, RefusesWhatCouldNotServeAndNamesTheFile) {
  const TestAuthority authority;
  const KeyAndCertificate good = authority.Issue();
  const auto with_certificate = [&good](const std::string& pem) { return FilesOf({good.key, pem}); };
  const auto with_key = [&good](const std::string& pem) { return FilesOf({pem, good.certificate}); };
  std::string broken = good.certificate;
  broken[broken.size() / 2] = '!';
  const std::string cut = good.certificate.substr(0, good.certificate.size() / 2);
  std::string long_chain;
  for (int i = 0; i <= kTlsChainCertificatesMax; ++i) long_chain += good.certificate;
  std::string many;
  for (int i = 0; i <= kTlsClientAuthoritiesMax; ++i) many += authority.certificate();
  const TestAuthority ended("Ended", authority, {.begin_s = -7200, .end_s = -3600});
  struct Case {
    std::string name;
    TlsFiles files;
    std::string problem;
  };
  const Case cases[] = {
      {"empty", with_certificate(""), "certificate.pem: holds no certificate"},
      {"garbage", with_certificate("\x00\xff certificate"), "certificate.pem: holds no certificate"},
      {"only a key", with_certificate(good.key), "certificate.pem: holds no certificate"},
      {"broken", with_certificate(broken), "certificate.pem: certificate 1 cannot be read"},
      {"cut off", with_certificate(cut), "certificate.pem: certificate 1 cannot be read"},
      {"second broken", with_certificate(good.certificate + broken), "certificate.pem: certificate 2 cannot be read"},
      {"too long a chain", with_certificate(long_chain), "certificate.pem: has more certificates than the limit of 10"},
      {"expired", FilesOf(authority.Issue({.begin_s = -7200, .end_s = -1})),
       "certificate.pem: certificate 1 has expired at 20"},
      {"not yet valid", FilesOf(authority.Issue({.begin_s = 60})),
       "certificate.pem: certificate 1 is not valid before 20"},
      {"expired in the chain", with_certificate(good.certificate + ended.certificate()),
       "certificate.pem: certificate 2 has expired at 20"},
      {"a client's", FilesOf(authority.Issue({.purpose = "clientAuth"})),
       "certificate.pem: certificate 1 is not meant for a TLS server"},
      {"a weak key", FilesOf(authority.Issue({.key = KeyKind::kRsa512})), "certificate.pem: certificate 1: ee key too"},
      {"a key that signs nothing", FilesOf(authority.Issue({.key = KeyKind::kX25519})),
       "key.pem: the private key is of a kind that TLS does not use"},
      {"no key", with_key(""), "key.pem: holds no private key"},
      {"a certificate as key", with_key(good.certificate), "key.pem: holds no private key"},
      {"a broken key", with_key(good.key.substr(0, good.key.size() / 2)), "key.pem: the private key cannot be read"},
      {"a locked key", with_key(testing::Locked(good.key)), "key.pem: the private key has a password"},
      {"another's key", with_key(authority.Issue().key),
       "key.pem: is not the key of the first certificate in certificate.pem"},
      {"the authority first", with_certificate(authority.certificate() + good.certificate),
       "certificate.pem: certificate 1 is not meant for a TLS server"},
      {"no authorities", WithAuthorities(FilesOf(good), ""), "authorities.pem: holds no certificate"},
      {"broken authorities", WithAuthorities(FilesOf(good), authority.certificate() + cut),
       "authorities.pem: certificate 2 cannot be read"},
      {"too many authorities", WithAuthorities(FilesOf(good), many),
       "authorities.pem: has more certificates than the limit of 256"},
      {"no valid authority", WithAuthorities(FilesOf(good), ended.certificate()),
       "authorities.pem: certificate 1 has expired at 20"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const auto material = CheckTlsFiles(c.files, absl::Now());
    EXPECT_THAT(material.status(), HasCode(absl::StatusCode::kInvalidArgument));
    const std::string message(material.status().message());
    EXPECT_THAT(message, HasSubstr(c.problem));
    EXPECT_THAT(message, Not(HasSubstr(Secret(good.key)))) << "keys never leave their file";
  }
}

TEST(TlsMaterialTest, TakesAsManyCertificatesAsItsLimits) {
  const TestAuthority authority;
  const KeyAndCertificate good = authority.Issue();
  std::string chain = good.certificate;
  for (int i = 1; i < kTlsChainCertificatesMax; ++i) chain += authority.certificate();
  std::string authorities;
  for (int i = 0; i < kTlsClientAuthoritiesMax; ++i) authorities += authority.certificate();
  EXPECT_THAT(CheckTlsFiles(WithAuthorities(FilesOf({good.key, chain}), authorities), absl::Now()).status(), IsOk());
}

TEST(TlsMaterialTest, LooksAtTheTimeThatItIsTold) {
  const TestAuthority authority;
  const TlsFiles files = FilesOf(authority.Issue({.begin_s = -60, .end_s = 60}));
  const absl::Time end = absl::FromUnixSeconds(testing::EndOf(files.certificate.contents));
  EXPECT_THAT(CheckTlsFiles(files, end - absl::Seconds(1)).status(), IsOk());
  EXPECT_THAT(CheckTlsFiles(files, end).status(), HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(CheckTlsFiles(files, end - absl::Seconds(120)).status(), IsOk());
  EXPECT_THAT(CheckTlsFiles(files, end - absl::Seconds(121)).status(), HasCode(absl::StatusCode::kInvalidArgument));
}

// An authority that ended does not spoil the others.
TEST(TlsMaterialTest, KeepsOldAuthoritiesBesideValidOnes) {
  const TestAuthority authority;
  const TestAuthority ended("Ended", authority, {.begin_s = -7200, .end_s = -3600});
  EXPECT_THAT(CheckTlsFiles(WithAuthorities(FilesOf(authority.Issue()), ended.certificate() + authority.certificate()),
                            absl::Now())
                  .status(),
              IsOk());
}

}  // namespace
}  // namespace isnad
