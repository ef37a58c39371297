// The operator's PEM files of TLS, as they are on disk: read, not judged (tls_material.h judges). Any thread.
#ifndef ISNAD_SERVICE_SERVER_TLS_FILES_H_
#define ISNAD_SERVICE_SERVER_TLS_FILES_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "service/server/config.h"

namespace isnad {

// One file, in bytes. A chain with its key has some 10 KB, the authorities of all browsers 250 KB.
inline constexpr size_t kTlsFileBytesMax = size_t{1} << 20;

struct TlsFile {
  std::string path;
  std::string contents;
  // Names the file: NotFound, PermissionDenied and the like where it cannot be read, InvalidArgument where it is no
  // regular file or is longer than kTlsFileBytesMax; then there are no contents.
  absl::Status status = absl::OkStatus();
};

struct TlsFiles {
  TlsFile certificate;
  TlsFile private_key;
  // Who may issue the clients' certificates; no path: nobody is asked for one.
  TlsFile client_authorities;
};

TlsFiles ReadTlsFiles(const ServerConfig& config);

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_TLS_FILES_H_
