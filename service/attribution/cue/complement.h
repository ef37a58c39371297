// What stands behind a cue that could be the beginning of its content: a complementizer, a colon, a quotation, a
// governed preposition. Bounded look-ahead; pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CUE_COMPLEMENT_H_
#define ISNAD_SERVICE_ATTRIBUTION_CUE_COMPLEMENT_H_

#include <cstdint>

#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"

namespace isnad {

enum class ComplementKind : uint8_t { kNone, kComplementizer, kColon, kQuotation, kPreposition };

struct Complement {
  ComplementKind kind = ComplementKind::kNone;
  int token = -1;          // of the complementizer, colon, opening mark or preposition
  int distance = 0;        // tokens between the cue and it
  uint32_t word_hash = 0;  // the complementizer or preposition as it stands
  bool governed = false;   // the lemma's frames ask for it
};

// The first complement within the sentence and a bounded distance behind token `end`; `lemma` may be nullptr.
Complement FindComplement(const AnalyzedText& text, int end, const Lemma* lemma);

// The first preposition or object that `lemma`'s frames ask for, within a few tokens.
Complement FindGovernedPreposition(const AnalyzedText& text, int end, const Lemma* lemma);

// A complementizer (an, inna, with pronouns or bi- fused), as one word.
bool IsComplementizer(const Word& word);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CUE_COMPLEMENT_H_
