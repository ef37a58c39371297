// A whole reading of an attribution, its source's mention and its claim, as one of a few that compete. Source and claim
// are ranked each by its own words; which pair is right shows only when both are seen: a source that swallowed the
// object, a claim that leaves a quotation open or cuts another attribution in two. Candidates' features, for the finder
// and the trainer alike. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_SPAN_READING_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_SPAN_READING_H_

#include "service/attribution/ranking/features.h"
#include "service/attribution/span/claim_finder.h"
#include "service/attribution/span/claim_span.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

struct SpanReading {
  TokenRange source;  // empty: none
  float source_probability = 0;
  int source_places = 0;  // where else its words stand
  ClaimReading claim;

  float probability() const { return source_probability * claim.probability(); }
};

// `context` may have any source; `likeliest` is the reading of highest probability.
void AddReadingFeatures(const ClaimContext& context, const SpanReading& reading, const SpanReading& likeliest,
                        FeatureVector* features);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_SPAN_READING_H_
