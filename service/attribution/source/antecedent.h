// Who a dropped, generic or short mention stands for: candidates and their features, for the resolver and the trainer
// alike. Candidates are the speakers met so far, noun phrases near by, phrases elsewhere that share a telling word with
// the mention, and the mention itself.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SOURCE_ANTECEDENT_H_
#define ISNAD_SERVICE_ATTRIBUTION_SOURCE_ANTECEDENT_H_

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/features.h"
#include "service/attribution/source/speaker.h"
#include "service/attribution/span/attribution_span.h"

namespace isnad {

enum class AntecedentKind : uint8_t {
  kSelf,        // the mention is a speaker of its own
  kSpeaker,     // one met before
  kEnclosing,   // the source of the attribution whose content holds this one, not met as a speaker yet
  kPhrase,      // a noun phrase of the text
  kImpersonal,  // nobody
};

struct Antecedent {
  AntecedentKind kind = AntecedentKind::kSelf;
  int speaker = -1;   // kSpeaker
  TokenRange phrase;  // kSelf, kEnclosing, kPhrase; the fullest mention of kSpeaker
  int rank = 0;       // kSpeaker: 0 spoke last; kPhrase: 0 nearest
};

// For each stem of two letters or more, the tokens where it stands.
using StemIndex = absl::flat_hash_map<uint32_t, std::vector<int>>;
StemIndex IndexStems(const AnalyzedText& text);

// What is known when one attribution is resolved.
struct AntecedentContext {
  const AnalyzedText& text;
  const Lexicon& lexicon;
  const StemIndex& stems;
  const std::vector<AttributionSpan>& spans;
  int index = 0;                         // of the attribution in `spans`
  const std::vector<Speaker>& speakers;  // met so far

  const AttributionSpan& span() const { return spans[index]; }
};

std::vector<Antecedent> AntecedentCandidates(const AntecedentContext& context);
void AddAntecedentFeatures(const AntecedentContext& context, const Antecedent& candidate, FeatureVector* features);

// The first place in the text where the same words stand as in `phrase`, by stem; `phrase` itself where there is none
// before.
TokenRange FirstOccurrence(const AnalyzedText& text, const StemIndex& stems, TokenRange phrase);

// Words of a phrase that tell who is meant: closed classes, times and single letters aside.
int TellingWords(const AnalyzedText& text, TokenRange phrase);
// Telling words of `a` whose stem stands in `b` too.
int SharedWords(const AnalyzedText& text, TokenRange a, TokenRange b);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SOURCE_ANTECEDENT_H_
