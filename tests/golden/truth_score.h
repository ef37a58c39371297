// How near the engine's answer for one article comes to the truth. Everything is compared in words, so punctuation at
// the edges never matters; attributions that the truth calls borderline count neither way. Pure functions.
#ifndef ISNAD_TESTS_GOLDEN_TRUTH_SCORE_H_
#define ISNAD_TESTS_GOLDEN_TRUTH_SCORE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/attribution/claim/claim.h"
#include "tests/golden/truth.h"

namespace isnad {

// Counts; those of several articles add up.
struct TruthScore {
  int gold = 0;       // attributions of the truth, without borderline ones
  int predicted = 0;  // claims of the answer, without those that match borderline ones
  int matched = 0;    // cues that share a word (a colon: a byte), one to one
  // Of the matched:
  int source = 0;       // the mention has exactly the truth's words; no mention: the right entity; impersonal: none
  int antecedents = 0;  // the truth names an antecedent
  int resolved = 0;     // ... and the answer's source is that one
  int claim = 0;        // exactly the truth's words
  int strict = 0;       // source and claim
  int parent = 0, quote_kind = 0, source_type = 0, cue_class = 0, polarity = 0;

  TruthScore& operator+=(const TruthScore& other);

  // 1 where there is nothing to find or to get right.
  double CueF1() const;
  double StrictF1() const;
  double OfMatched(int count) const;
  double Resolved() const;
};

TruthScore ScoreAnswer(absl::string_view article, const std::vector<TrueAttribution>& truth,
                       const Attributions& answer);

// The figures on one line, for the log.
std::string ScoreLine(const TruthScore& score);

}  // namespace isnad

#endif  // ISNAD_TESTS_GOLDEN_TRUTH_SCORE_H_
