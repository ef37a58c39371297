// A cue: the word or fixed phrase by which the text says that somebody else is speaking. Found by CueFinder, read by
// every later stage. Values.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_H_
#define ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_H_

#include <cstdint>
#include <vector>

#include "service/attribution/lexicon/verb_form.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

enum class CueKind : uint8_t {
  kFinite,      // a conjugated verb
  kParticiple,  // an active participle; its subject is dropped
  kNominal,     // a masdar or noun
  kPhrase,      // a fixed phrase of the lexicon
  kColon,       // a colon, as in headlines
  kRelay,       // 'an ("from") after a verb of relaying: the inner link of a chain
  kUnknown,     // a word that the lexicon lacks, in the place of a reporting verb
};
inline constexpr int kCueKindCount = 7;

struct Cue {
  TokenRange tokens;
  CueKind kind = CueKind::kFinite;
  int lemma = -1;   // index of Lexicon::lemma(); -1: none
  int phrase = -1;  // index of Lexicon::phrases(); -1: none
  VerbFormFeatures features;
  float probability = 0;
};

// What the cue room says of an article: the cues in text order, without overlap, and for each token the probability
// that a cue begins there.
struct CueList {
  std::vector<Cue> cues;
  std::vector<float> starts;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_H_
