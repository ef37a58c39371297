// Covered by tests/server/tls_material_test.cc.
#include "service/server/tls_material.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace isnad {
namespace {

template <auto kFree>
struct Freed {
  template <typename Object>
  void operator()(Object* object) const {
    kFree(object);
  }
};
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Context = std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>>;

absl::Status Problem(const TlsFile& file, absl::string_view problem) {
  return absl::InvalidArgumentError(absl::StrCat(file.path, ": ", problem));
}

// The last error that OpenSSL has noted for this thread, in its words, and forgets all of them.
std::string OpensslReason() {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  return reason == nullptr ? "no reason given" : reason;
}

Bio ReaderOf(const TlsFile& file) {
  return Bio(BIO_new_mem_buf(file.contents.data(), static_cast<int>(file.contents.size())));
}

// OpenSSL would ask at the terminal.
int RefusePassword(char*, int, int, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

absl::StatusOr<std::vector<Certificate>> ReadCertificates(const TlsFile& file, size_t count_max) {
  ERR_clear_error();
  const Bio reader = ReaderOf(file);
  std::vector<Certificate> certificates;
  bool asked = false;
  while (Certificate certificate{PEM_read_bio_X509(reader.get(), nullptr, RefusePassword, &asked)}) {
    certificates.push_back(std::move(certificate));
    if (certificates.size() > count_max) {
      return Problem(file, absl::StrCat("has more certificates than the limit of ", count_max));
    }
  }
  const auto end = ERR_peek_last_error();
  if (ERR_GET_LIB(end) != ERR_LIB_PEM || ERR_GET_REASON(end) != PEM_R_NO_START_LINE) {
    return Problem(file, absl::StrCat("certificate ", certificates.size() + 1, " cannot be read: ", OpensslReason()));
  }
  ERR_clear_error();
  if (certificates.empty()) return Problem(file, "holds no certificate in PEM form (BEGIN CERTIFICATE)");
  return certificates;
}

absl::StatusOr<Key> ReadKey(const TlsFile& file) {
  ERR_clear_error();
  bool asked = false;
  Key key(PEM_read_bio_PrivateKey(ReaderOf(file).get(), nullptr, RefusePassword, &asked));
  if (key != nullptr) return key;
  const std::string reason = OpensslReason();
  if (asked) return Problem(file, "the private key has a password, which a server cannot be asked for");
  if (!absl::StrContains(file.contents, "PRIVATE KEY-----")) {
    return Problem(file, "holds no private key in PEM form (BEGIN PRIVATE KEY)");
  }
  return Problem(file, absl::StrCat("the private key cannot be read: ", reason));
}

absl::Time TimeOf(const ASN1_TIME* time) {
  std::tm parts = {};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return absl::InfinitePast();
  return absl::FromTM(parts, absl::UTCTimeZone());
}

// Why `certificate` is not valid at `now`; empty where it is.
std::string Untimely(const X509* certificate, absl::Time now) {
  const absl::Time begin = TimeOf(X509_get0_notBefore(certificate));
  const absl::Time end = TimeOf(X509_get0_notAfter(certificate));
  const auto print = [](absl::Time time) { return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone()); };
  if (now < begin) return absl::StrCat("is not valid before ", print(begin));
  if (now >= end) return absl::StrCat("has expired at ", print(end));
  return "";
}

// Sets `not_after` to the end of the certificate that ends first.
absl::Status CheckChain(const TlsFile& file, const std::vector<Certificate>& chain, absl::Time now,
                        absl::Time* not_after) {
  *not_after = absl::InfiniteFuture();
  for (size_t i = 0; i < chain.size(); ++i) {
    const std::string untimely = Untimely(chain[i].get(), now);
    if (!untimely.empty()) return Problem(file, absl::StrCat("certificate ", i + 1, " ", untimely));
    *not_after = std::min(*not_after, TimeOf(X509_get0_notAfter(chain[i].get())));
  }
  if (X509_check_purpose(chain[0].get(), X509_PURPOSE_SSL_SERVER, /*ca=*/0) != 1) {
    return Problem(file, "certificate 1 is not meant for a TLS server (its key usage says otherwise)");
  }
  return absl::OkStatus();
}

bool IsKindOfTls(const EVP_PKEY* key) {
  for (const char* kind : {"EC", "RSA", "RSA-PSS", "ED25519", "ED448"}) {
    if (EVP_PKEY_is_a(key, kind)) return true;
  }
  return false;
}

// Does what gRPC will do, and what a handshake would: OpenSSL refuses weak keys and digests by its security level.
absl::Status CheckIdentity(const TlsFiles& files, const std::vector<Certificate>& chain, EVP_PKEY* key) {
  ERR_clear_error();
  if (!IsKindOfTls(key)) return Problem(files.private_key, "the private key is of a kind that TLS does not use");
  if (X509_check_private_key(chain[0].get(), key) != 1) {
    ERR_clear_error();
    return Problem(files.private_key,
                   absl::StrCat("is not the key of the first certificate in ", files.certificate.path));
  }
  const Context context(SSL_CTX_new(TLS_server_method()));
  if (context == nullptr) return absl::InternalError(absl::StrCat("OpenSSL: ", OpensslReason()));
  for (size_t i = 0; i < chain.size(); ++i) {
    const bool taken = i == 0 ? SSL_CTX_use_certificate(context.get(), chain[i].get()) == 1
                              : SSL_CTX_add1_chain_cert(context.get(), chain[i].get()) == 1;
    if (!taken) return Problem(files.certificate, absl::StrCat("certificate ", i + 1, ": ", OpensslReason()));
  }
  if (SSL_CTX_use_PrivateKey(context.get(), key) != 1) {
    return Problem(files.private_key, absl::StrCat("the private key: ", OpensslReason()));
  }
  return absl::OkStatus();
}

std::string Contents(BIO* written) {
  char* bytes = nullptr;
  const auto count = BIO_get_mem_data(written, &bytes);
  return std::string(bytes, static_cast<size_t>(count));
}

// As PEM; without a key where `key` is null.
absl::StatusOr<std::string> Write(const std::vector<Certificate>& certificates, const EVP_PKEY* key) {
  const Bio out(BIO_new(BIO_s_mem()));
  bool written = out != nullptr;
  for (const Certificate& certificate : certificates) {
    written = written && PEM_write_bio_X509(out.get(), certificate.get()) == 1;
  }
  if (key != nullptr) {
    written = written && PEM_write_bio_PKCS8PrivateKey(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1;
  }
  if (!written) return absl::InternalError(absl::StrCat("OpenSSL cannot write PEM: ", OpensslReason()));
  return Contents(out.get());
}

absl::StatusOr<std::string> CheckClientAuthorities(const TlsFile& file, absl::Time now) {
  if (file.path.empty()) return std::string();
  if (!file.status.ok()) return file.status;
  const absl::StatusOr<std::vector<Certificate>> authorities = ReadCertificates(file, kTlsClientAuthoritiesMax);
  if (!authorities.ok()) return authorities.status();
  const bool any_valid = std::any_of(authorities->begin(), authorities->end(), [now](const Certificate& authority) {
    return Untimely(authority.get(), now).empty();
  });
  if (!any_valid) {
    return Problem(file,
                   absl::StrCat("certificate 1 ", Untimely((*authorities)[0].get(), now), ", and no other is valid"));
  }
  return Write(*authorities, nullptr);
}

absl::StatusOr<TlsIdentity> CheckServer(const TlsFiles& files, absl::Time now) {
  for (const TlsFile* file : {&files.certificate, &files.private_key}) {
    if (!file->status.ok()) return file->status;
  }
  TlsIdentity identity;
  const absl::StatusOr<std::vector<Certificate>> chain = ReadCertificates(files.certificate, kTlsChainCertificatesMax);
  if (!chain.ok()) return chain.status();
  if (absl::Status status = CheckChain(files.certificate, *chain, now, &identity.not_after); !status.ok())
    return status;
  const absl::StatusOr<Key> key = ReadKey(files.private_key);
  if (!key.ok()) return key.status();
  if (absl::Status status = CheckIdentity(files, *chain, key->get()); !status.ok()) return status;
  absl::StatusOr<std::string> pem = Write(*chain, key->get());
  if (!pem.ok()) return pem.status();
  identity.pem = *std::move(pem);
  return identity;
}

}  // namespace

absl::Status TlsMaterial::status() const {
  if (identity.ok()) return client_authorities_pem.status();
  if (client_authorities_pem.ok()) return identity.status();
  return absl::Status(identity.status().code(),
                      absl::StrCat(identity.status().message(), "; ", client_authorities_pem.status().message()));
}

TlsMaterial CheckTlsFiles(const TlsFiles& files, absl::Time now) {
  return {.identity = CheckServer(files, now),
          .client_authorities_pem = CheckClientAuthorities(files.client_authorities, now)};
}

}  // namespace isnad
