// Probabilities enter by buckets, each alone and their product, so that the model can only bend what the decisions say,
// not learn single words. Covered by confidence_test.cc.
#include "service/attribution/claim/confidence.h"

#include <algorithm>

namespace isnad {
namespace {

// Tenths, with finer steps near certainty.
uint32_t Bucket(float p) {
  if (p >= 0.995f) return 14;
  if (p >= 0.98f) return 13;
  if (p >= 0.95f) return 12;
  return static_cast<uint32_t>(std::clamp(p, 0.0f, 1.0f) * 10);
}

}  // namespace

void AddConfidenceFeatures(const AttributionSpan& span, const SpeakerChoice& choice, FeatureVector* features) {
  const bool dropped = span.source.empty();
  const float source = span.source_probability * (dropped ? choice.probability : 1.0f);
  features->Add(1);
  features->Add(2, Bucket(span.cue.probability));
  features->Add(3, Bucket(source), dropped);
  features->Add(4, Bucket(span.content_probability));
  features->Add(5, Bucket(span.cue.probability * source * span.content_probability));
  features->Add(6, static_cast<uint32_t>(span.cue.kind));
}

double Confidence(const AttributionSpan& span, const SpeakerChoice& choice, const Ranker& ranker) {
  FeatureVector features;
  AddConfidenceFeatures(span, choice, &features);
  return Sigmoid(ranker.LinearScore(Decision::kConfidence, features));
}

}  // namespace isnad
