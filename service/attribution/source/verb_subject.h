// What verbs tell of their subjects: gender and number on the verb's side and on the phrase's, how a phrase stands to
// the verb before it, and whether an ordinary verb with a subject stands between one attribution and the next. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SOURCE_VERB_SUBJECT_H_
#define ISNAD_SERVICE_ATTRIBUTION_SOURCE_VERB_SUBJECT_H_

#include <cstdint>
#include <vector>

#include "service/attribution/lexicon/word.h"
#include "service/attribution/span/attribution_span.h"

namespace isnad {

// 0 unknown, 1 masculine, 2 feminine, 3 plural: what a verb of this subject would show.
uint32_t AgreementOf(const AnalyzedText& text, TokenRange phrase);
// The cue's agreement in the same terms: the verb's, or that of a pronoun on its first or last word ("her saying",
// "according to their claim").
uint32_t AgreementOf(const AnalyzedText& text, const Cue& cue);

// What a verb's form says of its subject: 0 no verb, 1 masculine, 2 feminine, 3 either.
uint32_t VerbShape(const Word& word);

// Whether the phrase stands behind a verb (and which form), behind a complementizer or at the begin of its sentence,
// and how far from that begin; as one number for features.
uint32_t RoleOf(const AnalyzedText& text, TokenRange phrase);

// What stands between the last attribution and a cue in the cue's sentence.
struct SpeechGap {
  int begin = 0;      // the first token behind the last attribution, or of the sentence
  uint32_t verb = 0;  // shape of the first verb there that a noun phrase follows
};
SpeechGap FindSpeechGap(const AnalyzedText& text, const std::vector<AttributionSpan>& spans, int index);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SOURCE_VERB_SUBJECT_H_
