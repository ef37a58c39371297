// What a claim's boundaries have to do with the attributions around: claims found before are parents or siblings, and
// attributions still to come begin where a claim ends, or stand inside it. Features for the finder and the trainer
// alike. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_NEIGHBOURS_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_NEIGHBOURS_H_

#include <cstdint>

#include "service/attribution/cue/cue_context.h"
#include "service/attribution/ranking/features.h"
#include "service/attribution/span/claim_span.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// The claims of the earlier attributions nearest to the cue: the smallest that holds it, and the last that does not.
// Empty ranges and -1 where there is none.
struct EarlierClaims {
  TokenRange parent;
  TokenRange sibling;
  int parent_cue = -1;
  int sibling_cue = -1;
};
EarlierClaims FindEarlierClaims(const ClaimContext& context);

// Where `token` stands to `range`, as a number: no range, before, at its begin, inside, at its end, behind.
uint32_t Relation(int token, TokenRange range);

void AddNeighboursOfStart(const ClaimContext& context, int start, const CueContext& cue, FeatureVector* features);
// `mark` says what stands at the end, `sentence_end` whether the sentence ends there.
struct EndPlace {
  int end = 0;
  uint32_t mark = 0;
  bool sentence_end = false;
};
void AddNeighboursOfEnd(const ClaimContext& context, int start, const EndPlace& place, const CueContext& cue,
                        FeatureVector* features);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_NEIGHBOURS_H_
