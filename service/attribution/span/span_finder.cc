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

constexpr int kSourceSteps = 5000;
constexpr int kClaimSteps = 50000;  // for each source of its cue

// A source's mention, or none, that is worth a look.
struct SourceChoice {
  TokenRange range;
  float probability = 0;
};
constexpr int kSourceEnds = 2;
constexpr int kSourcesMax = 3;
// Readings less probable than the likeliest by this are not looked at.
constexpr float kWorthALook = 0.04f;

template <typename Choice>
void KeepLikeliest(std::vector<Choice>* choices, size_t count, const std::function<float(const Choice&)>& probability) {
  std::stable_sort(choices->begin(), choices->end(),
                   [&](const Choice& a, const Choice& b) { return probability(a) > probability(b); });
  while (choices->size() > 1 &&
         (choices->size() > count || probability(choices->back()) < probability(choices->front()) * kWorthALook)) {
    choices->pop_back();
  }
}

class Finder {
 public:
  Finder(const AnalyzedText& text, const Lexicon& lexicon, const CueList& cues, const Ranker& ranker,
         Cancellation* stop)
      : text_(text), lexicon_(lexicon), cues_(cues), stop_(stop), recurrence_(text, stop), ranking_(ranker) {}

  // The attribution of `cue` with its likeliest source, which may change with its content.
  AttributionSpan FindSourceOf(const Cue& cue) {
    AttributionSpan span;
    span.cue = cue;
    sources_.push_back(FindSources(cue));
    span.source = sources_.back().front().range;
    span.source_probability = sources_.back().front().probability;
    return span;
  }

  // The claim of `spans[index]`, once those before have theirs.
  void FindContent(size_t index, const ReadingObserver& observer, std::vector<AttributionSpan>* spans) {
    AttributionSpan& span = (*spans)[index];
    const absl::Span<const AttributionSpan> all(*spans);
    ClaimContext context{
        text_, lexicon_, span.cue, span.source, cues_.starts, all.subspan(0, index), all.subspan(index + 1)};
    std::vector<SpanReading> readings;
    for (const SourceChoice& source : sources_[index]) {
      if (Stops(stop_, kClaimSteps)) return;
      context.source = source.range;
      const int places = source.range.empty() ? 0 : recurrence_.Places(source.range);
      for (ClaimReading& claim : FindClaims(context, &ranking_)) {
        readings.push_back({source.range, source.probability, places, std::move(claim)});
      }
    }
    if (readings.empty()) return;
    KeepLikeliest<SpanReading>(&readings, kReadingsMax,
                               [](const SpanReading& reading) { return reading.probability(); });
    if (observer) observer(context, readings);
    SpanReading& best = readings[BestReading(context, readings)];
    span.source = best.source;
    span.source_probability = best.source_probability;
    span.content = std::move(best.claim.pieces);
    span.content_probability = best.claim.probability();
  }

 private:
  static constexpr int kReadingsMax = 12;

  int BestReading(const ClaimContext& context, const std::vector<SpanReading>& readings) {
    std::vector<float> probabilities =
        ranking_.Probabilities(Decision::kReading, readings, [&](const SpanReading& reading, FeatureVector* features) {
          AddReadingFeatures(context, reading, readings.front(), features);
        });
    for (size_t i = 0; i < readings.size(); ++i) probabilities[i] *= readings[i].probability();
    return Best(probabilities);
  }

  std::vector<SourceChoice> FindSources(const Cue& cue) {
    const SourceContext context{text_, lexicon_, cue, cues_.starts, recurrence_};
    const std::vector<int> starts = SourceStartCandidates(text_, cue);
    const std::vector<float> start_p = ranking_.Probabilities(
        Decision::kSourceStart, starts,
        [&](int start, FeatureVector* features) { AddSourceStartFeatures(context, start, features); });
    // "No mention" competes with whole mentions: a beginning whose end is doubtful may lose to it.
    std::vector<SourceChoice> choices;
    float most = 0;
    for (const int i : BestFew(start_p, kBeam)) {
      if (start_p[i] < most * kWorthALook) continue;
      if (starts[i] < 0) {
        choices.push_back({{}, start_p[i]});
      } else {
        AddSourceEnds(context, starts[i], start_p[i], &choices);
      }
      for (const SourceChoice& choice : choices) most = std::max(most, choice.probability);
    }
    if (choices.empty()) choices.emplace_back();
    KeepLikeliest<SourceChoice>(&choices, kSourcesMax, [](const SourceChoice& choice) { return choice.probability; });
    return choices;
  }

  void AddSourceEnds(const SourceContext& context, int start, float start_probability,
                     std::vector<SourceChoice>* choices) {
    const std::vector<int> ends = SourceEndCandidates(text_, context.cue, start);
    const std::vector<float> end_p = ranking_.Probabilities(
        Decision::kSourceEnd, ends,
        [&](int end, FeatureVector* features) { AddSourceEndFeatures(context, start, end, features); });
    for (const int i : BestFew(end_p, kSourceEnds)) {
      choices->push_back({{start, ends[i]}, start_probability * end_p[i]});
    }
  }

  const AnalyzedText& text_;
  const Lexicon& lexicon_;
  const CueList& cues_;
  Cancellation* const stop_;
  const Recurrence recurrence_;
  CandidateRanking ranking_;
  std::vector<std::vector<SourceChoice>> sources_;  // of each cue, the likeliest first
};

}  // namespace

std::vector<AttributionSpan> FindSpans(const AnalyzedText& text, const Lexicon& lexicon, const CueList& cues,
                                       const Ranker& ranker, Cancellation* stop, const ReadingObserver& observer) {
  Finder finder(text, lexicon, cues, ranker, stop);
  std::vector<AttributionSpan> spans;
  spans.reserve(cues.cues.size());
  for (const Cue& cue : cues.cues) {
    if (Stops(stop, kSourceSteps)) return {};
    spans.push_back(finder.FindSourceOf(cue));
  }
  for (size_t i = 0; i < spans.size(); ++i) finder.FindContent(i, observer, &spans);
  const auto empty = [](const AttributionSpan& span) { return span.content.empty(); };
  spans.erase(std::remove_if(spans.begin(), spans.end(), empty), spans.end());
  FindParents(text, lexicon, ranker, &spans, stop);
  return spans;
}

}  // namespace isnad
