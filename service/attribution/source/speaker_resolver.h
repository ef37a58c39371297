// Decides who speaks in each attribution: one pass in text order that keeps the speakers met. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SOURCE_SPEAKER_RESOLVER_H_
#define ISNAD_SERVICE_ATTRIBUTION_SOURCE_SPEAKER_RESOLVER_H_

#include <vector>

#include "service/attribution/lexicon/lexicon.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/candidate_ranking.h"
#include "service/attribution/ranking/ranker.h"
#include "service/attribution/source/antecedent.h"
#include "service/attribution/source/speaker.h"
#include "service/attribution/source/speakers_met.h"
#include "service/attribution/span/attribution_span.h"
#include "service/attribution/text/cancellation.h"

namespace isnad {

Speakers ResolveSpeakers(const AnalyzedText& text, const Lexicon& lexicon, const std::vector<AttributionSpan>& spans,
                         const Ranker& ranker, Cancellation* stop = nullptr);

// The probability of each candidate.
std::vector<float> RankAntecedents(const AntecedentContext& context, const std::vector<Antecedent>& candidates,
                                   CandidateRanking* ranking);

// Takes the antecedent chosen for `context`'s attribution into `speakers` and returns the speaker's index, -1 for
// nobody. Also used by the trainer, so that it meets the states that the resolver meets.
int TakeSpeaker(const AntecedentContext& context, const Antecedent& antecedent, SpeakersMet* speakers);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SOURCE_SPEAKER_RESOLVER_H_
