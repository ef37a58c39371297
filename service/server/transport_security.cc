// Covered by tests/server/transport_security_test.cc.
#include "service/server/transport_security.h"

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "service/server/listen_address.h"

namespace isnad {
namespace {

// A half-filled set of options would protect less than whoever wrote it believes.
absl::Status CheckTlsOptions(const ServerConfig& config) {
  const bool certificate = !config.tls_certificate_file.empty();
  const bool key = !config.tls_private_key_file.empty();
  const bool authorities = !config.tls_client_ca_file.empty();
  const bool asks_clients = config.tls_client_certificates != ClientCertificates::kIgnored;
  if (certificate != key) {
    return absl::InvalidArgumentError(certificate ? "a TLS certificate without its private key: set both files"
                                                  : "a TLS private key without its certificate: set both files");
  }
  if (!certificate && (authorities || asks_clients)) {
    return absl::InvalidArgumentError(
        "client certificates need TLS: set the files of the server's own certificate and private key");
  }
  if (asks_clients && !authorities) {
    return absl::InvalidArgumentError(
        "client certificates are asked for, but no file says which authorities are trusted to issue them");
  }
  if (authorities && !asks_clients) {
    return absl::InvalidArgumentError(
        "authorities of client certificates are given, but client certificates are ignored: "
        "set them to optional or required");
  }
  return absl::OkStatus();
}

}  // namespace

bool UsesTls(const ServerConfig& config) { return !config.tls_certificate_file.empty(); }

AccessFiles AccessFilesOf(const ServerConfig& config) {
  AccessFiles files = {.tokens = config.tokens_file, .policy = config.policy_file};
  if (!UsesTls(config)) {
    files.certificates = CallerCertificates::kPlainText;
  } else if (config.tls_client_certificates == ClientCertificates::kIgnored) {
    files.certificates = CallerCertificates::kNotAskedFor;
  }
  return files;
}

absl::Status CheckTransportSecurity(const ServerConfig& config) {
  if (absl::Status status = CheckTlsOptions(config); !status.ok()) return status;
  if (config.listen_address.empty()) return absl::OkStatus();
  const absl::StatusOr<ListenAddress> address = ParseListenAddress(config.listen_address);
  if (!address.ok()) return address.status();
  if (UsesTls(config) || IsLoopback(*address)) return absl::OkStatus();
  if (!config.insecure_plaintext_on_network) {
    return absl::InvalidArgumentError(absl::StrCat(
        config.listen_address, " is reached from the network, and without TLS everything would cross it in ",
        "plain text: give a TLS certificate, listen on a loopback address, or say that it is meant by ",
        "insecure_plaintext_on_network"));
  }
  if (!config.tokens_file.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("bearer tokens would cross the network to ", config.listen_address,
                     " in plain text, where anybody can read and use them: give a TLS certificate"));
  }
  return absl::OkStatus();
}

}  // namespace isnad
