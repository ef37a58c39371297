// How a client and its server trust each other: certificates for TLS, a bearer token.
//
// Certificates are read once, when the client is made; a token for every call, so that a token that is renewed in its
// file is taken up, but from a pipe (<(command), /dev/stdin) once, when the client is made. Errors name the file:
// NotFound, PermissionDenied (as the system says), InvalidArgument (what it holds is no such thing). The contents of
// keys and tokens appear in no message.
#ifndef ISNAD_CLIENT_CREDENTIALS_H_
#define ISNAD_CLIENT_CREDENTIALS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "grpcpp/security/credentials.h"

namespace isnad {

struct TlsOptions {
  bool enabled = false;  // implied by each of the others
  std::string ca_file;   // PEM: who may have signed the server's certificate; empty: whom the system trusts
  // PEM: the client's own certificate with its chain, and its key, where the server asks for them; both or none.
  std::string certificate_file;
  std::string private_key_file;
  std::string server_name;  // the name in the server's certificate; empty: the host of the target

  bool on() const { return enabled || !(ca_file + certificate_file + private_key_file + server_name).empty(); }
};

// What a token file or a certificate file may hold. Far above either: a file that is larger is another one.
inline constexpr int kCredentialBytesMax = 1 << 20;

// Credentials for TLS, or for clear text where `tls` is off.
absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> LoadCredentials(const TlsOptions& tls);

// The one token in a file, without the white space around it.
absl::StatusOr<std::string> ReadToken(absl::string_view path);

// Whether `target`, in any of gRPC's forms ("localhost:1", "ipv4:127.0.0.1:1,127.0.0.1:2", "unix:/run/isnad"), stays on
// this machine: a secret may be sent there in clear text.
bool IsLoopback(absl::string_view target);

}  // namespace isnad

#endif  // ISNAD_CLIENT_CREDENTIALS_H_
