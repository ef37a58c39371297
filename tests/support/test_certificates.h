// Certificates made while a test runs, by OpenSSL: authorities, what they issue, and all that can be wrong with it.
// Keys are of the curve P-256 unless told otherwise, which takes a fraction of a millisecond. PEM throughout.
#ifndef ISNAD_TESTS_SUPPORT_TEST_CERTIFICATES_H_
#define ISNAD_TESTS_SUPPORT_TEST_CERTIFICATES_H_

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace isnad::testing {

enum class KeyKind { kP256, kRsa2048, kRsa512, kEd25519, kX25519 };

struct CertificateOptions {
  std::string common_name = "localhost";
  // As OpenSSL writes subject alternative names; empty: none.
  std::string names = "DNS:localhost,IP:127.0.0.1";
  // "serverAuth", "clientAuth" or both; empty: fit for all.
  std::string purpose = "serverAuth,clientAuth";
  // From now.
  int begin_s = -3600;
  int end_s = 3600;
  KeyKind key = KeyKind::kP256;
};

struct KeyAndCertificate {
  std::string key;
  std::string certificate;
};

class TestAuthority {
 public:
  // Signs itself.
  explicit TestAuthority(const std::string& name = "Test Authority");
  // Below `parent`: an intermediate one.
  TestAuthority(const std::string& name, const TestAuthority& parent, const CertificateOptions& options = {});

  // Its own certificate.
  const std::string& certificate() const { return certificate_pem_; }

  KeyAndCertificate Issue(const CertificateOptions& options = {}) const;

 private:
  std::shared_ptr<EVP_PKEY> key_;
  std::shared_ptr<X509> certificate_;
  std::string certificate_pem_;
};

// `key`, locked with a password.
std::string Locked(const std::string& key);

// The certificate's number, which no two have in common, in decimal.
std::string SerialOf(const std::string& certificate);
std::string SerialOf(const X509* certificate);

// When it ends, in seconds of Unix time.
long EndOf(const std::string& certificate);

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_TEST_CERTIFICATES_H_
