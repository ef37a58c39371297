// Compares the spans of two answers: cue, source and pieces of content of each claim, in bytes of the same plain
// article.
#ifndef ISNAD_TESTS_ATTRIBUTION_ANSWER_COMPARISON_H_
#define ISNAD_TESTS_ATTRIBUTION_ANSWER_COMPARISON_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/attribution/attribution_extractor.h"
#include "service/attribution/claim/claim.h"
#include "tests/support/dressed_article.h"

namespace isnad {

// A span with the cue of its claim: the same words said by somebody else are another span.
struct ClaimSpan {
  enum class Part { kCue, kSource, kContent };
  Part part = Part::kCue;
  ByteRange cue;
  ByteRange range;

  friend bool operator==(const ClaimSpan&, const ClaimSpan&) = default;
};

// Of all claims, in their order.
std::vector<ClaimSpan> ClaimSpans(const Attributions& answer);

// The same in bytes of the plain article.
std::vector<ClaimSpan> SpansAtHome(const Attributions& answer, const DressedArticle& dressed);

struct SpanComparison {
  int same = 0;
  int all = 0;                   // of the answer that has more
  std::vector<ClaimSpan> lost;   // of the left answer, not in the right one
  std::vector<ClaimSpan> added;  // of the right answer, not in the left one

  double share() const { return all == 0 ? 1 : static_cast<double>(same) / all; }
  void Add(const SpanComparison& other);
};

SpanComparison CompareSpans(const std::vector<ClaimSpan>& left, const std::vector<ClaimSpan>& right);

// The answer on the article and that on the article dressed.
absl::StatusOr<SpanComparison> CompareDressed(const AttributionExtractor& extractor, absl::string_view article,
                                              Dressing dressing, uint64_t seed);

// "source <...> of <...>", for messages.
std::string Describe(absl::string_view article, const ClaimSpan& span);

}  // namespace isnad

#endif  // ISNAD_TESTS_ATTRIBUTION_ANSWER_COMPARISON_H_
