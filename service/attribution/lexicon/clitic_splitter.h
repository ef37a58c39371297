// Splits a token's clitics off as a reading: conjunction, fused preposition, article, future particle and attached
// pronoun. Pure; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_CLITIC_SPLITTER_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_CLITIC_SPLITTER_H_

#include "absl/strings/string_view.h"
#include "service/attribution/lexicon/distribution.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"

namespace isnad {

// A word with its clitics, stem, entry and classes; nothing else is set. `token` is the folded spelling of a token with
// an Arabic letter, `teh_marbuta` whether it ended in one; the stem views it, and the entry belongs to `lexicon`.
Word SplitClitics(absl::string_view token, bool teh_marbuta, const Lexicon& lexicon, const Distribution& distribution);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_CLITIC_SPLITTER_H_
