// Covered by cue_neighbours_test.cc.
#include "service/attribution/cue/cue_neighbours.h"

#include <algorithm>

namespace isnad {
namespace {

bool Overlap(TokenRange a, TokenRange b) { return a.begin < b.end && b.begin < a.end; }

bool SameCandidate(const Cue& a, const Cue& b) {
  return a.tokens.begin == b.tokens.begin && a.tokens.end == b.tokens.end && a.kind == b.kind && a.phrase == b.phrase;
}

}  // namespace

CueNeighbours FindCueNeighbours(const TokenizedText& text, const std::vector<Cue>& candidates, const Cue& cue) {
  CueNeighbours found;
  const int sentence = text.tokens[cue.tokens.begin].sentence;
  const auto same_sentence = [&](const Cue& other) { return text.tokens[other.tokens.begin].sentence == sentence; };
  const auto first = std::lower_bound(candidates.begin(), candidates.end(), cue.tokens.begin,
                                      [](const Cue& candidate, int token) { return candidate.tokens.begin < token; });
  for (auto it = first; it != candidates.begin() && found.before < kCueNeighboursMax && same_sentence(*(it - 1));
       --it) {
    const Cue& other = *(it - 1);
    ++found.before;
    if (Overlap(other.tokens, cue.tokens)) found.overlapping.push_back(&other);
    if (found.previous == nullptr && other.tokens.end <= cue.tokens.begin) found.previous = &other;
  }
  std::reverse(found.overlapping.begin(), found.overlapping.end());
  for (auto it = first; it != candidates.end() && found.after < kCueNeighboursMax && same_sentence(*it); ++it) {
    ++found.after;
    found.same_start += it->tokens.begin == cue.tokens.begin;
    if (Overlap(it->tokens, cue.tokens) && !SameCandidate(*it, cue)) found.overlapping.push_back(&*it);
    if (found.next == nullptr && it->tokens.begin >= cue.tokens.end) found.next = &*it;
  }
  return found;
}

}  // namespace isnad
