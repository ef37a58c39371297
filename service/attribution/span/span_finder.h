// Finds for each cue the mention of its source and the pieces of its claim, and how the attributions nest. A short beam
// keeps the best few readings until source and claim are seen together. Pure; linear in the article but for bounded
// look-ahead.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_SPAN_FINDER_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_SPAN_FINDER_H_

#include <functional>
#include <vector>

#include "service/attribution/cue/cue.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/ranker.h"
#include "service/attribution/span/attribution_span.h"
#include "service/attribution/span/claim_span.h"
#include "service/attribution/span/span_reading.h"
#include "service/attribution/text/cancellation.h"

namespace isnad {

// Told of the readings of each cue that compete, the likeliest first.
using ReadingObserver = std::function<void(const ClaimContext& context, const std::vector<SpanReading>& readings)>;

// In the order of `cues`; attributions without any content are left out.
std::vector<AttributionSpan> FindSpans(const AnalyzedText& text, const Lexicon& lexicon, const CueList& cues,
                                       const Ranker& ranker, Cancellation* stop = nullptr,
                                       const ReadingObserver& observer = nullptr);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_SPAN_FINDER_H_
