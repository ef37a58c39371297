// Covered by tests/transport/grpc_status_test.cc.
#include "service/transport/grpc_status.h"

#include <string>

#include "service/rpc/status_encoder.h"

namespace isnad {

grpc::Status EncodeStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status encoded = EncodeRpcStatus(status);
  return grpc::Status(static_cast<grpc::StatusCode>(encoded.code()), std::string(encoded.message()),
                      encoded.SerializeAsString());
}

}  // namespace isnad
