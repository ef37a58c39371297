#include "tests/load/generator/connections.h"

#include <chrono>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/load/generator/article_reader.h"

namespace isnad::load {
namespace {

absl::Status ReadIfNamed(const std::string& path, std::string* text) {
  if (path.empty()) return absl::OkStatus();
  absl::StatusOr<std::string> read = ReadFile(path);
  if (read.ok()) *text = *std::move(read);
  return read.status();
}

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> Credentials(const LoadOptions& options) {
  if (options.tls_ca_file.empty() && options.tls_certificate_file.empty()) return grpc::InsecureChannelCredentials();
  grpc::SslCredentialsOptions tls;
  if (absl::Status status = ReadIfNamed(options.tls_ca_file, &tls.pem_root_certs); !status.ok()) return status;
  if (absl::Status status = ReadIfNamed(options.tls_certificate_file, &tls.pem_cert_chain); !status.ok()) return status;
  if (absl::Status status = ReadIfNamed(options.tls_key_file, &tls.pem_private_key); !status.ok()) return status;
  return grpc::SslCredentials(tls);
}

absl::StatusOr<grpc::ChannelArguments> Arguments(const LoadOptions& options) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  if (!options.tls_server_name.empty()) arguments.SetSslTargetNameOverride(options.tls_server_name);
  if (options.service_config_file.empty()) {
    arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
    return arguments;
  }
  const absl::StatusOr<std::string> config = ReadFile(options.service_config_file);
  if (!config.ok()) return config.status();
  arguments.SetServiceConfigJSON(*config);
  return arguments;
}

}  // namespace

absl::StatusOr<Channels> Connect(const LoadOptions& options) {
  const auto credentials = Credentials(options);
  if (!credentials.ok()) return credentials.status();
  const auto arguments = Arguments(options);
  if (!arguments.ok()) return arguments.status();
  Channels channels;
  for (int i = 0; i < options.connections; ++i) {
    channels.push_back(grpc::CreateCustomChannel(options.target, *credentials, *arguments));
    channels.back()->GetState(/*try_to_connect=*/true);
  }
  const auto connect_time = std::chrono::milliseconds(static_cast<int64_t>(options.connect_seconds * 1000));
  for (const std::shared_ptr<grpc::Channel>& channel : channels) {
    if (!channel->WaitForConnected(std::chrono::system_clock::now() + connect_time)) {
      return absl::UnavailableError(
          absl::StrCat("no connection to ", options.target, " within ", options.connect_seconds, " s"));
    }
  }
  return channels;
}

}  // namespace isnad::load
