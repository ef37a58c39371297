// What is known when a source is looked for, and what both of its decisions ask of it. Borrows everything.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_SOURCE_CONTEXT_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_SOURCE_CONTEXT_H_

#include <cstdint>
#include <vector>

#include "service/attribution/cue/cue.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/span/recurrence.h"

namespace isnad {

struct SourceContext {
  const AnalyzedText& text;
  const Lexicon& lexicon;
  const Cue& cue;
  const std::vector<float>& starts;  // for each token, the probability that a cue begins there
  const Recurrence& recurrence;

  const Lemma* lemma() const { return cue.lemma >= 0 ? &lexicon.lemma(cue.lemma) : nullptr; }

  // The complements that may stand behind the subject: a person, an act, a clause, as three bits.
  uint32_t OwedBits() const;

  // How probably a cue begins at `token`, in five steps.
  uint32_t CueStep(int token) const;
  // The highest step in a range.
  uint32_t HighestCueStep(TokenRange range) const;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_SOURCE_CONTEXT_H_
