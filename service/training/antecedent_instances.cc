// Replays the resolver: at each attribution the candidates as it would see them, and the one that stands for the
// annotated speaker. Over the annotations it has been right so far; over what the engine finds it follows a ranker, and
// so meets the wrong speakers that wrong sources bring.
#include <algorithm>

#include "service/attribution/ranking/candidate_ranking.h"
#include "service/attribution/source/named_again.h"
#include "service/attribution/source/speaker_resolver.h"
#include "service/training/agreement.h"
#include "service/training/instances.h"

namespace isnad {
namespace {

int Overlap(TokenRange a, TokenRange b) { return std::max(0, std::min(a.end, b.end) - std::max(a.begin, b.begin)); }

class Replay {
 public:
  Replay(const PreparedArticle& article, const EngineData& data, InstanceSet* set)
      : article_(article), data_(data), set_(*set) {}

  void OverAnnotations() {
    for (int i = 0; i < static_cast<int>(article_.gold_spans.size()); ++i) {
      const GoldSpan& gold = article_.gold_spans[i];
      const AntecedentContext context = ContextOf(article_.spans, i);
      const std::vector<Antecedent> candidates = AntecedentCandidates(context);
      const int right = Right(gold, candidates);
      if (!gold.gold->borderline) AddInstance(context, candidates, right);
      TakeAnnotated(context, gold, candidates, right);
    }
  }

  void OverFound(const std::vector<AttributionSpan>& found, const Ranker& ranker) {
    CandidateRanking ranking(ranker);
    for (int i = 0; i < static_cast<int>(found.size()); ++i) {
      const AntecedentContext context = ContextOf(found, i);
      const std::vector<Antecedent> candidates = AntecedentCandidates(context);
      const GoldSpan* gold = FindGold(article_, found[i].cue);
      const int right = gold == nullptr ? -1 : Right(*gold, candidates);
      if (gold != nullptr && !gold->gold->borderline) AddInstance(context, candidates, right);
      const int best = Best(RankAntecedents(context, candidates, &ranking));
      const int speaker = TakeSpeaker(context, candidates[best], &speakers_);
      AddKey(best == right ? speaker : -1, best == right ? gold->Fullest() : TokenRange{});
    }
  }

 private:
  AntecedentContext ContextOf(const std::vector<AttributionSpan>& spans, int index) const {
    return {article_.text, *data_.lexicon, article_.stems, article_.bases,
            spans,         index,          speakers_,      FindSpeechGap(article_.text, spans, index)};
  }

  void AddInstance(const AntecedentContext& context, const std::vector<Antecedent>& candidates, int right) {
    if (right < 0) {
      ++set_.unreachable[static_cast<int>(Decision::kAntecedent)];
      return;
    }
    Instance instance;
    instance.gold = right;
    FeatureVector features;
    for (const Antecedent& candidate : candidates) {
      features.Clear();
      AddAntecedentFeatures(context, candidate, &features);
      instance.AddCandidate(features);
    }
    set_.instances[static_cast<int>(Decision::kAntecedent)].push_back(std::move(instance));
  }

  int Right(const GoldSpan& gold, const std::vector<Antecedent>& candidates) const {
    const TokenRange fullest = gold.Fullest();
    if (fullest.empty()) return candidates[0].kind == AntecedentKind::kImpersonal ? 0 : -1;
    int best = -1, best_overlap = 0;
    for (int i = 0; i < static_cast<int>(candidates.size()); ++i) {
      const Antecedent& candidate = candidates[i];
      if (candidate.kind == AntecedentKind::kImpersonal) continue;
      if (candidate.kind == AntecedentKind::kSpeaker) {
        if (SpeaksAs(candidate.speaker, fullest)) return i;
        continue;
      }
      const int overlap = OverlapByName(candidate.phrase, fullest);
      if (overlap > best_overlap) {
        best = i;
        best_overlap = overlap;
      }
    }
    if (best < 0 && gold.antecedent.empty()) return IndexOfSelf(candidates);
    return best;
  }

  // How many tokens of `fullest` the phrase, or a place where its bearer is named again, covers.
  int OverlapByName(TokenRange phrase, TokenRange fullest) const {
    int overlap = 2 * Overlap(phrase, fullest);  // The phrase itself goes before what is linked to it.
    for (const TokenRange place : NamedAgain(article_.text, article_.stems, phrase)) {
      overlap = std::max(overlap, Overlap(place, fullest));
    }
    return overlap;
  }

  static int IndexOfSelf(const std::vector<Antecedent>& candidates) {
    for (int i = 0; i < static_cast<int>(candidates.size()); ++i) {
      if (candidates[i].kind == AntecedentKind::kSelf || candidates[i].same_name) return i;
    }
    return -1;
  }

  bool SpeaksAs(int speaker, TokenRange fullest) const {
    for (const std::vector<TokenRange>* ranges : {&keys_[speaker], &speakers_[speaker].mentions}) {
      for (const TokenRange known : *ranges) {
        if (known.Overlaps(fullest)) return true;
      }
    }
    return false;
  }

  // The annotated speaker speaks, whether or not a candidate stood for it.
  void TakeAnnotated(const AntecedentContext& context, const GoldSpan& gold, const std::vector<Antecedent>& candidates,
                     int right) {
    const TokenRange fullest = gold.Fullest();
    if (fullest.empty()) return;
    Antecedent antecedent{AntecedentKind::kPhrase, -1, fullest, 0};
    if (right >= 0 && candidates[right].kind == AntecedentKind::kSpeaker) antecedent = candidates[right];
    AddKey(TakeSpeaker(context, antecedent, &speakers_), fullest);
  }

  void AddKey(int speaker, TokenRange fullest) {
    keys_.resize(speakers_.size());
    if (speaker >= 0) keys_[speaker].push_back(fullest);
  }

  const PreparedArticle& article_;
  const EngineData& data_;
  InstanceSet& set_;
  SpeakersMet speakers_;
  std::vector<std::vector<TokenRange>> keys_;  // by speaker: the annotated fullest mentions
};

}  // namespace

void AddAntecedentInstances(const PreparedArticle& article, const EngineData& data, InstanceSet* set) {
  Replay(article, data, set).OverAnnotations();
}

void AddFoundAntecedentInstances(const PreparedArticle& article, const EngineData& data,
                                 const std::vector<AttributionSpan>& found, const Ranker& ranker, InstanceSet* set) {
  Replay(article, data, set).OverFound(found, ranker);
}

}  // namespace isnad
