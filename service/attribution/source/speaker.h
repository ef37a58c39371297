// The speakers of an article as far as it has been read: each with all its mentions. Values.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SOURCE_SPEAKER_H_
#define ISNAD_SERVICE_ATTRIBUTION_SOURCE_SPEAKER_H_

#include <vector>

#include "service/attribution/lexicon/verb_form.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

struct Speaker {
  int times() const { return static_cast<int>(spoke_in.size()); }

  TokenRange fullest;                // the mention that tells most, the longest of those at cues
  std::vector<TokenRange> mentions;  // where it is named, at cues or elsewhere, the fullest included; in no order
  int last_attribution = -1;         // index of the attribution that it spoke last in
  std::vector<int> spoke_in;         // indexes of the attributions that it spoke in so far, ascending
  // What verbs say of it that have it as their subject in so many words.
  Gender gender = Gender::kNone;
  float trust = 0;  // probability of the surest mention at a cue; 0: only found elsewhere
};

struct SpeakerCandidate {
  int speaker = 0;
  float probability = 0;
};

// Who speaks in one attribution.
struct SpeakerChoice {
  int speaker = -1;                          // index into Speakers::speakers; -1: impersonal
  std::vector<SpeakerCandidate> candidates;  // others, best first
  float probability = 1;
};

struct Speakers {
  std::vector<Speaker> speakers;            // in order of first speech
  std::vector<SpeakerChoice> attributions;  // index by index with the spans
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SOURCE_SPEAKER_H_
