// An attribution put together by hand from an article's own words, for tests of what follows from it.
#ifndef ISNAD_TESTS_ATTRIBUTION_SPAN_MADE_UP_SPAN_H_
#define ISNAD_TESTS_ATTRIBUTION_SPAN_MADE_UP_SPAN_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/attribution/cue/phrase_matcher.h"
#include "service/attribution/span/attribution_span.h"
#include "tests/support/analyzed_article.h"

namespace isnad {

// A cue that is exactly `words` of the article: a phrase or colon where the caller says so, else what the first word's
// most probable reading makes it.
inline Cue MakeCue(const AnalyzedArticle& article, absl::string_view words, CueKind kind = CueKind::kFinite,
                   int occurrence = 0) {
  Cue cue;
  cue.tokens = article.Tokens(words, occurrence);
  cue.kind = kind;
  cue.probability = 0.9f;
  const Reading* reading = MostProbableReading(article.text().At(cue.tokens.begin));
  if (reading != nullptr && kind != CueKind::kColon && kind != CueKind::kRelay) {
    cue.lemma = reading->lemma;
    cue.features = reading->features;
  }
  return cue;
}

// `source` and pieces of `content` as the article writes them; an empty source is none.
inline AttributionSpan MakeSpan(const AnalyzedArticle& article, const Cue& cue, absl::string_view source,
                                const std::vector<std::string>& content) {
  AttributionSpan span;
  span.cue = cue;
  span.source = article.Tokens(source);
  for (const std::string& piece : content) span.content.push_back(article.Tokens(piece));
  return span;
}

}  // namespace isnad

#endif  // ISNAD_TESTS_ATTRIBUTION_SPAN_MADE_UP_SPAN_H_
