// What a cue says beyond its class: whether the speaker holds the content true, whether it was said at all, and how the
// writer presents the speaker. Decided by the lemma and the few words before the cue. Pure; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_CUE_ATTRIBUTES_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_CUE_ATTRIBUTES_H_

#include "service/attribution/claim/claim.h"
#include "service/attribution/cue/cue.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"

namespace isnad {

struct CueAttributes {
  Polarity polarity = Polarity::kPositive;
  Modality modality = Modality::kActual;
  Stance stance = Stance::kNeutral;
};

// Negative: the lemma denies ("nafa") or the cue is negated ("lam yu'akkid"), but not both ("lam yastab'id").
// Hypothetical: speech that may or might come ("qad yu'lin", "law qala", "min al-mutawaqqa' an yu'lin").
CueAttributes FindCueAttributes(const AnalyzedText& text, const Lexicon& lexicon, const Cue& cue);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_CUE_ATTRIBUTES_H_
