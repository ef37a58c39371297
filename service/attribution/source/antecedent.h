// Who a dropped, generic or short mention stands for: candidates and their features, for the resolver and the trainer
// alike. Candidates are the speakers met so far, noun phrases near by, phrases elsewhere that share a telling word with
// the mention, and the mention itself.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SOURCE_ANTECEDENT_H_
#define ISNAD_SERVICE_ATTRIBUTION_SOURCE_ANTECEDENT_H_

#include <vector>

#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/features.h"
#include "service/attribution/source/speakers_met.h"
#include "service/attribution/source/telling_words.h"
#include "service/attribution/source/verb_subject.h"
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
  int speaker = -1;         // kSpeaker
  TokenRange phrase;        // kSelf, kEnclosing, kPhrase; the fullest mention of kSpeaker
  int rank = 0;             // kSpeaker: 0 spoke last; kPhrase: 0 nearest
  bool same_name = false;   // kSpeaker: the mention names it by its name
  int named = 0;            // kSelf: places where the mention's bearer is named, its own included
  bool holds = false;       // kSpeaker: speaks in the innermost attribution whose content holds the cue
  bool later = false;       // kPhrase: the source of a later attribution
  bool introduces = false;  // kPhrase: brings in what a mention with the article takes up ("a report" for "the report")
  int introduced = 0;       // kSelf: such phrases before the mention
};

// What is known when one attribution is resolved.
struct AntecedentContext {
  const AnalyzedText& text;
  const Lexicon& lexicon;
  const StemIndex& stems;
  const StemIndex& bases;
  const std::vector<AttributionSpan>& spans;
  int index = 0;                // of the attribution in `spans`
  const SpeakersMet& speakers;  // so far
  const SpeechGap gap = {};     // before the cue

  const AttributionSpan& span() const { return spans[index]; }
};

std::vector<Antecedent> AntecedentCandidates(const AntecedentContext& context);
void AddAntecedentFeatures(const AntecedentContext& context, const Antecedent& candidate, FeatureVector* features);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SOURCE_ANTECEDENT_H_
