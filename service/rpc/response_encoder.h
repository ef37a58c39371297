// The engine's answer in the caller's terms: offsets in the caller's unit, words of the article where they are wanted,
// and a size that is bounded by the article's. Deterministic; pure; any thread.
#ifndef ISNAD_SERVICE_RPC_RESPONSE_ENCODER_H_
#define ISNAD_SERVICE_RPC_RESPONSE_ENCODER_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "isnad/v1/attribution_service.pb.h"
#include "service/attribution/claim/claim.h"
#include "service/rpc/request_validator.h"

namespace isnad {

// The most bytes of a response to an article of `article_bytes`.
size_t ResponseBytesMax(size_t article_bytes);

// Fills an empty response, apart from lexicon_version, for which room is kept. The ranges of `attributions` lie in the
// article and split no code point. Where all texts would make the response too large they are all left out
// (text_omitted); where the spans alone would, the last claims are (claims_omitted).
void EncodeResponse(const ValidArticle& article, const ValidOptions& options, const Attributions& attributions,
                    v1::ExtractAttributionsResponse* response);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_RESPONSE_ENCODER_H_
