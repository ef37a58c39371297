// A fixed cue of several words, or of one that is no verb ("wifqan li", "ala hadd qawlihi", "min al-mutawaqqa'"). The
// value that cue_phrase_parser.h makes of a row of phrases.tsv, and that the cue finder matches against tokens; any
// thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_CUE_PHRASE_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_CUE_PHRASE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "service/attribution/lexicon/categories.h"

namespace isnad {

struct CuePhrase {
  // One word of the pattern.
  struct Element {
    enum class Kind : uint8_t { kWord, kVerb } kind = Kind::kWord;
    std::vector<std::string> words;  // kWord: folded alternatives, without conjunction
    int lemma = -1;                  // kVerb: forms of this lemma only; -1: of any reporting lemma
    bool pronoun = false;            // the word carries an object or possessive pronoun ("qawl+hu"); kVerb: may carry
    bool outside_cue = false;        // must follow, but is not part of the cue's span (a governed preposition)
  };
  enum class SourcePlace : uint8_t { kAfter, kPronoun, kVerbSubject, kNone };

  std::string id;
  CueClass cue_class = CueClass::kAccordingTo;
  Stance stance = Stance::kNeutral;
  SourcePlace source_place = SourcePlace::kAfter;
  bool preposition_attached = false;  // the source carries a fused preposition (li-)
  bool not_attribution = false;       // newsroom voice: the phrase blocks cues inside it
  std::vector<Element> elements;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_CUE_PHRASE_H_
