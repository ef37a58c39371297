// What kind of speaker a source is: candidates are the values of SourceType; these are the features of one of them.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SOURCE_SOURCE_TYPE_H_
#define ISNAD_SERVICE_ATTRIBUTION_SOURCE_SOURCE_TYPE_H_

#include "absl/types/span.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/ranker.h"
#include "service/attribution/span/attribution_span.h"

namespace isnad {

// One place where a speaker speaks, and a name that the article has for it.
struct SourceLook {
  const AttributionSpan* span = nullptr;
  TokenRange name;
};

// `name` is the fullest mention of the speaker of `span`, or its mention there; empty for nobody.
void AddSourceTypeFeatures(const AnalyzedText& text, const Lexicon& lexicon, const AttributionSpan& span,
                           TokenRange name, SourceType type, FeatureVector* features);

// The type that all looks at one speaker together make the most probable.
SourceType RankSourceType(const AnalyzedText& text, const Lexicon& lexicon, absl::Span<const SourceLook> looks,
                          const Ranker& ranker);

// The registry's entry for the longest run of words inside `name` that it knows, or nullptr. A run may begin behind a
// noun of agency or outlet ("the agency Reuters"), not behind an office ("the president of the United States").
const RegistryEntry* FindRegistered(const AnalyzedText& text, const Lexicon& lexicon, TokenRange name);

// The folded words of `range` with single spaces between, a fused conjunction of the first left out.
std::string FoldedName(const AnalyzedText& text, TokenRange range);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SOURCE_SOURCE_TYPE_H_
