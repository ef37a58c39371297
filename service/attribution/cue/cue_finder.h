// Decides which candidates are cues: each gets a probability from the ranker, and of overlapping ones the most probable
// stays. `lexicon` must outlive the finder. Immutable; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_FINDER_H_
#define ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_FINDER_H_

#include "service/attribution/cue/cue.h"
#include "service/attribution/cue/cue_candidates.h"
#include "service/attribution/ranking/ranker.h"
#include "service/attribution/text/cancellation.h"

namespace isnad {

// Candidates below this probability are no cues. Over ten folds F1 is level from .35 to .45, and .4 keeps precision and
// recall nearest to each other.
inline constexpr float kCueProbabilityMin = 0.4f;

// The cues among `candidates` (whose `probability` is set), and the probabilities by token.
CueList SelectCues(const CueCandidates& candidates, int tokens, Cancellation* stop = nullptr);

CueList FindCues(const AnalyzedText& text, const Lexicon& lexicon, const PhraseMatcher& phrases, const Ranker& ranker,
                 Cancellation* stop = nullptr);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_FINDER_H_
