#include "tests/support/test_certificates.h"

#include <openssl/bn.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <stdexcept>

namespace isnad::testing {
namespace {

// What OpenSSL returns is 1 or an object where all is well.
template <typename Result>
Result Checked(Result result) {
  if (!result) throw std::runtime_error("OpenSSL made no certificate");
  return result;
}

std::shared_ptr<EVP_PKEY> NewKey(KeyKind kind) {
  const auto make = [kind]() -> EVP_PKEY* {
    switch (kind) {
      case KeyKind::kP256:
        return EVP_EC_gen("P-256");
      case KeyKind::kRsa2048:
        return EVP_RSA_gen(2048);
      case KeyKind::kRsa512:
        return EVP_RSA_gen(512);
      case KeyKind::kEd25519:
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
      case KeyKind::kX25519:
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "X25519");
    }
    return nullptr;
  };
  return {Checked(make()), EVP_PKEY_free};
}

template <typename Writer>
std::string Written(Writer write) {
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> out(BIO_new(BIO_s_mem()), BIO_free_all);
  Checked(write(out.get()));
  char* bytes = nullptr;
  const long count = BIO_get_mem_data(out.get(), &bytes);
  return std::string(bytes, count);
}

std::string KeyPem(EVP_PKEY* key, const EVP_CIPHER* cipher = nullptr) {
  char password[] = "secret";
  return Written([&](BIO* out) {
    return PEM_write_bio_PKCS8PrivateKey(out, key, cipher, cipher == nullptr ? nullptr : password,
                                         cipher == nullptr ? 0 : sizeof(password) - 1, nullptr, nullptr);
  });
}

std::string CertificatePem(X509* certificate) {
  return Written([&](BIO* out) { return PEM_write_bio_X509(out, certificate); });
}

std::shared_ptr<X509> ReadCertificate(const std::string& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                         BIO_free_all);
  return {Checked(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)), X509_free};
}

void Extend(X509* certificate, int kind, const std::string& value) {
  if (value.empty()) return;
  X509_EXTENSION* extension = Checked(X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()));
  Checked(X509_add_ext(certificate, extension, -1));
  X509_EXTENSION_free(extension);
}

void SetSerial(X509* certificate) {
  BIGNUM* serial = BN_new();
  Checked(BN_rand(serial, 64, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY));
  Checked(BN_to_ASN1_INTEGER(serial, X509_get_serialNumber(certificate)));
  BN_free(serial);
}

// A certificate of `key`, still without a signature.
std::shared_ptr<X509> Draft(EVP_PKEY* key, const CertificateOptions& options) {
  std::shared_ptr<X509> certificate(Checked(X509_new()), X509_free);
  Checked(X509_set_version(certificate.get(), X509_VERSION_3));
  SetSerial(certificate.get());
  Checked(X509_gmtime_adj(X509_getm_notBefore(certificate.get()), options.begin_s));
  Checked(X509_gmtime_adj(X509_getm_notAfter(certificate.get()), options.end_s));
  X509_NAME* name = Checked(X509_NAME_new());
  Checked(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                     reinterpret_cast<const unsigned char*>(options.common_name.c_str()), -1, -1, 0));
  Checked(X509_set_subject_name(certificate.get(), name));
  X509_NAME_free(name);
  Checked(X509_set_pubkey(certificate.get(), key));
  return certificate;
}

void Sign(X509* certificate, const X509* issuer, EVP_PKEY* issuer_key) {
  Checked(X509_set_issuer_name(certificate, X509_get_subject_name(issuer)));
  Checked(X509_sign(certificate, issuer_key, EVP_sha256()));
}

void MakeAuthority(X509* certificate) {
  Extend(certificate, NID_basic_constraints, "critical,CA:TRUE");
  Extend(certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
}

}  // namespace

TestAuthority::TestAuthority(const std::string& name)
    : key_(NewKey(KeyKind::kP256)), certificate_(Draft(key_.get(), {.common_name = name})) {
  MakeAuthority(certificate_.get());
  Sign(certificate_.get(), certificate_.get(), key_.get());
  certificate_pem_ = CertificatePem(certificate_.get());
}

TestAuthority::TestAuthority(const std::string& name, const TestAuthority& parent, const CertificateOptions& options)
    : key_(NewKey(KeyKind::kP256)) {
  CertificateOptions named = options;
  named.common_name = name;
  certificate_ = Draft(key_.get(), named);
  MakeAuthority(certificate_.get());
  Sign(certificate_.get(), parent.certificate_.get(), parent.key_.get());
  certificate_pem_ = CertificatePem(certificate_.get());
}

KeyAndCertificate TestAuthority::Issue(const CertificateOptions& options) const {
  const std::shared_ptr<EVP_PKEY> key = NewKey(options.key);
  const std::shared_ptr<X509> certificate = Draft(key.get(), options);
  Extend(certificate.get(), NID_subject_alt_name, options.names);
  Extend(certificate.get(), NID_ext_key_usage, options.purpose);
  Sign(certificate.get(), certificate_.get(), key_.get());
  return {.key = KeyPem(key.get()), .certificate = CertificatePem(certificate.get())};
}

std::string Locked(const std::string& key) {
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> in(BIO_new_mem_buf(key.data(), static_cast<int>(key.size())),
                                                         BIO_free_all);
  const std::shared_ptr<EVP_PKEY> read(Checked(PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr)),
                                       EVP_PKEY_free);
  return KeyPem(read.get(), EVP_aes_256_cbc());
}

std::string SerialOf(const X509* certificate) {
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(
      ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr), BN_free);
  const std::unique_ptr<char, void (*)(char*)> digits(BN_bn2dec(number.get()), [](char* text) { OPENSSL_free(text); });
  return digits.get();
}

std::string SerialOf(const std::string& certificate) { return SerialOf(ReadCertificate(certificate).get()); }

long EndOf(const std::string& certificate) {
  std::tm end = {};
  Checked(ASN1_TIME_to_tm(X509_get0_notAfter(ReadCertificate(certificate).get()), &end));
  return timegm(&end);
}

}  // namespace isnad::testing
