// Where the claim of a cue begins and ends: candidates and their features, for the finder and the trainer alike.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_SPAN_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_SPAN_H_

#include <vector>

#include "absl/types/span.h"
#include "service/attribution/cue/cue.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/features.h"
#include "service/attribution/span/attribution_span.h"

namespace isnad {

// Tokens behind a cue (or its source) within which its claim begins, and candidates for its end.
inline constexpr int kClaimStartBehind = 44;
inline constexpr int kClaimStartBefore = 120;
inline constexpr int kClaimEndCandidatesMax = 120;

// What is known when a claim is looked for. `starts` holds each token's probability that a cue begins there.
struct ClaimContext {
  const AnalyzedText& text;
  const Lexicon& lexicon;
  const Cue& cue;
  TokenRange source;  // empty: none
  const std::vector<float>& starts;
  absl::Span<const AttributionSpan> earlier = {};  // attributions whose cues stand before, with their claims
  absl::Span<const AttributionSpan> later = {};    // those whose cues stand behind, with their sources
};

std::vector<int> ClaimStartCandidates(const ClaimContext& context);
void AddClaimStartFeatures(const ClaimContext& context, int start, FeatureVector* features);

// Ends (exclusive) for a claim that begins at `start`, in text order.
std::vector<int> ClaimEndCandidates(const ClaimContext& context, int start);
void AddClaimEndFeatures(const ClaimContext& context, int start, int end, FeatureVector* features);

// The quotation whose first content token is `start` (its opening mark stands before it), or -1.
int QuotationOpenedAt(const AnalyzedText& text, int start);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_SPAN_H_
