// The server's certificate, as gRPC's credentials, renewed without a restart: Reload looks at the operator's files, and
// what passes every check (tls_material.h) serves the connections made from a second later on, while those that are
// open stay as they are. Whatever does not pass leaves the old in force and shows in the state: certificate and key by
// themselves, and the clients' authorities by themselves, so that one can be withdrawn while the other has a mistake.
//
// gRPC reads certificates from files, once a second; the files it reads are copies of ours in memory
// (tls_staged_file.h), because it would take two files that are being replaced, or garbage, as they come.
//
// TLS 1.2 is the oldest version served, and 1.3 preferred. All methods: any thread.
#ifndef ISNAD_SERVICE_SERVER_TLS_CREDENTIALS_H_
#define ISNAD_SERVICE_SERVER_TLS_CREDENTIALS_H_

#include <grpcpp/security/server_credentials.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/access/reloadable_access.h"
#include "service/server/config.h"
#include "service/server/tls_material.h"
#include "service/server/tls_staged_file.h"

namespace isnad {

// How often gRPC looks whether we have renewed: its smallest interval, in seconds. A new certificate serves at most
// this long after Reload.
inline constexpr int kTlsRefreshSeconds = 1;

struct TlsState {
  // When the certificate in force was read.
  absl::Time loaded_at;
  // When the first certificate of its chain ends.
  absl::Time not_after;
  // How often another certificate, key or list of authorities came into force.
  int64_t reloads = 0;
  // How often files were found that were wrong; the same ones count once.
  int64_t failed_reloads = 0;
  // Why the files as they are now are not in force; empty where they are.
  std::string last_error;
};

class TlsCredentials {
 public:
  // The files that `config` names. Errors: those of CheckTlsFiles and StagedFile::Create.
  static absl::StatusOr<std::unique_ptr<TlsCredentials>> Load(const ServerConfig& config);

  TlsCredentials(const TlsCredentials&) = delete;
  TlsCredentials& operator=(const TlsCredentials&) = delete;

  // For ServerBuilder::AddListeningPort. The server must be gone before this object is.
  const std::shared_ptr<grpc::ServerCredentials>& credentials() const { return credentials_; }

  // Looks at the files.
  ReloadReport Reload();

  TlsState state() const;

 private:
  TlsCredentials(const ServerConfig& config, const TlsMaterial& material, StagedFile identity);

  TlsMaterial ReadAndCheck();
  // Puts what is right of it in force; then each is OK or says why not.
  bool Stage(TlsMaterial* material);

  const ServerConfig config_;
  // Held by Reload throughout. Guards what is in force, and what was looked at last.
  std::mutex reload_mutex_;
  TlsIdentity in_force_;
  std::string authorities_in_force_;
  size_t fingerprint_ = 0;
  size_t refused_fingerprint_ = 0;
  absl::Status status_;

  mutable std::mutex state_mutex_;
  TlsState state_;

  // gRPC's provider reads the staged files for as long as the credentials live, so these are the last to come.
  StagedFile identity_;
  std::optional<StagedFile> client_authorities_;
  std::shared_ptr<grpc::ServerCredentials> credentials_;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_SERVER_TLS_CREDENTIALS_H_
