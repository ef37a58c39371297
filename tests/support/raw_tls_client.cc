#include "tests/support/raw_tls_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <stdexcept>

namespace isnad::testing {
namespace {

// The wait for an answer that never comes ends, in seconds.
constexpr int kPatienceS = 20;

int Connected(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval patience = {.tv_sec = kPatienceS, .tv_usec = 0};
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    close(socket);
    throw std::runtime_error("nobody listens on the port");
  }
  return socket;
}

std::unique_ptr<BIO, decltype(&BIO_free_all)> ReaderOf(const std::string& pem) {
  return {BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free_all};
}

void Show(SSL_CTX* context, const KeyAndCertificate& identity) {
  if (identity.key.empty()) return;
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      PEM_read_bio_X509(ReaderOf(identity.certificate).get(), nullptr, nullptr, nullptr), X509_free);
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      PEM_read_bio_PrivateKey(ReaderOf(identity.key).get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  SSL_CTX_use_certificate(context, certificate.get());
  SSL_CTX_use_PrivateKey(context, key.get());
}

Handshake Finished(SSL* connection) {
  Handshake handshake;
  handshake.version = SSL_version(connection);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(connection), X509_free);
  if (certificate != nullptr) handshake.serial = SerialOf(certificate.get());
  const unsigned char* protocol = nullptr;
  unsigned int length = 0;
  SSL_get0_alpn_selected(connection, &protocol, &length);
  handshake.application_protocol.assign(reinterpret_cast<const char*>(protocol), length);
  return handshake;
}

}  // namespace

Handshake ShakeHands(const HandshakeOptions& options) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  // Otherwise the client itself refuses old versions, and the test would not see what the server does.
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_min_proto_version(context.get(), options.oldest_version);
  SSL_CTX_set_max_proto_version(context.get(), options.newest_version);
  Show(context.get(), options.identity);
  const std::unique_ptr<SSL, decltype(&SSL_free)> connection(SSL_new(context.get()), SSL_free);
  constexpr unsigned char kHttp2[] = {2, 'h', '2'};
  SSL_set_alpn_protos(connection.get(), kHttp2, sizeof(kHttp2));
  const int socket = Connected(options.port);
  SSL_set_fd(connection.get(), socket);
  ERR_clear_error();
  Handshake handshake;
  if (SSL_connect(connection.get()) == 1) {
    handshake = Finished(connection.get());
  } else {
    handshake.failure = ERR_GET_REASON(ERR_peek_error());
  }
  close(socket);
  return handshake;
}

}  // namespace isnad::testing
