// From tokens back to the bytes of the article: what of a mention or a piece of content is shown. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_TEXT_BYTES_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_TEXT_BYTES_H_

#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// A piece of content: a quotation mark whose partner stands inside is taken in, other marks at the edges are not.
ByteRange ContentBytes(const AnalyzedText& text, TokenRange piece);

// A mention of a source: without a fused preposition (bi-, li-, ka-) before a word without article, and without marks
// at its edges that have no partner inside. An attached conjunction stays, since a token is not split for it.
ByteRange MentionBytes(const AnalyzedText& text, TokenRange mention);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_TEXT_BYTES_H_
