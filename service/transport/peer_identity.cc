// Covered by tests/transport/peer_identity_test.cc and, over real connections, tests/end_to_end/tls_test.cc.
#include "service/transport/peer_identity.h"

#include <grpc/grpc_security_constants.h>

#include <vector>

namespace isnad {
namespace {

std::vector<absl::string_view> ValuesOf(const grpc::AuthContext& context, const char* property) {
  std::vector<absl::string_view> values;
  for (grpc::string_ref value : context.FindPropertyValues(property)) values.emplace_back(value.data(), value.size());
  return values;
}

}  // namespace

Peer PeerOf(const grpc::AuthContext& context) {
  Peer peer;
  for (absl::string_view type : ValuesOf(context, GRPC_TRANSPORT_SECURITY_TYPE_PROPERTY_NAME)) {
    peer.over_tls = peer.over_tls || type == "ssl" || type == "tls";
  }
  // Whatever certificate is asked for is verified (tls_credentials.cc); one that does not pass gets no connection.
  if (!peer.over_tls) return peer;
  peer.uri_names = ValuesOf(context, GRPC_PEER_URI_PROPERTY_NAME);
  peer.dns_names = ValuesOf(context, GRPC_PEER_DNS_PROPERTY_NAME);
  const std::vector<absl::string_view> subjects = ValuesOf(context, GRPC_X509_SUBJECT_PROPERTY_NAME);
  if (!subjects.empty()) peer.subject = subjects.front();
  return peer;
}

}  // namespace isnad
