// The news agency whose stamp or byline an article carries as a whole: in a dateline ("al-Qahira (Ruytarz) -", "Baris -
// a.f.b:"), at the end of a header line with the date, or behind the last sentence. The bare name of an agency inside
// the text is none, and a colon behind it in a headline is an attribution. Pure; linear in the article's first and last
// lines.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_DOCUMENT_SOURCE_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_DOCUMENT_SOURCE_H_

#include <optional>

#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// The stamp in bytes of the article, with its brackets where it stands in brackets; nullopt where there is none.
std::optional<ByteRange> FindDocumentSource(const AnalyzedText& text, const Lexicon& lexicon);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_DOCUMENT_SOURCE_H_
