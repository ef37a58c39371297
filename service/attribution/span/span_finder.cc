// Each of the four boundaries is a choice among candidates scored by the ranker; beginning and end of a source, and of
// a claim (claim_finder.cc), are chosen together from the best few beginnings. All sources first, then the claims from
// left to right, so that a claim knows the attributions around it. Covered by span_finder_test.cc and the goldens.
#include "service/attribution/span/span_finder.h"

#include <algorithm>
#include <utility>

#include "service/attribution/ranking/candidate_ranking.h"
#include "service/attribution/span/claim_finder.h"
#include "service/attribution/span/parent.h"
#include "service/attribution/span/source_span.h"

namespace isnad {
namespace {

// Cues between two questions whether the call was cancelled.
constexpr int kCuesBetweenChecks = 8;

struct Choice {
  TokenRange range;
  float probability = 0;
};

class Finder {
 public:
  Finder(const AnalyzedText& text, const Lexicon& lexicon, const CueList& cues, const Ranker& ranker)
      : text_(text), lexicon_(lexicon), cues_(cues), recurrence_(text), ranking_(ranker) {}

  AttributionSpan FindSourceOf(const Cue& cue) {
    AttributionSpan span;
    span.cue = cue;
    const Choice source = FindSource(cue);
    span.source = source.range;
    span.source_probability = source.probability;
    return span;
  }

  // The claim of `spans[index]`, once those before have theirs.
  void FindContent(size_t index, std::vector<AttributionSpan>* spans) {
    AttributionSpan& span = (*spans)[index];
    const absl::Span<const AttributionSpan> all(*spans);
    const ClaimContext context{
        text_, lexicon_, span.cue, span.source, cues_.starts, all.subspan(0, index), all.subspan(index + 1)};
    FoundClaim claim = FindClaim(context, &ranking_);
    span.content = std::move(claim.pieces);
    span.content_probability = claim.probability;
  }

 private:
  Choice FindSource(const Cue& cue) {
    const SourceContext context{text_, lexicon_, cue, cues_.starts, recurrence_};
    const std::vector<int> starts = SourceStartCandidates(text_, cue);
    const std::vector<float> start_p = ranking_.Probabilities(
        Decision::kSourceStart, starts,
        [&](int start, FeatureVector* features) { AddSourceStartFeatures(context, start, features); });
    Choice best;
    best.probability = -1;
    // "No mention" competes with whole mentions: a beginning whose end is doubtful may lose to it.
    for (const int i : BestFew(start_p, kBeam)) {
      if (start_p[i] <= best.probability) continue;  // No end can make it the best.
      const Choice choice = starts[i] < 0 ? Choice{{}, start_p[i]} : FindSourceEnd(context, starts[i], start_p[i]);
      if (choice.probability > best.probability) best = choice;
    }
    return best;
  }

  Choice FindSourceEnd(const SourceContext& context, int start, float start_probability) {
    const std::vector<int> ends = SourceEndCandidates(text_, context.cue, start);
    const std::vector<float> end_p = ranking_.Probabilities(
        Decision::kSourceEnd, ends,
        [&](int end, FeatureVector* features) { AddSourceEndFeatures(context, start, end, features); });
    const int end = Best(end_p);
    if (end < 0) return {{}, -1};
    return {{start, ends[end]}, start_probability * end_p[end]};
  }

  const AnalyzedText& text_;
  const Lexicon& lexicon_;
  const CueList& cues_;
  const Recurrence recurrence_;
  CandidateRanking ranking_;
};

}  // namespace

std::vector<AttributionSpan> FindSpans(const AnalyzedText& text, const Lexicon& lexicon, const CueList& cues,
                                       const Ranker& ranker, const std::function<bool()>& cancelled) {
  Finder finder(text, lexicon, cues, ranker);
  std::vector<AttributionSpan> spans;
  spans.reserve(cues.cues.size());
  int since_check = 0;
  const auto stop = [&] {
    if (++since_check < kCuesBetweenChecks) return false;
    since_check = 0;
    return cancelled && cancelled();
  };
  for (const Cue& cue : cues.cues) {
    if (stop()) break;
    spans.push_back(finder.FindSourceOf(cue));
  }
  for (size_t i = 0; i < spans.size() && !stop(); ++i) finder.FindContent(i, &spans);
  const auto empty = [](const AttributionSpan& span) { return span.content.empty(); };
  spans.erase(std::remove_if(spans.begin(), spans.end(), empty), spans.end());
  FindParents(text, lexicon, ranker, &spans);
  return spans;
}

}  // namespace isnad
