// Noun phrases by shape and word class, without a parser: where a person, body or document may be named that speaks
// later or spoke before without being the source of a cue there. Rough by design; candidates for the ranker. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SOURCE_NOUN_PHRASE_H_
#define ISNAD_SERVICE_ATTRIBUTION_SOURCE_NOUN_PHRASE_H_

#include <vector>

#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// The longest phrase that begins at `token`, within its sentence; empty where none does.
TokenRange NounPhraseAt(const AnalyzedText& text, int token);

// The phrase around `token`: from the nearest phrase start at or before it within its sentence; empty where there is
// none.
TokenRange PhraseAround(const AnalyzedText& text, int token);

// All phrases of `range`, one behind the other, in text order.
std::vector<TokenRange> NounPhrases(const AnalyzedText& text, TokenRange range);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SOURCE_NOUN_PHRASE_H_
