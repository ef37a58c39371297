// What a mention and a candidate for its bearer have in common: words, head, name, and whether the one takes up what
// the other brings in; or, where the candidate is the mention itself, what speaks for a speaker of its own. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SOURCE_MENTION_FEATURES_H_
#define ISNAD_SERVICE_ATTRIBUTION_SOURCE_MENTION_FEATURES_H_

#include <cstdint>

#include "service/attribution/ranking/features.h"
#include "service/attribution/source/antecedent.h"

namespace isnad {

// Whether a word of the phrase is a known given name.
bool HasName(const AnalyzedText& text, TokenRange phrase);

// For an attribution with a mention. `sort` is the candidate's kind and rank as the other features take them.
void AddMentionFeatures(const AntecedentContext& context, const Antecedent& candidate, uint32_t sort,
                        FeatureVector* features);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SOURCE_MENTION_FEATURES_H_
