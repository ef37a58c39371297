// Covered by tests/server/tls_credentials_test.cc and tests/end_to_end/tls_test.cc.
#include "service/server/tls_credentials.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <utility>

#include "absl/hash/hash.h"
#include "absl/time/clock.h"

namespace isnad {
namespace {

// Files that are just being replaced are looked at again at once, so often: both of two renamed files are then new.
constexpr int kLooksMax = 3;

grpc_ssl_client_certificate_request_type RequestType(ClientCertificates certificates) {
  switch (certificates) {
    case ClientCertificates::kIgnored:
      return GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE;
    case ClientCertificates::kOptional:
      return GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY;
    case ClientCertificates::kRequired:
      return GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY;
  }
  return GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY;
}

// Newer gRPC takes a provider for each purpose, older gRPC one for those that are named; each lacks the other's way.
template <typename Options>
std::shared_ptr<grpc::ServerCredentials> MakeCredentials(
    const std::shared_ptr<grpc::experimental::CertificateProviderInterface>& provider, bool asks_clients,
    grpc_ssl_client_certificate_request_type request) {
  if constexpr (requires { Options::Create(provider); }) {
    auto options = Options::Create(provider);
    if (!options.ok()) return nullptr;
    if (asks_clients) options->set_root_certificate_provider(provider);
    options->set_cert_request_type(request);
    return grpc::experimental::TlsServerCredentials(*options);
  } else {
    Options options(provider);
    options.watch_identity_key_cert_pairs();
    if (asks_clients) options.watch_root_certs();
    options.set_cert_request_type(request);
    return grpc::experimental::TlsServerCredentials(options);
  }
}

size_t Fingerprint(const TlsFiles& files) {
  const auto of_file = [](const TlsFile& file) { return absl::HashOf(file.contents, file.status.message()); };
  return absl::HashOf(of_file(files.certificate), of_file(files.private_key), of_file(files.client_authorities));
}

}  // namespace

absl::StatusOr<std::unique_ptr<TlsCredentials>> TlsCredentials::Load(const ServerConfig& config) {
  const TlsMaterial material = CheckTlsFiles(ReadTlsFiles(config), absl::Now());
  if (absl::Status status = material.status(); !status.ok()) return status;
  absl::StatusOr<StagedFile> identity = StagedFile::Create(material.identity->pem);
  if (!identity.ok()) return identity.status();
  auto tls = std::unique_ptr<TlsCredentials>(new TlsCredentials(config, material, *std::move(identity)));
  std::string authorities_path;
  if (!tls->authorities_in_force_.empty()) {
    absl::StatusOr<StagedFile> authorities = StagedFile::Create(tls->authorities_in_force_);
    if (!authorities.ok()) return authorities.status();
    authorities_path = tls->client_authorities_.emplace(*std::move(authorities)).path();
  }
  const std::string& identity_path = tls->identity_.path();  // key and chain stand in one file
  tls->credentials_ = MakeCredentials<grpc::experimental::TlsServerCredentialsOptions>(
      std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(identity_path, identity_path,
                                                                           authorities_path, kTlsRefreshSeconds),
      !authorities_path.empty(), RequestType(config.tls_client_certificates));
  if (tls->credentials_ == nullptr) return absl::InternalError("gRPC made no TLS credentials");
  return tls;
}

TlsCredentials::TlsCredentials(const ServerConfig& config, const TlsMaterial& material, StagedFile identity)
    : config_(config),
      in_force_(*material.identity),
      authorities_in_force_(*material.client_authorities_pem),
      identity_(std::move(identity)) {
  state_.loaded_at = absl::Now();
  state_.not_after = in_force_.not_after;
}

TlsMaterial TlsCredentials::ReadAndCheck() {
  TlsMaterial material;
  for (int look = 0; look < kLooksMax; ++look) {
    const TlsFiles files = ReadTlsFiles(config_);
    const size_t fingerprint = Fingerprint(files);
    if (look > 0 && fingerprint == fingerprint_) break;
    fingerprint_ = fingerprint;
    material = CheckTlsFiles(files, absl::Now());
    if (material.status().ok()) break;
  }
  return material;
}

bool TlsCredentials::Stage(TlsMaterial* material) {
  bool replaced = false;
  absl::StatusOr<std::string>& authorities = material->client_authorities_pem;
  if (authorities.ok() && client_authorities_.has_value() && *authorities != authorities_in_force_) {
    if (absl::Status status = client_authorities_->Replace(*authorities); status.ok()) {
      authorities_in_force_ = *authorities;
      replaced = true;
    } else {
      authorities = status;
    }
  }
  absl::StatusOr<TlsIdentity>& identity = material->identity;
  if (identity.ok() && identity->pem != in_force_.pem) {
    if (absl::Status status = identity_.Replace(identity->pem); status.ok()) {
      in_force_ = *identity;
      replaced = true;
    } else {
      identity = status;
    }
  }
  return replaced;
}

ReloadReport TlsCredentials::Reload() {
  std::lock_guard reload_lock(reload_mutex_);
  TlsMaterial material = ReadAndCheck();
  ReloadReport report = {.replaced = Stage(&material), .status = material.status()};
  report.repeated = report.status == status_ && (report.status.ok() || fingerprint_ == refused_fingerprint_);
  status_ = report.status;
  if (!report.status.ok()) refused_fingerprint_ = fingerprint_;
  std::lock_guard lock(state_mutex_);
  state_.last_error = std::string(report.status.message());
  if (!report.status.ok() && !report.repeated) ++state_.failed_reloads;
  if (report.replaced) {
    ++state_.reloads;
    state_.loaded_at = absl::Now();
    state_.not_after = in_force_.not_after;
  }
  return report;
}

TlsState TlsCredentials::state() const {
  std::lock_guard lock(state_mutex_);
  return state_;
}

}  // namespace isnad
