// One attribution as ranges of tokens: a cue with its source's mention and the pieces of its claim. Values.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_ATTRIBUTION_SPAN_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_ATTRIBUTION_SPAN_H_

#include <vector>

#include "service/attribution/cue/cue.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

struct AttributionSpan {
  Cue cue;
  TokenRange source;                // empty: dropped or impersonal
  std::vector<TokenRange> content;  // in text order; empty where no content was found
  float source_probability = 0;
  float content_probability = 0;
  int parent = -1;  // index of the attribution whose content holds this cue and reports it; -1: none
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_ATTRIBUTION_SPAN_H_
