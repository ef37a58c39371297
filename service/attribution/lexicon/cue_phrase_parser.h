// Parses the pattern of a row of phrases.tsv into the elements of a CuePhrase. Pure; any thread.
//
//   pattern  = element { " " element }
//   element  = "(" words ")"            must follow, but stands outside the cue's span
//            | words
//   words    = word { "|" word } ["+"]  alternatives; "+": the word carries a pronoun suffix
//            | "{verb}"                 any form of any reporting verb, with or without a pronoun
//            | "{verb=ID}"              any form of the lemma with that id
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_CUE_PHRASE_PARSER_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_CUE_PHRASE_PARSER_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "service/attribution/lexicon/cue_phrase.h"
#include "service/attribution/lexicon/tsv.h"

namespace isnad {

// Words come out folded. InvalidArgument with the cell's place: an empty word, unbalanced parentheses, an unknown
// lemma, a pattern whose elements all stand outside the cue, or that begins with one that does.
absl::StatusOr<std::vector<CuePhrase::Element>> ParseCuePattern(const TsvCell& pattern,
                                                                const absl::flat_hash_map<std::string, int>& lemma_ids);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_CUE_PHRASE_PARSER_H_
