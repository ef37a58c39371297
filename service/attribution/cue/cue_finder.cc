// Covered by cue_finder_test.cc.
#include "service/attribution/cue/cue_finder.h"

#include <algorithm>

#include "service/attribution/limits.h"
#include "service/attribution/ranking/candidate_ranking.h"

namespace isnad {
namespace {

// Tokens between the 'an of a chain and the nominal cue that says the same ("'an X qawluhu").
constexpr int kRelayTokensMax = 20;

// 'an is the inner cue of a chain only where no nominal cue with a pronoun follows in its place.
void DropRelaysBeforeNominals(const AnalyzedText& text, std::vector<Cue>* candidates) {
  Cue* relay = nullptr;
  for (Cue& cue : *candidates) {
    const int first = cue.tokens.begin;
    if (cue.kind == CueKind::kRelay) {
      relay = &cue;
    } else if (relay != nullptr && cue.kind == CueKind::kNominal && cue.probability >= kCueProbabilityMin &&
               text.words[first].enclitic != Enclitic::kNone && first - relay->tokens.end <= kRelayTokensMax &&
               text.text->tokens[first].sentence == text.text->tokens[relay->tokens.begin].sentence) {
      relay->probability = 0;
      relay = nullptr;
    }
  }
}

}  // namespace

CueList SelectCues(const CueCandidates& candidates, int tokens) {
  CueList list;
  list.starts.assign(tokens, 0.0f);
  std::vector<const Cue*> order;
  for (const Cue& cue : candidates.candidates) {
    float& start = list.starts[cue.tokens.begin];
    start = std::max(start, cue.probability);
    if (cue.probability >= kCueProbabilityMin) order.push_back(&cue);
  }
  // Of equals the longer one first: a phrase wins over the verb inside it.
  std::stable_sort(order.begin(), order.end(), [](const Cue* a, const Cue* b) {
    return a->probability != b->probability ? a->probability > b->probability : a->tokens.size() > b->tokens.size();
  });
  std::vector<bool> taken(tokens, false);
  for (const Cue* cue : order) {
    const auto begin = taken.begin() + cue->tokens.begin, end = taken.begin() + cue->tokens.end;
    if (std::find(begin, end, true) != end) continue;
    std::fill(begin, end, true);
    list.cues.push_back(*cue);
  }
  std::sort(list.cues.begin(), list.cues.end(),
            [](const Cue& a, const Cue& b) { return a.tokens.begin < b.tokens.begin; });
  if (list.cues.size() > static_cast<size_t>(kClaimsMax)) list.cues.resize(kClaimsMax);
  return list;
}

CueList FindCues(const AnalyzedText& text, const Lexicon& lexicon, const PhraseMatcher& phrases, const Ranker& ranker) {
  CueCandidates candidates = FindCueCandidates(text, lexicon, phrases);
  CandidateRanking ranking(ranker);
  for (Cue& cue : candidates.candidates) {
    cue.probability = ranking.Probability(
        Decision::kCue, [&](FeatureVector* features) { AddCueFeatures(text, lexicon, candidates, cue, features); });
  }
  DropRelaysBeforeNominals(text, &candidates.candidates);
  return SelectCues(candidates, text.size());
}

}  // namespace isnad
