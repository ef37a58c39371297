#include "tests/attribution/answer_comparison.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace isnad {
namespace {

// What of `spans` has no partner in `others`; a span that stands there twice needs two.
std::vector<ClaimSpan> Without(const std::vector<ClaimSpan>& spans, std::vector<ClaimSpan> others) {
  std::vector<ClaimSpan> left;
  for (const ClaimSpan& span : spans) {
    const auto partner = std::find(others.begin(), others.end(), span);
    if (partner == others.end()) {
      left.push_back(span);
    } else {
      others.erase(partner);
    }
  }
  return left;
}

}  // namespace

std::vector<ClaimSpan> ClaimSpans(const Attributions& answer) {
  std::vector<ClaimSpan> spans;
  for (const Claim& claim : answer.claims) {
    const ByteRange cue = claim.cue.range;
    spans.push_back({ClaimSpan::Part::kCue, cue, cue});
    if (claim.source.range.has_value()) spans.push_back({ClaimSpan::Part::kSource, cue, *claim.source.range});
    for (ByteRange piece : claim.content) spans.push_back({ClaimSpan::Part::kContent, cue, piece});
  }
  return spans;
}

std::vector<ClaimSpan> SpansAtHome(const Attributions& answer, const DressedArticle& dressed) {
  std::vector<ClaimSpan> spans = ClaimSpans(answer);
  for (ClaimSpan& span : spans) {
    span.cue = dressed.Home(span.cue);
    span.range = dressed.Home(span.range);
  }
  return spans;
}

void SpanComparison::Add(const SpanComparison& other) {
  same += other.same;
  all += other.all;
  lost.insert(lost.end(), other.lost.begin(), other.lost.end());
  added.insert(added.end(), other.added.begin(), other.added.end());
}

SpanComparison CompareSpans(const std::vector<ClaimSpan>& left, const std::vector<ClaimSpan>& right) {
  SpanComparison comparison;
  comparison.lost = Without(left, right);
  comparison.added = Without(right, left);
  comparison.same = static_cast<int>(left.size() - comparison.lost.size());
  comparison.all = static_cast<int>(std::max(left.size(), right.size()));
  return comparison;
}

absl::StatusOr<SpanComparison> CompareDressed(const AttributionExtractor& extractor, absl::string_view article,
                                              Dressing dressing, uint64_t seed) {
  const DressedArticle dressed = Dress(article, dressing, seed);
  const absl::StatusOr<Attributions> plain_answer = extractor.Extract(article);
  if (!plain_answer.ok()) return plain_answer.status();
  const absl::StatusOr<Attributions> dressed_answer = extractor.Extract(dressed.text);
  if (!dressed_answer.ok()) return dressed_answer.status();
  return CompareSpans(ClaimSpans(*plain_answer), SpansAtHome(*dressed_answer, dressed));
}

std::string Describe(absl::string_view article, const ClaimSpan& span) {
  static constexpr const char* kParts[] = {"cue", "source", "content"};
  const auto text = [article](ByteRange range) { return article.substr(range.begin, range.size()); };
  return absl::StrCat(kParts[static_cast<int>(span.part)], " <", text(span.range), "> of <", text(span.cue), ">");
}

}  // namespace isnad
