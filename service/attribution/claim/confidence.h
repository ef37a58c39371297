// How sure the engine is that an attribution's source and content are right: a small calibrated model over the
// probabilities of the decisions that made it. Used by the builder and the trainer alike.
#ifndef ISNAD_SERVICE_ATTRIBUTION_CLAIM_CONFIDENCE_H_
#define ISNAD_SERVICE_ATTRIBUTION_CLAIM_CONFIDENCE_H_

#include "absl/types/span.h"
#include "service/attribution/lexicon/word.h"
#include "service/attribution/ranking/ranker.h"
#include "service/attribution/source/speaker.h"
#include "service/attribution/span/attribution_span.h"

namespace isnad {

// Claims that are nine times as likely wrong as right are no answers: leaving them out costs hardly a right one (ten folds
// over all: lenient precision .733 -> .740, recall .716 as before).
inline constexpr double kConfidenceMin = 0.1;

// How sure an article's cues are on the average, [0, 1]; 1 where there is none. In a text that reports nobody's words each
// of the few that look like cues is doubtful.
float MeanCueProbability(absl::Span<const AttributionSpan> spans);

// `mean_cue` is that of all the article's attributions.
void AddConfidenceFeatures(const AnalyzedText& text, const AttributionSpan& span, const SpeakerChoice& choice,
                           float mean_cue, FeatureVector* features);

// [0, 1].
double Confidence(const AnalyzedText& text, const AttributionSpan& span, const SpeakerChoice& choice, float mean_cue,
                  const Ranker& ranker);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_CLAIM_CONFIDENCE_H_
