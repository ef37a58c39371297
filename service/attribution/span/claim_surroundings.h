// What the features of a claim's beginning and end ask of the words around and between: other cues' probabilities,
// marks on the way, quotations, and where the attribution itself stands. Pure.
#ifndef ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_SURROUNDINGS_H_
#define ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_SURROUNDINGS_H_

#include <cstdint>

#include "service/attribution/lexicon/word.h"
#include "service/attribution/span/claim_span.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

bool IsMarkAt(const AnalyzedText& text, int token);

// The probability that a cue begins at `token`, and the most in [begin, end).
float CueProbability(const ClaimContext& context, int token);
float MostCueProbability(const ClaimContext& context, int begin, int end);
uint32_t ProbabilityBucket(float p);

// What stands between two places, counted.
struct Between {
  int complementizers = 0;
  int commas = 0;
  int colons = 0;
  int quotes = 0;
  int brackets = 0;  // opened less closed
  int words = 0;
};
Between CountBetween(const AnalyzedText& text, int begin, int end);

// Complementizers, commas, colons and quotation marks, as none, one, or more.
uint32_t BetweenBits(const Between& between);
// Whether a bracket is open or closed too often, and whether the quotation marks are odd.
uint32_t BalanceBits(const Between& between);

// 0: inside no quotation; 1: the token opens one's content; 2: deeper inside one.
uint32_t QuotationState(const AnalyzedText& text, int token);

// The source's place: 0 none, 1 before the cue, 2 behind it.
uint32_t SourcePlace(TokenRange source, TokenRange cue);
uint32_t SourcePlace(const ClaimContext& context);

// Where the cue and a source behind it end.
int AttributionEnd(const ClaimContext& context);

// The kind of the mark at `token`, as a number; 0 for a word within a line.
uint32_t MarkAt(const AnalyzedText& text, int token);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_SPAN_CLAIM_SURROUNDINGS_H_
