// A call as access control sees it: who is at the other end of the connection, and which method is called. Views of
// memory that outlives the decision. From gRPC these are: over_tls, the property transport_security_type is "ssl" or
// "tls"; URI and DNS names, the properties peer_uri and peer_dns; subject, the property x509_subject.
#ifndef ISNAD_SERVICE_ACCESS_CALL_H_
#define ISNAD_SERVICE_ACCESS_CALL_H_

#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace isnad {

// Paths of health checks, whose callers are often unable to show anything, begin so.
inline constexpr absl::string_view kHealthMethods = "/grpc.health.v1.Health/";

// What the transport has verified of the caller. Without a client certificate the names are empty.
struct Peer {
  bool over_tls = false;
  // Subject alternative names of the client certificate.
  std::vector<absl::string_view> uri_names;
  std::vector<absl::string_view> dns_names;
  // Its subject, in RFC 2253 form.
  absl::string_view subject;
};

struct Call {
  // "/package.Service/Method".
  absl::string_view method;
  Peer peer;
};

// All values of the metadata key, which is in lower case, in the order received; none where the call has no such key.
using HeaderValues = absl::InlinedVector<absl::string_view, 2>;
using HeaderLookup = absl::FunctionRef<HeaderValues(absl::string_view key)>;

}  // namespace isnad

#endif  // ISNAD_SERVICE_ACCESS_CALL_H_
