// Covered by tests/server/tls_credentials_test.cc.
#include "service/server/tls_files.h"

#include <utility>

#include "absl/status/statusor.h"
#include "service/access/file_reader.h"

namespace isnad {
namespace {

TlsFile Read(const std::string& path) {
  TlsFile file = {.path = path};
  if (path.empty()) return file;
  absl::StatusOr<std::string> contents = ReadWholeFile(path, kTlsFileBytesMax);
  file.status = contents.status();
  if (contents.ok()) file.contents = *std::move(contents);
  return file;
}

}  // namespace

TlsFiles ReadTlsFiles(const ServerConfig& config) {
  return {.certificate = Read(config.tls_certificate_file),
          .private_key = Read(config.tls_private_key_file),
          .client_authorities = Read(config.tls_client_ca_file)};
}

}  // namespace isnad
