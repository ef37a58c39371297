// Matches the lexicon's fixed cue phrases against tokens. Built once for a lexicon, which must outlive it; immutable.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CUE_PHRASE_MATCHER_H_
#define ISNAD_SERVICE_ATTRIBUTION_CUE_PHRASE_MATCHER_H_

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

struct PhraseMatch {
  int phrase = 0;                    // index of Lexicon::phrases()
  TokenRange tokens;                 // the cue's words, without those that only must follow
  int verb = -1;                     // token of the phrase's verb; -1: it has none
  const Reading* reading = nullptr;  // of that verb
};

class PhraseMatcher {
 public:
  explicit PhraseMatcher(const Lexicon& lexicon);

  // All phrases that begin at `token`, in the lexicon's order.
  std::vector<PhraseMatch> MatchesAt(const AnalyzedText& text, int token) const;

 private:
  bool Match(const AnalyzedText& text, int token, int phrase, PhraseMatch* match) const;

  const Lexicon* lexicon_;
  absl::flat_hash_map<uint32_t, std::vector<int>> by_first_word_;  // hash of the first two letters
  std::vector<int> verb_first_;
};

// The reading of a reporting verb or noun that a word most probably has, or nullptr: active before passive, third
// person before the others, perfect and imperfect before participle and masdar. With an article or a fused preposition
// only nouns count.
const Reading* MostProbableReading(const Word& word);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CUE_PHRASE_MATCHER_H_
