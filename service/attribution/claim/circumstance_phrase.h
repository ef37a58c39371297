// One phrase that may be a circumstance: what its first words say of its kind, and how far it goes. Used by
// circumstances.h alone. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_CIRCUMSTANCE_PHRASE_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_CIRCUMSTANCE_PHRASE_H_

#include <optional>

#include "service/attribution/claim/claim.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// What a circumstance that begins with the first token of `rest` would be; nullopt where none begins there. `rest`
// reaches to the end of the stretch in which the circumstance stands.
std::optional<CircumstanceKind> CircumstanceKindAt(const AnalyzedText& text, TokenRange rest);

// The end (exclusive) of the circumstance of `kind` that begins with the first token of `rest`.
int CircumstanceEnd(const AnalyzedText& text, TokenRange rest, CircumstanceKind kind);

// A word for somebody who is told things in the news: an agency, an outlet, a group of people.
bool IsAddresseeWord(const Word& word);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_CIRCUMSTANCE_PHRASE_H_
