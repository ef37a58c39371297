// Covered by tests/transport/grpc_status_test.cc and tests/transport/health_service_test.cc.
#include "service/transport/grpc_status.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "service/rpc/status_encoder.h"

namespace isnad {

grpc::Status EncodeStatus(const absl::Status& status, Locale locale) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status encoded = EncodeRpcStatus(status, locale);
  return grpc::Status(static_cast<grpc::StatusCode>(encoded.code()), std::string(encoded.message()),
                      encoded.SerializeAsString());
}

Locale CallerLocale(const grpc::CallbackServerContext& context) {
  const auto [begin, end] = context.client_metadata().equal_range("accept-language");
  std::string header;
  for (auto entry = begin; entry != end; ++entry) {
    absl::StrAppend(&header, header.empty() ? "" : ",", absl::string_view(entry->second.data(), entry->second.size()));
  }
  return PreferredLocale(header);
}

}  // namespace isnad
