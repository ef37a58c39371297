// Chains of reporters: "naqalat ruytarz 'an mas'ul qawlahu" is the agency's report of an official's words, so the
// official's claim came through the agency. Pure; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_RELAY_CHAIN_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_RELAY_CHAIN_H_

#include <vector>

#include "absl/types/span.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/span/attribution_span.h"

namespace isnad {

// For each attribution the ids of the sources its claim went through, the outermost reporter first and its own source
// last; empty where there is no chain. `source_ids` has an id for each of `spans`, 0 for an impersonal source, which
// breaks a chain. An attribution inside another's claim is no link by that alone: the inner cue must stand at the
// beginning of the outer claim, and one of the two must relay.
std::vector<std::vector<int>> FindRelayChains(const AnalyzedText& text, const Lexicon& lexicon,
                                              absl::Span<const AttributionSpan> spans,
                                              absl::Span<const int> source_ids);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_RELAY_CHAIN_H_
