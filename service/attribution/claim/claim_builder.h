// Turns spans and speakers into the engine's answer: claims in text order with ids, attributes and bytes of the
// article, and the sources they name. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_CLAIM_BUILDER_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_CLAIM_BUILDER_H_

#include <vector>

#include "service/attribution/claim/claim.h"
#include "service/attribution/claim/extract_options.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/ranker.h"
#include "service/attribution/source/speaker.h"
#include "service/attribution/span/attribution_span.h"
#include "service/attribution/text/cancellation.h"

namespace isnad {

Attributions BuildClaims(const AnalyzedText& text, const Lexicon& lexicon, const std::vector<AttributionSpan>& spans,
                         const Speakers& speakers, const Ranker& ranker, const ExtractOptions& options,
                         Cancellation* stop = nullptr);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_CLAIM_BUILDER_H_
