// Generates every form of a verb from its root and pattern: perfect and imperfect (indicative and shortened), active
// and passive, all persons, genders and numbers; imperative; active and passive participles with gender, number and
// case; masdars. Forms are in ordinary spelling (hamza seats right), without diacritics and without shadda, so that
// they can be read and checked against a dictionary; the lexicon folds them at load. What such spelling does not show
// is not told apart: a shortened imperfect is given where it differs from the indicative, a noun's case where it has
// letters of its own. Weak (assimilated, hollow, defective), doubled and hamzated roots follow the rules of Wright's
// Grammar of the Arabic Language I, sections 120-180. Pure; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_CONJUGATION_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_CONJUGATION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/attribution/lexicon/verb_form.h"

namespace isnad {

// Of whom a verb's passive can speak, and so which of its forms exist.
enum class PassiveUse : uint8_t {
  kNone,        // there is none: the verb's subject is a clause ("it appeared that")
  kImpersonal,  // a clause, or what a preposition governs: 3rd masculine singular ("it was said", "was pointed to")
  kThings,      // things: 3rd person, without the plurals of persons
  kPersons,     // persons: every person but the 2nd feminine plural and the 2nd dual, which nobody uses
};

struct VerbSpec {
  int pattern = 1;             // I to X as 1 to 10; 11 quadriliteral I (fa'lala), 12 quadriliteral II (tafa'lala)
  char imperfect_vowel = 'u';  // pattern I only: 'a', 'i' or 'u' of the imperfect's second radical
  std::string root;            // three or four radicals in ordinary letters, separated by spaces; hamza as a bare hamza
  std::vector<std::string> masdars = {};  // ordinary spelling, indefinite; derived where empty, but for pattern I
  PassiveUse passive = PassiveUse::kPersons;
};

struct InflectedForm {
  std::string surface;  // ordinary spelling, unvocalised
  VerbFormFeatures features;

  friend bool operator==(const InflectedForm&, const InflectedForm&) = default;
};

// InvalidArgument where the root or pattern is not one that exists. Without duplicates; in a stable order.
absl::StatusOr<std::vector<InflectedForm>> Conjugate(const VerbSpec& spec);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_CONJUGATION_H_
