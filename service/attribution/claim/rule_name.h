// The stable id of the pattern that found an attribution: the cue's kind, and what leads from it to the content. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_RULE_NAME_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_RULE_NAME_H_

#include <string>

#include "service/attribution/lexicon/word.h"
#include "service/attribution/span/attribution_span.h"

namespace isnad {

// For example "finite/complementizer", "phrase/before", "colon/behind". `span` has content.
std::string RuleName(const AnalyzedText& text, const AttributionSpan& span);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_RULE_NAME_H_
