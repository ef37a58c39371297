#include "service/training/instances.h"

#include <algorithm>
#include <cmath>

#include "service/attribution/claim/attribution_values.h"
#include "service/attribution/source/source_type.h"
#include "service/attribution/span/claim_span.h"
#include "service/attribution/span/parent.h"
#include "service/attribution/span/source_span.h"
#include "service/training/agreement.h"

namespace isnad {
namespace {

// Of a reading, so that its logarithm is a number.
constexpr float kProbabilityMin = 1e-9f;

// Adds one choice among `candidates`; `add` writes the features of one. Nothing where `gold` is no candidate.
template <typename Candidate, typename Add>
void AddChoice(Decision decision, const std::vector<Candidate>& candidates, int gold, const Add& add,
               InstanceSet* set) {
  if (gold < 0) {
    ++set->unreachable[static_cast<int>(decision)];
    return;
  }
  Instance instance;
  instance.gold = gold;
  FeatureVector features;
  for (const Candidate& candidate : candidates) {
    features.Clear();
    add(candidate, &features);
    instance.AddCandidate(features);
  }
  set->instances[static_cast<int>(decision)].push_back(std::move(instance));
}

int IndexOf(const std::vector<int>& candidates, int value) {
  const auto it = std::find(candidates.begin(), candidates.end(), value);
  return it == candidates.end() ? -1 : static_cast<int>(it - candidates.begin());
}

void AddSource(const PreparedArticle& article, const EngineData& data, const AttributionSpan& span, InstanceSet* set) {
  const SourceContext context{article.text, *data.lexicon, span.cue, article.starts, article.recurrence};
  const std::vector<int> starts = SourceStartCandidates(article.text, span.cue);
  const int start = span.source.empty() ? -1 : span.source.begin;
  AddChoice(
      Decision::kSourceStart, starts, IndexOf(starts, start),
      [&](int candidate, FeatureVector* features) { AddSourceStartFeatures(context, candidate, features); }, set);
  if (start < 0) return;
  const std::vector<int> ends = SourceEndCandidates(article.text, span.cue, start);
  AddChoice(
      Decision::kSourceEnd, ends, IndexOf(ends, span.source.end),
      [&](int candidate, FeatureVector* features) { AddSourceEndFeatures(context, start, candidate, features); }, set);
}

void AddClaim(const PreparedArticle& article, const EngineData& data, size_t index, InstanceSet* set) {
  const AttributionSpan& span = article.spans[index];
  const absl::Span<const AttributionSpan> earlier(article.spans.data(), index);
  const ClaimContext context{article.text,
                             *data.lexicon,
                             span.cue,
                             span.source,
                             article.starts,
                             earlier,
                             absl::Span<const AttributionSpan>(article.spans).subspan(index + 1)};
  const TokenRange claim = span.content.front();
  const std::vector<int> starts = ClaimStartCandidates(context);
  AddChoice(
      Decision::kClaimStart, starts, IndexOf(starts, claim.begin),
      [&](int candidate, FeatureVector* features) { AddClaimStartFeatures(context, candidate, features); }, set);
  const std::vector<int> ends = ClaimEndCandidates(context, claim.begin);
  AddChoice(
      Decision::kClaimEnd, ends, IndexOf(ends, claim.end),
      [&](int candidate, FeatureVector* features) { AddClaimEndFeatures(context, claim.begin, candidate, features); },
      set);
}

// Candidate indexes 0 .. count - 1 for a choice among the values of an enum.
std::vector<int> Values(int count) {
  std::vector<int> values(count);
  for (int i = 0; i < count; ++i) values[i] = i;
  return values;
}

void AddSourceType(const PreparedArticle& article, const EngineData& data, const GoldSpan& gold, TokenRange name,
                   InstanceSet* set) {
  if (name.empty()) return;
  AddChoice(
      Decision::kSourceType, Values(kSourceTypeCount), static_cast<int>(gold.gold->source_type),
      [&](int type, FeatureVector* features) {
        AddSourceTypeFeatures(article.text, *data.lexicon, gold.span, name, static_cast<SourceType>(type), features);
      },
      set);
}

// How right a reading is: one point each for the source, for the claim, and for what the claim shares.
float AgreementOf(const PreparedArticle& article, const SpanReading& reading, const GoldSpan& gold) {
  const bool source = reading.source == gold.span.source;
  const bool claim = reading.claim.pieces == gold.span.content;
  return static_cast<float>(source + claim + ContentF1(article.tokens, reading.claim.pieces, gold.span.content));
}

}  // namespace

void AddCueInstances(const PreparedArticle& article, const EngineData& data, InstanceSet* set) {
  FeatureVector features;
  const FeatureVector nothing;
  for (size_t i = 0; i < article.candidates.candidates.size(); ++i) {
    if (article.labels[i] == CueLabel::kIgnored) continue;
    features.Clear();
    AddCueFeatures(article.text, *data.lexicon, article.candidates, article.candidates.candidates[i], &features);
    Instance instance;
    instance.AddCandidate(features);
    instance.AddCandidate(nothing);
    instance.gold = article.labels[i] == CueLabel::kYes ? 0 : 1;
    set->instances[static_cast<int>(Decision::kCue)].push_back(std::move(instance));
  }
  for (const GoldSpan& gold : article.gold_spans) {
    if (!gold.has_candidate && !gold.gold->borderline) ++set->unreachable[static_cast<int>(Decision::kCue)];
  }
}

void AddSpanInstances(const PreparedArticle& article, const EngineData& data, InstanceSet* set) {
  for (size_t i = 0; i < article.gold_spans.size(); ++i) {
    if (article.gold_spans[i].gold->borderline) continue;
    AddSource(article, data, article.spans[i], set);
    AddClaim(article, data, i, set);
  }
}

void AddValueInstances(const PreparedArticle& article, const EngineData& data, InstanceSet* set) {
  for (size_t i = 0; i < article.gold_spans.size(); ++i) {
    const GoldSpan& gold = article.gold_spans[i];
    if (gold.gold->borderline) continue;
    const AttributionSpan& span = article.spans[i];
    const TokenRange name = gold.Fullest();
    AddSourceType(article, data, gold, name, set);
    if (span.source != name) AddSourceType(article, data, gold, span.source, set);
    AddChoice(
        Decision::kQuoteKind, Values(3), static_cast<int>(gold.gold->kind),
        [&](int kind, FeatureVector* features) {
          AddQuoteKindFeatures(article.text, *data.lexicon, span, static_cast<QuoteKind>(kind), features);
        },
        set);
    AddChoice(
        Decision::kCueClass, Values(kCueClassCount), static_cast<int>(gold.gold->cue_class),
        [&](int cue_class, FeatureVector* features) {
          AddCueClassFeatures(article.text, *data.lexicon, span, name, static_cast<CueClass>(cue_class), features);
        },
        set);
  }
}

void AddParentInstances(const PreparedArticle& article, const EngineData& data,
                        const std::vector<AttributionSpan>& found, InstanceSet* set) {
  std::vector<const GoldSpan*> gold;
  for (const AttributionSpan& span : found) gold.push_back(FindGold(article, span.cue));
  for (int i = 0; i < static_cast<int>(found.size()); ++i) {
    const ParentContext context{article.text, *data.lexicon, found, i};
    const std::vector<int> candidates = ParentCandidates(context);
    if (candidates.size() < 2 || gold[i] == nullptr || gold[i]->gold->borderline) continue;
    const int parent = gold[i]->gold->parent;
    const auto is_right = [&](int candidate) {
      if (candidate < 0 || gold[candidate] == nullptr) return candidate < 0 && parent == 0;
      return gold[candidate]->gold->n == parent;
    };
    const auto right = std::find_if(candidates.begin(), candidates.end(), is_right);
    AddChoice(
        Decision::kParent, candidates, right == candidates.end() ? -1 : static_cast<int>(right - candidates.begin()),
        [&](int candidate, FeatureVector* features) { AddParentFeatures(context, candidate, features); }, set);
  }
}

void AddReadingInstance(const PreparedArticle& article, const ClaimContext& context,
                        const std::vector<SpanReading>& readings, InstanceSet* set) {
  const GoldSpan* gold = FindGold(article, context.cue);
  if (readings.size() < 2 || gold == nullptr || gold->gold->borderline) return;
  std::vector<float> agreements, offsets;
  for (const SpanReading& reading : readings) {
    agreements.push_back(AgreementOf(article, reading, *gold));
    offsets.push_back(std::log(std::max(reading.probability(), kProbabilityMin)));
  }
  const auto add = [&](const SpanReading& reading, FeatureVector* features) {
    AddReadingFeatures(context, reading, readings.front(), features);
  };
  AddChoice(Decision::kReading, readings, Best(agreements), add, set);
  set->instances[static_cast<int>(Decision::kReading)].back().offsets = std::move(offsets);
}

}  // namespace isnad
