// What a request is made of, told from its bytes before a message is made of them. An empty article or an unknown field
// takes two bytes on the wire and a hundred in memory, so that a message of which nobody has counted the parts may
// cost forty times its size. One walk over tags and lengths, which passes over a text in one step and ends at the first
// part too many. Pure; any thread.
#ifndef ISNAD_SERVICE_RPC_REQUEST_SHAPE_H_
#define ISNAD_SERVICE_RPC_REQUEST_SHAPE_H_

#include <google/protobuf/io/zero_copy_stream.h>

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "service/rpc/service_limits.h"

namespace isnad {

enum class RequestKind {
  kArticle,  // ExtractAttributionsRequest, StreamExtractAttributionsRequest
  kBatch     // BatchExtractAttributionsRequest
};

// What a walk over the request of one article has met.
struct RequestOutline {
  bool has_options = false;
  std::string article_id;  // empty where it is longer than kArticleIdBytesMax
};

// Whether no list of the request is longer than `limits` allows and no more than kSurplusFieldsMax fields have no place
// in it: TOO_MANY_ARTICLES, TOO_MANY_KNOWN_SOURCES, TOO_MANY_ALIASES, REQUEST_MALFORMED. The last also where the bytes
// are no message at all; but not all such bytes are found. `size`: of all the bytes. `outline`: filled up to the end of
// the walk, where there is one.
absl::Status CheckShape(RequestKind kind, const ServiceLimits& limits, size_t size,
                        google::protobuf::io::ZeroCopyInputStream* bytes, RequestOutline* outline = nullptr);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_REQUEST_SHAPE_H_
