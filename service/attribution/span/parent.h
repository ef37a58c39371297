// How attributions nest: the parent of an attribution is the one whose content reports it. That a content holds the cue
// does not make it the parent: a claim that runs on too long holds the speaker's next one. Candidates and features, for
// the finder and the trainer alike.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_PARENT_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_PARENT_H_

#include <vector>

#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/ranker.h"
#include "service/attribution/span/attribution_span.h"
#include "service/attribution/text/cancellation.h"

namespace isnad {

// One attribution whose parent is looked for.
struct ParentContext {
  const AnalyzedText& text;
  const Lexicon& lexicon;
  const std::vector<AttributionSpan>& spans;
  int index = 0;  // of the attribution in `spans`

  const AttributionSpan& span() const { return spans[index]; }
};

// The piece of `outer`'s content that holds the cue; empty where none does.
TokenRange HoldingPiece(const AttributionSpan& outer, const Cue& cue);

// The attributions near by whose content holds the cue, the one with the smallest content first, and -1 for none, last.
std::vector<int> ParentCandidates(const ParentContext& context);

// None has no features: its score is zero.
void AddParentFeatures(const ParentContext& context, int parent, FeatureVector* features);

// Sets each attribution's parent, the surest first and without circles.
void FindParents(const AnalyzedText& text, const Lexicon& lexicon, const Ranker& ranker,
                 std::vector<AttributionSpan>* spans, Cancellation* stop = nullptr);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_PARENT_H_
