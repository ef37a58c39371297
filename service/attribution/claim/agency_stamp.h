// Names as agency stamps write them: "Ruytarz", the letters "a f b" with or without stops, "al-Faransiyya" for the
// French agency, and short names such as "wat" that mean an agency in a stamp alone. Used by document_source.h. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_AGENCY_STAMP_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_AGENCY_STAMP_H_

#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// The end (exclusive) of the longest agency name that begins with the first token of `rest` and ends within it; -1
// where none does.
int AgencyNameEnd(const AnalyzedText& text, TokenRange rest, const Lexicon& lexicon);

// Whether any token of `range` begins or belongs to the name of an agency or outlet, or says "agencies".
bool NamesMedia(const AnalyzedText& text, TokenRange range, const Lexicon& lexicon);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_AGENCY_STAMP_H_
