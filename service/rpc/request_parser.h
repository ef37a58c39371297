// From the bytes of a request to its message, with a look at their shape in between (request_shape.h). Pure; any
// thread.
#ifndef ISNAD_SERVICE_RPC_REQUEST_PARSER_H_
#define ISNAD_SERVICE_RPC_REQUEST_PARSER_H_

#include "absl/status/status.h"
#include "service/rpc/call.h"
#include "service/rpc/request_shape.h"
#include "service/rpc/service_limits.h"
#include "service/rpc/wire/request.pb.h"

namespace isnad {

// Fills the empty `request`, or says why not: the reasons of CheckShape, in which case nothing has been allocated, and
// REQUEST_MALFORMED. `outline` is filled in any case.
absl::Status ParseRequest(const RequestBytes& bytes, const ServiceLimits& limits,
                          wire::v1::ExtractAttributionsRequest* request);
absl::Status ParseRequest(const RequestBytes& bytes, const ServiceLimits& limits,
                          wire::v1::BatchExtractAttributionsRequest* request);
absl::Status ParseRequest(const RequestBytes& bytes, const ServiceLimits& limits,
                          wire::v1::StreamExtractAttributionsRequest* request, RequestOutline* outline);

// What can be told of a request that is not to be parsed.
RequestOutline ReadOutline(const RequestBytes& bytes, const ServiceLimits& limits);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_REQUEST_PARSER_H_
