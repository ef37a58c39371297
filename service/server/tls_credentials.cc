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
  return absl::HashOf(files.certificate.contents, files.private_key.contents, files.client_authorities.contents);
}

}  // namespace

absl::StatusOr<std::unique_ptr<TlsCredentials>> TlsCredentials::Load(const ServerConfig& config) {
  const absl::StatusOr<TlsFiles> files = ReadTlsFiles(config);
  if (!files.ok()) return files.status();
  absl::StatusOr<TlsMaterial> material = CheckTlsFiles(*files, absl::Now());
  if (!material.ok()) return material.status();
  absl::StatusOr<StagedFile> identity = StagedFile::Create(material->identity_pem);
  if (!identity.ok()) return identity.status();
  const std::string authorities_pem = material->client_authorities_pem;
  auto tls = std::unique_ptr<TlsCredentials>(new TlsCredentials(config, *std::move(material), *std::move(identity)));
  std::string authorities_path;
  if (!authorities_pem.empty()) {
    absl::StatusOr<StagedFile> authorities = StagedFile::Create(authorities_pem);
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

TlsCredentials::TlsCredentials(const ServerConfig& config, TlsMaterial material, StagedFile identity)
    : config_(config), material_(std::move(material)), identity_(std::move(identity)) {
  state_.loaded_at = absl::Now();
  state_.not_after = material_.not_after;
}

absl::StatusOr<TlsMaterial> TlsCredentials::ReadAndCheck() {
  absl::StatusOr<TlsMaterial> material;
  for (int look = 0; look < kLooksMax; ++look) {
    const absl::StatusOr<TlsFiles> files = ReadTlsFiles(config_);
    const size_t fingerprint = files.ok() ? Fingerprint(*files) : 0;
    if (look > 0 && fingerprint == fingerprint_) break;
    fingerprint_ = fingerprint;
    material = files.ok() ? CheckTlsFiles(*files, absl::Now()) : files.status();
    if (material.ok()) break;
  }
  return material;
}

// Should the second fail, the next Reload tries both again.
absl::Status TlsCredentials::Stage(const TlsMaterial& material) {
  if (client_authorities_.has_value() && material.client_authorities_pem != material_.client_authorities_pem) {
    if (absl::Status status = client_authorities_->Replace(material.client_authorities_pem); !status.ok())
      return status;
  }
  if (material.identity_pem == material_.identity_pem) return absl::OkStatus();
  return identity_.Replace(material.identity_pem);
}

ReloadReport TlsCredentials::Refuse(const absl::Status& status) {
  const bool repeated = status == status_ && fingerprint_ == refused_fingerprint_;
  status_ = status;
  refused_fingerprint_ = fingerprint_;
  std::lock_guard lock(state_mutex_);
  if (!repeated) ++state_.failed_reloads;
  state_.last_error = std::string(status.message());
  return {.replaced = false, .status = status, .repeated = repeated};
}

ReloadReport TlsCredentials::Reload() {
  std::lock_guard reload_lock(reload_mutex_);
  absl::StatusOr<TlsMaterial> material = ReadAndCheck();
  if (!material.ok()) return Refuse(material.status());
  const bool replaced = *material != material_;
  if (absl::Status status = replaced ? Stage(*material) : absl::OkStatus(); !status.ok()) return Refuse(status);
  const bool repeated = status_.ok();
  status_ = absl::OkStatus();
  material_ = *std::move(material);
  std::lock_guard lock(state_mutex_);
  state_.last_error.clear();
  if (replaced) {
    ++state_.reloads;
    state_.loaded_at = absl::Now();
    state_.not_after = material_.not_after;
  }
  return {.replaced = replaced, .status = absl::OkStatus(), .repeated = repeated};
}

TlsState TlsCredentials::state() const {
  std::lock_guard lock(state_mutex_);
  return state_;
}

}  // namespace isnad
