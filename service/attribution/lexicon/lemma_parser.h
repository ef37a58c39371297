// Parses the rows of verbs.tsv and nouns.tsv: the columns that both begin with into a Lemma, and the rest into what the
// lemma's forms are made from. InvalidArgument with the cell's `file:line: column: problem`. Pure; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEMMA_PARSER_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEMMA_PARSER_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "service/attribution/lexicon/conjugation.h"
#include "service/attribution/lexicon/lemma.h"
#include "service/attribution/lexicon/tsv.h"

namespace isnad {

inline constexpr absl::string_view kVerbColumns[] = {"id",      "class", "stance", "flags", "frames",
                                                     "pattern", "vowel", "root",   "lemma", "masdars"};
inline constexpr absl::string_view kNounColumns[] = {"id", "class", "stance", "flags", "frames", "forms"};

// An id: lower-case ASCII letters, digits and _-/'.
absl::Status CheckId(const TsvCell& cell);

// The columns id, class, stance, flags and frames of either kind of row; Lemma::lemma stays empty.
absl::StatusOr<Lemma> ParseLemma(const TsvRow& row);

// The columns pattern, vowel, root and masdars of a row of kVerbColumns; `lemma` (the row's) decides the passive forms.
absl::StatusOr<VerbSpec> ParseVerbSpec(const TsvRow& row, const Lemma& lemma);

// The forms of a noun, the singular first.
std::vector<InflectedForm> NounForms(absl::Span<const absl::string_view> words);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_LEMMA_PARSER_H_
