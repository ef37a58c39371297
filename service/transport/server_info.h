// What GetServerInfo answers. Pure; any thread.
#ifndef ISNAD_SERVICE_TRANSPORT_SERVER_INFO_H_
#define ISNAD_SERVICE_TRANSPORT_SERVER_INFO_H_

#include "absl/status/status.h"
#include "isnad/v1/attribution_service.pb.h"
#include "service/rpc/extraction_service.h"
#include "service/rpc/service_limits.h"

namespace isnad {

// LOADING until the service serves.
absl::Status DescribeServer(const ExtractionService& extraction, const ServiceLimits& limits,
                            v1::GetServerInfoResponse* response);

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRANSPORT_SERVER_INFO_H_
