// How, where, to whom and when something was said: the medium, venue, addressee and time that stand between the parts
// of one attribution ("fi bayan", "khilala liqa'", "li-ruytarz", "amsi al-arbi'a'"). Pure; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_CIRCUMSTANCES_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_CIRCUMSTANCES_H_

#include <vector>

#include "service/attribution/claim/claim.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/span/attribution_span.h"

namespace isnad {

// In text order, without overlap, each outside cue, source and content. Ranges are bytes of the article. Places without
// an event ("in Cairo") and turns of speaker ("min janibihi") are none.
std::vector<Circumstance> FindCircumstances(const AnalyzedText& text, const AttributionSpan& span);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_CIRCUMSTANCES_H_
