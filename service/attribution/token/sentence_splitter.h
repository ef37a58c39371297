// Marks where sentences end. A line break always ends one; a full stop, question or exclamation mark does where white
// space follows, or where a scraper glued the next sentence to it; abbreviations of single letters (a. f. b.) do not.
#ifndef ISNAD_SERVICE_ATTRIBUTION_TOKEN_SENTENCE_SPLITTER_H_
#define ISNAD_SERVICE_ATTRIBUTION_TOKEN_SENTENCE_SPLITTER_H_

#include "service/attribution/text/cancellation.h"
#include "service/attribution/token/token.h"

namespace isnad {

// Fills `text->sentences` and each token's `sentence`. The tokens must be complete.
void SplitSentences(TokenizedText* text, Cancellation* stop = nullptr);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_TOKEN_SENTENCE_SPLITTER_H_
