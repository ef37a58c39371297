// Covered through the candidates' tests and by the accuracy runs.
#include "service/attribution/cue/cue_context.h"

namespace isnad {

CueContext::CueContext(const Cue& cue, const Lexicon& lexicon) : kind(static_cast<uint32_t>(cue.kind)) {
  identity = cue.phrase >= 0 ? 0x20000u + cue.phrase : cue.lemma >= 0 ? 0x10000u + cue.lemma : kind;
  const VerbFormFeatures& f = cue.features;
  form = static_cast<uint32_t>(f.kind) | static_cast<uint32_t>(f.person) << 4 | static_cast<uint32_t>(f.gender) << 6 |
         static_cast<uint32_t>(f.number) << 8 | static_cast<uint32_t>(f.voice) << 10;
  frames = cue.lemma >= 0 ? lexicon.lemma(cue.lemma).frames : 0;
}

void AddSlots(const AnalyzedText& text, std::initializer_list<int> tokens, FeatureVector* features) {
  for (const int token : tokens) {
    const Word& word = text.At(token);
    features->AddSlot({word.vector, static_cast<uint16_t>(word.coarse)});
  }
}

}  // namespace isnad
