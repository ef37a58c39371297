// Every place of an article where a cue may stand, and the features by which the ranker decides. Used by the finder and
// the trainer alike.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_CANDIDATES_H_
#define ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_CANDIDATES_H_

#include <vector>

#include "service/attribution/cue/cue.h"
#include "service/attribution/cue/phrase_matcher.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/features.h"
#include "service/attribution/text/cancellation.h"

namespace isnad {

struct CueCandidates {
  std::vector<Cue> candidates;       // in order of their first token; may overlap
  std::vector<bool> newsroom_voice;  // for each token: part of a phrase that is the writer's own voice
};

CueCandidates FindCueCandidates(const AnalyzedText& text, const Lexicon& lexicon, const PhraseMatcher& phrases,
                                Cancellation* stop = nullptr);

void AddCueFeatures(const AnalyzedText& text, const Lexicon& lexicon, const CueCandidates& all, const Cue& cue,
                    FeatureVector* features);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_CANDIDATES_H_
