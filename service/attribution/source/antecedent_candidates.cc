// Covered by antecedent_test.cc. In the annotated articles nine dropped speakers in ten are the last or last but one
// speaker, or a phrase of the cue's own sentence.
#include <algorithm>

#include "service/attribution/source/antecedent.h"
#include "service/attribution/source/named_again.h"
#include "service/attribution/source/noun_phrase.h"

namespace isnad {
namespace {

constexpr int kSpeakersMax = 12;       // most recent first
constexpr int kNearPhrasesMax = 10;    // nearest first
constexpr int kSharingPhrasesMax = 8;  // of the first in the text, and all that are nearer
constexpr int kTellingTokensMax = 4;   // of a mention, the last ones
constexpr int kLookBackTokens = 120;

class Candidates {
 public:
  explicit Candidates(const AntecedentContext& context) : context_(context), mention_(context.span().source) {}

  std::vector<Antecedent> List() {
    if (mention_.empty()) {
      list_.push_back({AntecedentKind::kImpersonal, -1, {}, 0});
      AddSpeakers();
      AddEnclosing();
      AddNear();
    } else {
      named_ = NamedAgain(context_.text, context_.stems, mention_);
      AddSpeakers();
      if (!self_is_speaker_) AddSelf();
      Cover(named_);
      AddSharing();
    }
    return std::move(list_);
  }

 private:
  // Places that need no candidate of their own: one that stands for them is there.
  void Cover(const std::vector<TokenRange>& mentions) {
    covered_.insert(covered_.end(), mentions.begin(), mentions.end());
  }

  static bool Overlap(const std::vector<TokenRange>& ranges, TokenRange phrase) {
    return std::any_of(ranges.begin(), ranges.end(), [&](TokenRange range) { return range.Overlaps(phrase); });
  }

  bool IsNamedByMention(const Speaker& speaker) const {
    return std::any_of(named_.begin(), named_.end(),
                       [&](TokenRange place) { return Overlap(speaker.mentions, place); });
  }

  void AddSpeakers() {
    std::vector<int> order;
    const int count = static_cast<int>(context_.speakers.size());
    for (int i = std::max(0, count - kSpeakersLookedAt); i < count; ++i) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](int a, int b) {
      return context_.speakers[a].last_attribution > context_.speakers[b].last_attribution;
    });
    for (int rank = 0; rank < static_cast<int>(order.size()); ++rank) {
      const Speaker& speaker = context_.speakers[order[rank]];
      const bool same_name = IsNamedByMention(speaker);
      if (rank >= kSpeakersMax && !same_name) continue;
      self_is_speaker_ |= same_name;
      list_.push_back({AntecedentKind::kSpeaker, order[rank], speaker.fullest, rank, same_name});
      Cover(speaker.mentions);
    }
  }

  void AddSelf() {
    Antecedent self{AntecedentKind::kSelf, -1, mention_, 0};
    self.named = static_cast<int>(named_.size());
    list_.insert(list_.begin(), self);
  }

  void AddEnclosing() {
    const int parent = context_.span().parent;
    if (parent < 0 || context_.spans[parent].source.empty()) return;
    if (Overlap(covered_, context_.spans[parent].source)) return;
    list_.push_back({AntecedentKind::kEnclosing, -1, context_.spans[parent].source, 0});
    Cover({context_.spans[parent].source});
  }

  // Phrases of the cue's sentence before the cue, and of the sentence before that.
  void AddNear() {
    const TokenizedText& text = *context_.text.text;
    const int cue = context_.span().cue.tokens.begin;
    const int begin = text.sentences[std::max(0, text.tokens[cue].sentence - 1)].begin;
    std::vector<TokenRange> phrases = NounPhrases(context_.text, {std::max(begin, cue - kLookBackTokens), cue});
    std::reverse(phrases.begin(), phrases.end());
    int rank = 0;
    for (const TokenRange phrase : phrases) {
      if (rank == kNearPhrasesMax) break;
      if (!Overlap(covered_, phrase)) AddPhrase(phrase, rank++);
    }
  }

  void AddSharing() {
    const int own = TellingWords(context_.text, mention_);  // Only a fuller phrase can tell more.
    int rank = 0, telling = 0;
    for (int i = mention_.end - 1; i >= mention_.begin && telling < kTellingTokensMax; --i) {
      if (!IsTelling(context_.text.words[i])) continue;
      ++telling;
      const auto it = context_.stems.find(context_.text.words[i].stem_hash);
      if (it == context_.stems.end()) continue;
      for (const int token : it->second) {
        if (rank == kSharingPhrasesMax) return;
        if (mention_.Contains(token)) continue;
        const TokenRange phrase = PhraseAround(context_.text, token);
        if (TellingWords(context_.text, phrase) > own && !Overlap(covered_, phrase)) AddPhrase(phrase, rank++);
      }
    }
  }

  void AddPhrase(TokenRange phrase, int rank) {
    list_.push_back({AntecedentKind::kPhrase, -1, phrase, rank});
    Cover({phrase});
  }

  const AntecedentContext& context_;
  const TokenRange mention_;
  std::vector<TokenRange> named_;  // where the mention's bearer is named
  std::vector<TokenRange> covered_;
  bool self_is_speaker_ = false;
  std::vector<Antecedent> list_;
};

}  // namespace

std::vector<Antecedent> AntecedentCandidates(const AntecedentContext& context) { return Candidates(context).List(); }

}  // namespace isnad
