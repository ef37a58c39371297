// The PEM files of a server in a folder of the test's own, and the configuration that names them.
#ifndef ISNAD_TESTS_SUPPORT_TLS_FOLDER_H_
#define ISNAD_TESTS_SUPPORT_TLS_FOLDER_H_

#include <filesystem>
#include <string>

#include "service/server/config.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_certificates.h"

namespace isnad::testing {

class TlsFolder {
 public:
  void Write(const KeyAndCertificate& identity) const {
    WriteKey(identity.key);
    WriteCertificate(identity.certificate);
  }
  void WriteKey(const std::string& pem) const { Replace("key.pem", pem); }
  void WriteCertificate(const std::string& pem) const { Replace("certificate.pem", pem); }
  void WriteAuthorities(const std::string& pem) const { Replace("authorities.pem", pem); }
  void Remove(const std::string& name) const { std::filesystem::remove(folder_.Path(name)); }
  std::string Path(const std::string& name) const { return folder_.Path(name); }

  // On a port of loopback that the system chooses.
  ServerConfig Config(ClientCertificates clients = ClientCertificates::kIgnored) const {
    ServerConfig config;
    config.listen_address = "127.0.0.1:0";
    config.drain_delay_ms = 0;
    config.tls_certificate_file = folder_.Path("certificate.pem");
    config.tls_private_key_file = folder_.Path("key.pem");
    config.tls_client_certificates = clients;
    if (clients != ClientCertificates::kIgnored) config.tls_client_ca_file = folder_.Path("authorities.pem");
    return config;
  }

 private:
  // As an operator should: whoever reads gets the old file or the new one.
  void Replace(const std::string& name, const std::string& contents) const {
    std::filesystem::rename(folder_.Write(name + ".new", contents), folder_.Path(name));
  }

  TemporaryFolder folder_;
};

}  // namespace isnad::testing

#endif  // ISNAD_TESTS_SUPPORT_TLS_FOLDER_H_
