// What other candidates stand around a candidate for a cue: a verb of saying behind another one, a noun inside a phrase
// and the only verb of a sentence are not equally probable. Bounded look to either side; pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_NEIGHBOURS_H_
#define ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_NEIGHBOURS_H_

#include <vector>

#include "service/attribution/cue/cue.h"
#include "service/attribution/token/token.h"

namespace isnad {

// Candidates of the same sentence that are counted on either side, at most.
inline constexpr int kCueNeighboursMax = 13;

struct CueNeighbours {
  const Cue* previous = nullptr;        // the last one that ends before the cue begins, in its sentence
  const Cue* next = nullptr;            // the first one that begins behind its end, in its sentence
  std::vector<const Cue*> overlapping;  // others that share a token with it, in text order
  int before = 0;                       // candidates of its sentence that begin before it does
  int after = 0;                        // those that begin with it or later; itself is one
  int same_start = 0;                   // those that begin where it does; itself is one
};

// `candidates` are in order of their first token, and `cue` is one of them.
CueNeighbours FindCueNeighbours(const TokenizedText& text, const std::vector<Cue>& candidates, const Cue& cue);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CUE_CUE_NEIGHBOURS_H_
