// Covered by speaker_resolver_test.cc and the goldens.
#include "service/attribution/source/speaker_resolver.h"

#include <algorithm>

#include "service/attribution/ranking/candidate_ranking.h"

namespace isnad {
namespace {

constexpr float kCandidateProbabilityMin = 0.02f;
constexpr size_t kCandidatesMax = 4;
constexpr int kSpeakersLookedAt = 200;  // the newest ones, so that long articles stay linear
constexpr size_t kMentionsMax = 1000;

void AddMention(TokenRange mention, Speaker* speaker) {
  if (mention.empty() || speaker->mentions.size() >= kMentionsMax) return;
  for (const TokenRange known : speaker->mentions) {
    if (known == mention) return;
  }
  speaker->mentions.push_back(mention);
  if (mention.size() > speaker->fullest.size()) speaker->fullest = mention;
}

// The other candidates that are speakers already, as answers that a reader may want to weigh.
std::vector<SpeakerCandidate> Others(const std::vector<Antecedent>& candidates, const std::vector<float>& probabilities,
                                     int chosen) {
  std::vector<SpeakerCandidate> others;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (static_cast<int>(i) == chosen || candidates[i].kind != AntecedentKind::kSpeaker) continue;
    if (probabilities[i] >= kCandidateProbabilityMin) others.push_back({candidates[i].speaker, probabilities[i]});
  }
  std::stable_sort(others.begin(), others.end(),
                   [](const SpeakerCandidate& a, const SpeakerCandidate& b) { return a.probability > b.probability; });
  if (others.size() > kCandidatesMax) others.resize(kCandidatesMax);
  return others;
}

}  // namespace

int TakeSpeaker(const Antecedent& antecedent, TokenRange mention, int index, std::vector<Speaker>* speakers) {
  if (antecedent.kind == AntecedentKind::kImpersonal) return -1;
  int at = antecedent.speaker;
  if (antecedent.kind != AntecedentKind::kSpeaker) {
    // The phrase may belong to a speaker already, by another mention.
    const int count = static_cast<int>(speakers->size());
    for (int i = std::max(0, count - kSpeakersLookedAt); i < count && at < 0; ++i) {
      for (const TokenRange known : (*speakers)[i].mentions) {
        if (known.Overlaps(antecedent.phrase)) at = i;
      }
    }
    if (at < 0) {
      at = static_cast<int>(speakers->size());
      speakers->push_back({antecedent.phrase, {antecedent.phrase}, -1, 0});
    }
  }
  Speaker& speaker = (*speakers)[at];
  AddMention(mention, &speaker);
  speaker.last_attribution = index;
  ++speaker.times;
  return at;
}

Speakers ResolveSpeakers(const AnalyzedText& text, const Lexicon& lexicon, const std::vector<AttributionSpan>& spans,
                         const Ranker& ranker) {
  Speakers result;
  const StemIndex stems = IndexStems(text);
  CandidateRanking ranking(ranker);
  for (int index = 0; index < static_cast<int>(spans.size()); ++index) {
    const AntecedentContext context{text, lexicon, stems, spans, index, result.speakers};
    const std::vector<Antecedent> candidates = AntecedentCandidates(context);
    const std::vector<float> probabilities = ranking.Probabilities(
        Decision::kAntecedent, candidates, [&](const Antecedent& candidate, FeatureVector* features) {
          AddAntecedentFeatures(context, candidate, features);
        });
    const int best = Best(probabilities);
    SpeakerChoice choice;
    choice.candidates = Others(candidates, probabilities, best);
    choice.probability = probabilities[best];
    choice.speaker = TakeSpeaker(candidates[best], spans[index].source, index, &result.speakers);
    result.attributions.push_back(std::move(choice));
  }
  return result;
}

}  // namespace isnad
