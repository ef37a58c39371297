// How far a noun phrase has come at its last word. An article, a pronoun or a proper name closes its idafa: what
// follows then is an agreeing adjective, an apposition, a name's next part, or no part of it any more. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_PHRASE_STATE_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_PHRASE_STATE_H_

#include <cstdint>

#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

struct PhraseState {
  int since_closed = -1;  // words behind the one that closed the innermost phrase; -1: it is open
  int articles = 0;

  uint32_t Bits() const;  // below 32
};

PhraseState StateOf(const AnalyzedText& text, TokenRange phrase);

// Whether a word agrees with a phrase's first and last word: its article, and what it shares with them, as four bits.
uint32_t AgreementWith(const Word& word, const Word& head, const Word& last);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_PHRASE_STATE_H_
