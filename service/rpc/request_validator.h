// Turns a request as received into one that the engine can work on, or says what is wrong with it: the first fault in
// the order of the fields, as an error with reason, field and, for malformed UTF-8, the offset of the first bad byte.
// How many entries the lists have is known already (request_shape.h). Holds views of the message, which must outlive
// the result. Pure; any thread.
#ifndef ISNAD_SERVICE_RPC_REQUEST_VALIDATOR_H_
#define ISNAD_SERVICE_RPC_REQUEST_VALIDATOR_H_

#include <functional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "isnad/v1/attribution.pb.h"
#include "service/attribution/attribution_extractor.h"
#include "service/rpc/service_limits.h"
#include "service/rpc/wire/request.pb.h"

namespace isnad {

// Valid UTF-8, within the limits.
struct ValidArticle {
  absl::string_view article_id;
  absl::string_view text;
  absl::string_view language_code;  // "ar" where the caller gave none
};

struct ValidOptions {
  v1::OffsetEncoding offset_encoding = v1::OFFSET_ENCODING_UTF8;  // never UNSPECIFIED
  bool include_text = true;
  size_t claims_max = kClaimsMax;  // of the answer
  ExtractOptions extract;
};

// `path` names the message in errors: "article".
absl::StatusOr<ValidArticle> ValidateArticle(const wire::v1::Article& article, absl::string_view path,
                                             const ServiceLimits& limits);

// Makes known sources ready too, which takes a while where there are many, but once for all articles. `cancelled` is
// asked meanwhile, every few milliseconds; once it has said yes the options are not to be used.
absl::StatusOr<ValidOptions> ValidateOptions(const wire::v1::ExtractOptions& options, const ServiceLimits& limits,
                                             const std::function<bool()>& cancelled = nullptr);

// What known sources hold in memory beside their bytes on the wire, where a name may have one.
size_t KnownNameBytes(const wire::v1::ExtractOptions& options);

// The BCP 47 codes that are served, each with its regions.
absl::Span<const absl::string_view> ServedLanguages();

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_REQUEST_VALIDATOR_H_
