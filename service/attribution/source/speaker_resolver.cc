// Covered by speaker_resolver_test.cc and the goldens.
#include "service/attribution/source/speaker_resolver.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "service/attribution/source/named_again.h"

namespace isnad {
namespace {

constexpr float kCandidateProbabilityMin = 0.02f;
constexpr size_t kCandidatesMax = 4;
constexpr size_t kSpeakerMentionsMax = 1000;

constexpr int kSpanSteps = 5000;

// A longer mention is a fuller one, unless its end is so doubtful that it may have swallowed what follows.
constexpr float kFullerProbabilityMin = 0.4f;

void AddMention(TokenRange mention, float probability, int at, SpeakersMet* speakers) {
  Speaker& speaker = (*speakers)[at];
  if (mention.empty() || speaker.mentions.size() >= kSpeakerMentionsMax) return;
  if (speakers->Names(at, mention)) {
    if (probability == 0 || absl::c_linear_search(speaker.mentions, mention)) return;
  }
  speakers->AddMention(at, mention);
  if (mention.size() > speaker.fullest.size() && probability >= kFullerProbabilityMin) speaker.fullest = mention;
}

// The other candidates that are speakers already, as answers that a reader may want to weigh.
std::vector<SpeakerCandidate> Others(const std::vector<Antecedent>& candidates, const std::vector<float>& probabilities,
                                     int speaker) {
  std::vector<SpeakerCandidate> others;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].kind != AntecedentKind::kSpeaker || candidates[i].speaker == speaker) continue;
    if (probabilities[i] >= kCandidateProbabilityMin) others.push_back({candidates[i].speaker, probabilities[i]});
  }
  std::stable_sort(others.begin(), others.end(),
                   [](const SpeakerCandidate& a, const SpeakerCandidate& b) { return a.probability > b.probability; });
  if (others.size() > kCandidatesMax) others.resize(kCandidatesMax);
  return others;
}

// The first speaker one of whose mentions overlaps one of these, or begins as one does where `same_head`; -1: none of
// the newest.
int SpeakerAt(const SpeakersMet& speakers, const std::vector<TokenRange>& mentions, bool same_head) {
  int first = speakers.size();
  for (const TokenRange mention : mentions) {
    const int end = same_head ? mention.begin + 1 : mention.end;
    for (int token = mention.begin; token < end; ++token) {
      for (const SpeakersMet::Named& named : speakers.NamedAt(token)) {
        if (named.speaker < speakers.newest() || (same_head && !named.begins)) continue;
        first = std::min(first, named.speaker);
      }
    }
  }
  return first < speakers.size() ? first : -1;
}

// The mention with most telling words, the first among equals.
TokenRange FullestOf(const AnalyzedText& text, const std::vector<TokenRange>& mentions) {
  TokenRange fullest = mentions[0];
  int most = -1;
  for (const TokenRange mention : mentions) {
    const int telling = TellingWords(text, mention);
    if (telling > most) {
      most = telling;
      fullest = mention;
    }
  }
  return fullest;
}

}  // namespace

int TakeSpeaker(const AntecedentContext& context, const Antecedent& antecedent, SpeakersMet* speakers) {
  if (antecedent.kind == AntecedentKind::kImpersonal) return -1;
  const AttributionSpan& span = context.span();
  const std::vector<TokenRange> named = NamedAgain(context.text, context.stems, span.source);
  int at = antecedent.speaker;
  if (antecedent.kind != AntecedentKind::kSpeaker) {
    std::vector<TokenRange> mentions =
        antecedent.phrase == span.source ? named : NamedAgain(context.text, context.stems, antecedent.phrase);
    at = SpeakerAt(*speakers, mentions, antecedent.introduces);
    if (at < 0) {
      const TokenRange fullest = FullestOf(context.text, mentions);
      at = speakers->Add({fullest, std::move(mentions)});
    }
  }
  for (const TokenRange mention : named) {
    AddMention(mention, mention == span.source ? span.source_probability : 0.0f, at, speakers);
  }
  Speaker& speaker = (*speakers)[at];
  if (!span.source.empty()) speaker.trust = std::max(speaker.trust, span.source_probability * span.cue.probability);
  const bool subject = !span.source.empty() && span.cue.kind == CueKind::kFinite;
  if (subject && span.cue.features.gender != Gender::kNone) speaker.gender = span.cue.features.gender;
  speaker.last_attribution = context.index;
  speaker.spoke_in.push_back(context.index);
  return at;
}

std::vector<float> RankAntecedents(const AntecedentContext& context, const std::vector<Antecedent>& candidates,
                                   CandidateRanking* ranking) {
  return ranking->Probabilities(Decision::kAntecedent, candidates,
                                [&](const Antecedent& candidate, FeatureVector* features) {
                                  AddAntecedentFeatures(context, candidate, features);
                                });
}

Speakers ResolveSpeakers(const AnalyzedText& text, const Lexicon& lexicon, const std::vector<AttributionSpan>& spans,
                         const Ranker& ranker, Cancellation* stop) {
  Speakers result;
  SpeakersMet met;
  const StemIndex stems = IndexStems(text, stop), bases = IndexBases(text, stop);
  CandidateRanking ranking(ranker);
  for (int index = 0; index < static_cast<int>(spans.size()) && !Stops(stop, kSpanSteps); ++index) {
    const AntecedentContext context{text, lexicon, stems, bases, spans, index, met, FindSpeechGap(text, spans, index)};
    const std::vector<Antecedent> candidates = AntecedentCandidates(context);
    const std::vector<float> probabilities = RankAntecedents(context, candidates, &ranking);
    const int best = Best(probabilities);
    SpeakerChoice choice;
    choice.probability = probabilities[best];
    choice.speaker = TakeSpeaker(context, candidates[best], &met);
    choice.candidates = Others(candidates, probabilities, choice.speaker);
    result.attributions.push_back(std::move(choice));
  }
  result.speakers = std::move(met).Release();
  return result;
}

}  // namespace isnad
