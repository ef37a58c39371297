// The learned attributes of an attribution: how its content is quoted, and what its cue does. Candidates are the values
// of the enum; features are written for one value. Used by the builder and the trainer alike.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_ATTRIBUTION_VALUES_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_ATTRIBUTION_VALUES_H_

#include "service/attribution/claim/claim.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/ranker.h"
#include "service/attribution/span/attribution_span.h"

namespace isnad {

void AddQuoteKindFeatures(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& span, QuoteKind kind,
                          FeatureVector* features);
QuoteKind RankQuoteKind(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& span,
                        const Ranker& ranker);

// `name` is the fullest mention of the speaker; empty for nobody.
void AddCueClassFeatures(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& span, TokenRange name,
                         CueClass cue_class, FeatureVector* features);
CueClass RankCueClass(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& span, TokenRange name,
                      const Ranker& ranker);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_ATTRIBUTION_VALUES_H_
