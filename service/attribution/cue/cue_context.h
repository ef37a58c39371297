// What every decision's features say of a cue, and the words that the networks look at. Written once for the decisions
// about cues, sources, claims and speakers. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_CONTEXT_H_
#define ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_CONTEXT_H_

#include <cstdint>
#include <initializer_list>

#include "service/attribution/cue/cue.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/features.h"

namespace isnad {

// What a decision knows of its cue, as small numbers to cross features with.
struct CueContext {
  uint32_t kind = 0;      // CueKind
  uint32_t identity = 0;  // phrase, else lemma, else kind
  uint32_t form = 0;      // kind, person, gender, number, voice
  uint32_t frames = 0;    // of the lemma

  CueContext(const Cue& cue, const Lexicon& lexicon);
};

// The words at these tokens as the network's slots; indexes outside the text are words of class kOutside.
void AddSlots(const AnalyzedText& text, std::initializer_list<int> tokens, FeatureVector* features);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_CONTEXT_H_
