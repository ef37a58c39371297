// Reads each token with the lexicon: splits clitics, looks up classes and forms, decides the coarse class. Linear in
// the text; pure. `text` and `lexicon` must outlive the result.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_WORD_ANALYZER_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_WORD_ANALYZER_H_

#include "service/attribution/lexicon/distribution.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/cancellation.h"
#include "service/attribution/token/token.h"

namespace isnad {

AnalyzedText AnalyzeWords(const TokenizedText& text, const Lexicon& lexicon, const Distribution& distribution,
                          Cancellation* stop = nullptr);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_WORD_ANALYZER_H_
