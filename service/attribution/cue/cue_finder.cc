// Covered by cue_finder_test.cc.
#include "service/attribution/cue/cue_finder.h"

#include <algorithm>

#include "service/attribution/limits.h"
#include "service/attribution/ranking/candidate_ranking.h"

namespace isnad {
namespace {

// Tokens between the 'an of a chain and the nominal cue that says the same ("'an X qawluhu").
constexpr int kRelayTokensMax = 20;

constexpr int kCandidateSteps = 200;
constexpr int kSelectSteps = 10;

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

// Of `overlapping`, in text order, those that overlap none more probable go to `cues`. Of equals the longer one first:
// a phrase wins over the verb inside it. Leaves `overlapping` empty.
void TakeMostProbable(std::vector<const Cue*>* overlapping, std::vector<bool>* taken, std::vector<Cue>* cues) {
  std::stable_sort(overlapping->begin(), overlapping->end(), [](const Cue* a, const Cue* b) {
    return a->probability != b->probability ? a->probability > b->probability : a->tokens.size() > b->tokens.size();
  });
  const auto first = static_cast<std::ptrdiff_t>(cues->size());
  for (const Cue* cue : *overlapping) {
    const auto begin = taken->begin() + cue->tokens.begin, end = taken->begin() + cue->tokens.end;
    if (std::find(begin, end, true) != end) continue;
    std::fill(begin, end, true);
    cues->push_back(*cue);
  }
  std::sort(cues->begin() + first, cues->end(),
            [](const Cue& a, const Cue& b) { return a.tokens.begin < b.tokens.begin; });
  overlapping->clear();
}

}  // namespace

CueList SelectCues(const CueCandidates& candidates, int tokens, Cancellation* stop) {
  CueList list;
  list.starts.assign(tokens, 0.0f);
  std::vector<const Cue*> overlapping;  // probable ones that follow each other without a gap
  std::vector<bool> taken(tokens, false);
  int end = 0;
  for (const Cue& cue : candidates.candidates) {
    if (Stops(stop, kSelectSteps)) break;
    float& start = list.starts[cue.tokens.begin];
    start = std::max(start, cue.probability);
    if (cue.probability < kCueProbabilityMin) continue;
    if (cue.tokens.begin >= end) TakeMostProbable(&overlapping, &taken, &list.cues);
    overlapping.push_back(&cue);
    end = std::max(end, cue.tokens.end);
  }
  TakeMostProbable(&overlapping, &taken, &list.cues);
  if (list.cues.size() > static_cast<size_t>(kClaimsMax)) list.cues.resize(kClaimsMax);
  return list;
}

CueList FindCues(const AnalyzedText& text, const Lexicon& lexicon, const PhraseMatcher& phrases, const Ranker& ranker,
                 Cancellation* stop) {
  CueCandidates candidates = FindCueCandidates(text, lexicon, phrases, stop);
  CandidateRanking ranking(ranker);
  for (Cue& cue : candidates.candidates) {
    if (Stops(stop, kCandidateSteps)) return {};
    cue.probability = ranking.Probability(
        Decision::kCue, [&](FeatureVector* features) { AddCueFeatures(text, lexicon, candidates, cue, features); });
  }
  DropRelaysBeforeNominals(text, &candidates.candidates);
  return SelectCues(candidates, text.size(), stop);
}

}  // namespace isnad
