// What a root and a pattern make before any ending: the stems of each tense and voice, the participles, the masdar, in
// transcription (lexicon/transcription.h). Weak radicals inside are resolved here (hollow, doubled, assimilated); a
// weak last radical stays in the stem and is resolved when an ending joins it. Values and pure functions; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_VERB_STEM_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_VERB_STEM_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/attribution/lexicon/conjugation.h"
#include "service/attribution/lexicon/verb_form.h"

namespace isnad {

// A stem as it stands before a vowel, and as it stands before a consonant or at the end of the word: qAl-, qul-.
struct TenseStem {
  std::string full;
  std::string reduced;
};

struct VerbStems {
  TenseStem perfect[2];    // by Voice; the passive's are empty where the pattern has none
  TenseStem imperfect[2];  // with the prefix's vowel, without its consonant: "aktub"
  TenseStem imperative;    // empty where the verb has none
  std::string active_participle;
  std::string passive_participle;  // may be empty
  std::string masdar;              // the regular one; empty for pattern I
  bool is_doubled = false;         // jussive and imperative stand with the full stem too: yarudd, yardud
};

// InvalidArgument as Conjugate().
absl::StatusOr<VerbStems> BuildStems(const VerbSpec& spec);

// The stem with an ending, contracted where a weak last radical meets it: "daEaw" + "at" = "daEat".
std::string Join(absl::string_view stem, absl::string_view ending);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_VERB_STEM_H_
