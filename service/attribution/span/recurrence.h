// What an article says more than once: for each word, where else its stem stands and what stands beside it there. A
// name that is followed by other words elsewhere ends where it ends there; one that always goes on the same way goes
// on. Linear in the text. Immutable once made; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_RECURRENCE_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_RECURRENCE_H_

#include <cstdint>
#include <vector>

#include "service/attribution/lexicon/word.h"
#include "service/attribution/text/cancellation.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// A word's other places, and how many of them are like this one.
struct OtherPlaces {
  uint8_t count = 0;        // the next ones in the text, round its end, at most kPlacesMax
  uint8_t same_before = 0;  // with the same stem before it
  uint8_t same_behind = 0;
  uint8_t behind_verb = 0;  // behind a verb or participle of saying
  uint8_t before_verb = 0;
};

class Recurrence {
 public:
  static constexpr int kPlacesMax = 24;

  Recurrence() = default;
  explicit Recurrence(const AnalyzedText& text, Cancellation* stop = nullptr);

  // Nothing for marks, numbers, single letters and indexes outside the text.
  const OtherPlaces& At(int token) const;

  // Other places, of those At() counts for the first word, where all the phrase's stems stand; none where the phrase,
  // which begins inside the text, ends outside.
  int Places(TokenRange phrase) const;

 private:
  void LinkStems(const AnalyzedText& text, Cancellation* stop);
  OtherPlaces Compare(const AnalyzedText& text, int token) const;
  bool SameStem(int a, int b) const;

  std::vector<uint32_t> stems_;  // 0: no word that is looked at
  std::vector<int> next_;        // the next place of the same stem; the last leads to the first
  std::vector<OtherPlaces> places_;
};

// How many of `all` are `part`: 0 where there are none, else 1 none of them, 2 some, 3 all.
uint32_t Share(int part, int all);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_RECURRENCE_H_
