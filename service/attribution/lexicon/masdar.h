// The forms of a verbal noun: as it is, as an indefinite accusative, and its sound feminine plural. Pure; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_MASDAR_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_MASDAR_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "service/attribution/lexicon/conjugation.h"

namespace isnad {

// Forms of masdars in ordinary spelling. `has_plural`: the pattern forms a plural in -At; a masdar of the list that is
// the plural of another one is taken as such in any case.
std::vector<InflectedForm> MasdarForms(absl::Span<const std::string> masdars, bool has_plural);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_MASDAR_H_
