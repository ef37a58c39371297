// The symbols come from embedded_data.cmake. Covered by tests/client/service_config_test.cc.
#include "client/service_config.h"

#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "grpcpp/support/validate_service_config.h"

extern "C" {
extern const char isnad_service_config_begin[];
extern const char isnad_service_config_end[];
}

namespace isnad {

absl::string_view DefaultServiceConfig() {
  return {isnad_service_config_begin, static_cast<size_t>(isnad_service_config_end - isnad_service_config_begin)};
}

std::string BalancedServiceConfig() {
  const absl::string_view usual = DefaultServiceConfig();
  nlohmann::json config = nlohmann::json::parse(usual.begin(), usual.end());
  config.erase("healthCheckConfig");
  return config.dump();
}

absl::Status CheckServiceConfig(absl::string_view json) {
  std::string problem = grpc::experimental::ValidateServiceConfigJSON(std::string(json));
  if (problem.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("service config: ", problem));
}

}  // namespace isnad
