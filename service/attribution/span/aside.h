// Parts that a phrase may step over or hold: a quoted name, a remark in brackets or dashes, an apposition between
// commas. Bounded look-ahead; pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_ASIDE_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_ASIDE_H_

#include <cstdint>

#include "service/attribution/lexicon/word.h"

namespace isnad {

struct Aside {
  uint32_t shape = 0;  // what opens it, and how long it is as a bucket; 0: none
  int behind = -1;     // the token behind its closing mark; -1: it is not closed near by
};

// The part that the mark at `token` opens.
Aside AsideAt(const AnalyzedText& text, int token);

// `token`, or the token behind what stands there: a mark that closes a quotation, then a part in brackets.
int BehindClosing(const AnalyzedText& text, int token);

// Whether `token` is the opening mark of a pair.
bool OpensQuotation(const TokenizedText& text, int token);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_ASIDE_H_
