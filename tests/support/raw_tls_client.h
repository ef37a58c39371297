// One TLS handshake with a server on this machine, by OpenSSL alone: what gRPC's own client would not try, and what it
// does not tell. The server's certificate is not verified.
#ifndef ISNAD_TESTS_SUPPORT_RAW_TLS_CLIENT_H_
#define ISNAD_TESTS_SUPPORT_RAW_TLS_CLIENT_H_

#include <openssl/ssl.h>

#include <string>

#include "tests/support/test_certificates.h"

namespace isnad::testing {

struct HandshakeOptions {
  int port = 0;
  int oldest_version = TLS1_2_VERSION;
  int newest_version = TLS1_3_VERSION;
  // Of the client; empty: none is shown.
  KeyAndCertificate identity;
};

struct Handshake {
  // TLS1_3_VERSION and the like; 0: there was none.
  int version = 0;
  // OpenSSL's reason why not, for instance SSL_R_TLSV1_ALERT_PROTOCOL_VERSION.
  int failure = 0;
  // Of the server's certificate.
  std::string serial;
  std::string application_protocol;
};

Handshake ShakeHands(const HandshakeOptions& options);

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_RAW_TLS_CLIENT_H_
