// What TLS files hold, checked before it serves. gRPC takes whatever it finds and, where that is unusable, serves
// nobody; so everything that a handshake needs is checked here by the same library, OpenSSL, and what passes is written
// anew: of the operator's files nothing but certificates and key goes on. Pure, but for OpenSSL's own state of the
// thread; any thread. Errors name the file and never hold any of its bytes.
#ifndef ISNAD_SERVICE_SERVER_TLS_MATERIAL_H_
#define ISNAD_SERVICE_SERVER_TLS_MATERIAL_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/server/tls_files.h"

namespace isnad {

// Certificates of the server's chain: two or three are usual, and all of them are sent in each handshake.
inline constexpr int kTlsChainCertificatesMax = 10;
// Authorities of client certificates. Older gRPC sends their names in each handshake that asks for a certificate, and
// OpenSSL's clients take 100 KiB of them.
inline constexpr int kTlsClientAuthoritiesMax = 256;

struct TlsIdentity {
  // The chain, the server's own certificate first, and its private key behind it, as PEM.
  std::string pem;
  // When the first certificate of the chain ends.
  absl::Time not_after;
};

// Each by itself, so that a mistake in one holds nothing of the other back.
struct TlsMaterial {
  absl::StatusOr<TlsIdentity> identity;
  // As PEM; empty: clients are asked for no certificate.
  absl::StatusOr<std::string> client_authorities_pem;

  // OK where both are; else the problem of either, or both joined.
  absl::Status status() const;
};

// The status of a file that could not be read; InvalidArgument unless:
// - each PEM block that is looked at can be read, and the key has no password;
// - the chain has 1 to kTlsChainCertificatesMax certificates, each begun and not ended at `now`, the first of them is
//   fit for a TLS server, and the key is its key, of a kind and strength that OpenSSL's security level lets serve;
// - the authorities, where there are any, are 1 to kTlsClientAuthoritiesMax certificates, one at least valid at `now`.
TlsMaterial CheckTlsFiles(const TlsFiles& files, absl::Time now);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_TLS_MATERIAL_H_
