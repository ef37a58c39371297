// Who is at the other end of a connection, as far as gRPC has verified it: from its properties to the form that access
// control reads. Pure; any thread.
#ifndef ISNAD_SERVICE_TRANSPORT_PEER_IDENTITY_H_
#define ISNAD_SERVICE_TRANSPORT_PEER_IDENTITY_H_

#include <grpcpp/security/auth_context.h>

#include "service/access/call.h"

namespace isnad {

// Views of memory of `context`, which lives as long as its connection has calls. A caller without a certificate, or in
// plain text, has no names; SPIFFE ids are among the URI names.
Peer PeerOf(const grpc::AuthContext& context);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_PEER_IDENTITY_H_
