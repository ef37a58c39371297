// Where the mention of a source begins and ends: candidates and their features, for the finder and the trainer alike.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_SOURCE_SPAN_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_SOURCE_SPAN_H_

#include <vector>

#include "service/attribution/ranking/features.h"
#include "service/attribution/span/source_context.h"

namespace isnad {

// Tokens before and behind a cue between which its source begins, and the longest source. In the annotated articles
// fewer than 3 % of the sources lie outside.
inline constexpr int kSourceStartBefore = 22;
inline constexpr int kSourceStartBehind = 16;
inline constexpr int kSourceTokensMax = 32;

// -1 for "no mention", first; then tokens in text order.
std::vector<int> SourceStartCandidates(const AnalyzedText& text, const Cue& cue);
void AddSourceStartFeatures(const SourceContext& context, int start, FeatureVector* features);

// Ends (exclusive) for a source that begins at `start`, in text order.
std::vector<int> SourceEndCandidates(const AnalyzedText& text, const Cue& cue, int start);
void AddSourceEndFeatures(const SourceContext& context, int start, int end, FeatureVector* features);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_SOURCE_SPAN_H_
