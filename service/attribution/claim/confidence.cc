// Probabilities enter by buckets, each alone and their product, so that the model can only bend what the decisions say,
// not learn single words. Covered by confidence_test.cc.
#include "service/attribution/claim/confidence.h"

#include <algorithm>

#include "service/attribution/span/boundary_features.h"
#include "service/attribution/span/claim_span.h"

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

float MeanCueProbability(absl::Span<const AttributionSpan> spans) {
  if (spans.empty()) return 1;
  float sum = 0;
  for (const AttributionSpan& span : spans) sum += span.cue.probability;
  return sum / static_cast<float>(spans.size());
}

void AddConfidenceFeatures(const AnalyzedText& text, const AttributionSpan& span, const SpeakerChoice& choice,
                           float mean_cue, FeatureVector* features) {
  const bool dropped = span.source.empty();
  const float source = span.source_probability * (dropped ? choice.probability : 1.0f);
  features->Add(1);
  features->Add(2, Bucket(span.cue.probability));
  features->Add(3, Bucket(source), dropped);
  features->Add(4, Bucket(span.content_probability));
  features->Add(5, Bucket(span.cue.probability * source * span.content_probability));
  const uint32_t kind = static_cast<uint32_t>(span.cue.kind);
  const TokenRange content = span.content.front();
  const int quotation = QuotationOpenedAt(text, content.begin);
  const bool quoted = quotation >= 0 && text.text->quotations[quotation].close_mark == content.end;
  features->Add(6, kind, dropped);
  features->Add(7, quoted, Bucket(span.content_probability));
  features->Add(8, DistanceBucket(content.size()));
  features->Add(9, static_cast<uint32_t>(text.At(content.end).coarse));
  features->Add(10, span.content.size() > 1, content.begin < span.cue.tokens.begin, kind);
  features->Add(11, Bucket(mean_cue));
  features->Add(12, Bucket(mean_cue), Bucket(span.cue.probability));
}

double Confidence(const AnalyzedText& text, const AttributionSpan& span, const SpeakerChoice& choice, float mean_cue,
                  const Ranker& ranker) {
  FeatureVector features;
  AddConfidenceFeatures(text, span, choice, mean_cue, &features);
  return Sigmoid(ranker.LinearScore(Decision::kConfidence, features));
}

}  // namespace isnad
