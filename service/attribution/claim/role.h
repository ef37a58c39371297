// The title or office in the mention of a person: "al-mutahaddith bi-ismi wizarat al-kharijiyya" of the same with a
// name behind it. Pure; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_ROLE_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_ROLE_H_

#include <optional>

#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// The part of `mention` that is a title or office, titles included that stand between office and name; all of it where
// it names no person. It stands before the name or behind it. nullopt where the mention tells no title or office.
std::optional<TokenRange> FindRole(const AnalyzedText& text, TokenRange mention);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_ROLE_H_
