// Covered by tests/server/tls_credentials_test.cc.
#include "service/server/tls_files.h"

#include <utility>

#include "absl/status/status.h"
#include "service/access/file_reader.h"

namespace isnad {
namespace {

absl::Status Read(const std::string& path, TlsFile* file) {
  if (path.empty()) return absl::OkStatus();
  absl::StatusOr<std::string> contents = ReadWholeFile(path, kTlsFileBytesMax);
  if (!contents.ok()) return contents.status();
  *file = {.path = path, .contents = *std::move(contents)};
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<TlsFiles> ReadTlsFiles(const ServerConfig& config) {
  TlsFiles files;
  if (absl::Status status = Read(config.tls_certificate_file, &files.certificate); !status.ok()) return status;
  if (absl::Status status = Read(config.tls_private_key_file, &files.private_key); !status.ok()) return status;
  if (absl::Status status = Read(config.tls_client_ca_file, &files.client_authorities); !status.ok()) return status;
  return files;
}

}  // namespace isnad
