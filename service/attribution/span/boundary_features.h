// Features of a boundary between two tokens: what the words on both sides look like. Shared by the four decisions about
// where a source or a claim begins and ends.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_BOUNDARY_FEATURES_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_BOUNDARY_FEATURES_H_

#include <cstdint>

#include "service/attribution/cue/cue_context.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/features.h"

namespace isnad {

// Templates base to base + 49. `boundary` is the index of the token behind it.
void AddBoundaryFeatures(const AnalyzedText& text, int boundary, uint32_t base, const CueContext& context,
                         FeatureVector* features);

// 0, 1, 2, 3, 4, 5-6, 7-9, 10-14, 15-24, 25-49, 50 and more, as 0 to 10; negative distances mirrored from 16.
uint32_t DistanceBucket(int distance);

// Article, conjunction, preposition, gender, number and pronoun of a word as bits.
uint32_t AgreementBits(const Word& word);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_BOUNDARY_FEATURES_H_
