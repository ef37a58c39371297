// Where the bearer of a phrase is named again: by the same words, or by the same last name where no other given name
// stands before it. What a person, body or document has in common from mention to mention without any look at who
// speaks; generic mentions ("the minister") are the resolver's affair. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SOURCE_NAMED_AGAIN_H_
#define ISNAD_SERVICE_ATTRIBUTION_SOURCE_NAMED_AGAIN_H_

#include <vector>

#include "service/attribution/source/telling_words.h"

namespace isnad {

// The noun phrases that name the bearer of `phrase`, itself among them, apart from each other and in text order; at
// most kMentionsMax.
inline constexpr int kMentionsMax = 64;
std::vector<TokenRange> NamedAgain(const AnalyzedText& text, const StemIndex& stems, TokenRange phrase);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SOURCE_NAMED_AGAIN_H_
