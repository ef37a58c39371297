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
constexpr int kIntroductionsMax = 5;   // nearest before the mention first, then the first behind it
constexpr int kHoldersMax = 32;        // attributions before this one that may hold it
constexpr int kLaterMax = 2;           // sources of later attributions
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
      AddLater();
    } else {
      named_ = NamedAgain(context_.text, context_.stems, mention_);
      AddSpeakers();
      if (!self_is_speaker_) AddSelf();
      Cover(named_);
      AddIntroductions();
      AddSharing();
    }
    return std::move(list_);
  }

 private:
  // Places that need no candidate of their own: one that stands for them is there. Listed speakers cover theirs.
  void Cover(const std::vector<TokenRange>& mentions) {
    covered_.insert(covered_.end(), mentions.begin(), mentions.end());
  }

  static bool Overlap(const std::vector<TokenRange>& ranges, TokenRange phrase) {
    return std::any_of(ranges.begin(), ranges.end(), [&](TokenRange range) { return range.Overlaps(phrase); });
  }

  // Of each of the newest speakers: whether one of its mentions is a place where the mention's bearer is named.
  std::vector<bool> NamedByMention() const {
    const int first = context_.speakers.newest();
    std::vector<bool> named(context_.speakers.size() - first, false);
    for (const TokenRange place : named_) {
      for (int token = place.begin; token < place.end; ++token) {
        for (const SpeakersMet::Named& at : context_.speakers.NamedAt(token)) {
          if (at.speaker >= first) named[at.speaker - first] = true;
        }
      }
    }
    return named;
  }

  bool IsListed(int speaker) const {
    return std::any_of(list_.begin(), list_.end(), [&](const Antecedent& candidate) {
      return candidate.kind == AntecedentKind::kSpeaker && candidate.speaker == speaker;
    });
  }

  // Whether a candidate stands for the phrase.
  bool IsCovered(TokenRange phrase) const {
    if (Overlap(covered_, phrase)) return true;
    for (int token = phrase.begin; token < phrase.end; ++token) {
      for (const SpeakersMet::Named& at : context_.speakers.NamedAt(token)) {
        if (IsListed(at.speaker)) return true;
      }
    }
    return false;
  }

  // The innermost attribution among the last ones whose content holds the cue; -1: none.
  int Holder() const {
    const int cue = context_.span().cue.tokens.begin;
    for (int i = context_.index - 1; i >= std::max(0, context_.index - kHoldersMax); --i) {
      for (const TokenRange piece : context_.spans[i].content) {
        if (piece.Contains(cue)) return i;
      }
    }
    return -1;
  }

  void AddSpeakers() {
    const int holder = Holder(), newest = context_.speakers.newest();
    const std::vector<bool> named = NamedByMention();
    std::vector<int> order;
    for (int i = newest; i < context_.speakers.size(); ++i) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](int a, int b) {
      return context_.speakers[a].last_attribution > context_.speakers[b].last_attribution;
    });
    for (int rank = 0; rank < static_cast<int>(order.size()); ++rank) {
      const Speaker& speaker = context_.speakers[order[rank]];
      const bool same_name = named[order[rank] - newest];
      if (rank >= kSpeakersMax && !same_name) continue;
      self_is_speaker_ |= same_name;
      list_.push_back({AntecedentKind::kSpeaker, order[rank], speaker.fullest, rank, same_name});
      list_.back().holds = holder >= 0 && std::binary_search(speaker.spoke_in.begin(), speaker.spoke_in.end(), holder);
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
    if (IsCovered(context_.spans[parent].source)) return;
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
      if (!IsCovered(phrase)) AddPhrase(phrase, rank++);
    }
  }

  // In a headline, or before anyone has spoken, the speaker may be named only later.
  void AddLater() {
    const Token& cue = context_.text.text->tokens[context_.span().cue.tokens.begin];
    if (cue.paragraph > 0 && !context_.speakers.empty()) return;
    int rank = 0;
    const int end = std::min(static_cast<int>(context_.spans.size()), context_.index + 1 + 3 * kLaterMax);
    for (int i = context_.index + 1; i < end && rank < kLaterMax; ++i) {
      const TokenRange source = context_.spans[i].source;
      if (source.empty() || IsCovered(source)) continue;
      AddPhrase(source, rank++);
      list_.back().later = true;
    }
  }

  // The token of the mention's noun: behind a demonstrative or "the same"; -1: it is not definite.
  int DefiniteHead() const {
    for (int i = mention_.begin; i < mention_.end; ++i) {
      const Word& word = context_.text.words[i];
      if (word.Is(WordClass::kDemonstrative) || word.Is(WordClass::kGenericModifier)) continue;
      return word.article || word.enclitic != Enclitic::kNone ? i : -1;
    }
    return -1;
  }

  // Whether a phrase that begins at `token` may bring in what a definite mention of the same noun takes up.
  bool Introduces(int token) const {
    const Word& word = context_.text.words[token];
    return !mention_.Contains(token) && !word.article && word.enclitic == Enclitic::kNone;
  }

  bool BeginsSpeaker(int token) const {
    const std::vector<SpeakersMet::Named>& named = context_.speakers.NamedAt(token);
    return std::any_of(named.begin(), named.end(),
                       [&](const SpeakersMet::Named& at) { return at.begins && IsListed(at.speaker); });
  }

  // A phrase without a name goes on with what follows its li-, min or fi ("a report by the newspaper X").
  TokenRange WithComplement(TokenRange phrase) const {
    if (phrase.empty()) return phrase;
    const CoarseClass head = context_.text.words[phrase.begin].coarse;
    if (head != CoarseClass::kDocumentNoun && head != CoarseClass::kAnonymousNoun && head != CoarseClass::kGroupNoun) {
      return phrase;
    }
    const Word& next = context_.text.At(phrase.end);
    const bool separate = next.coarse == CoarseClass::kPreposition;
    if (!separate && (next.preposition != 'l' || next.conjunction != 0)) return phrase;
    const TokenRange complement = NounPhraseAt(context_.text, phrase.end + separate);
    return complement.empty() ? phrase : TokenRange{phrase.begin, complement.end};
  }

  void AddIntroductions() {
    const int head = DefiniteHead();
    if (head < 0) return;
    const auto it = context_.bases.find(context_.text.words[head].base_hash);
    if (it == context_.bases.end()) return;
    const std::vector<int>& places = it->second;
    const auto behind = std::upper_bound(places.begin(), places.end(), mention_.begin);
    std::vector<int> ordered(std::make_reverse_iterator(behind), places.rend());
    ordered.insert(ordered.end(), behind, places.end());
    int rank = 0;
    for (const int token : ordered) {
      if (rank == kIntroductionsMax) break;
      if (!Introduces(token) || BeginsSpeaker(token)) continue;
      const TokenRange phrase = WithComplement(NounPhraseAt(context_.text, token));
      if (phrase.empty()) continue;
      list_.push_back({AntecedentKind::kPhrase, -1, phrase, rank++});
      list_.back().introduces = true;
      Cover({phrase});
      if (list_[0].kind == AntecedentKind::kSelf && token < mention_.begin) ++list_[0].introduced;
    }
  }

  void AddSharing() {
    const int own = TellingWords(context_.text, mention_);  // Only a fuller phrase can tell more.
    int rank = 0, telling = 0;
    for (int i = mention_.end - 1; i >= mention_.begin && telling < kTellingTokensMax; --i) {
      if (!IsTelling(context_.text.words[i])) continue;
      ++telling;
      const auto it = context_.bases.find(context_.text.words[i].base_hash);
      if (it == context_.bases.end()) continue;
      for (const int token : it->second) {
        if (rank == kSharingPhrasesMax) return;
        if (mention_.Contains(token)) continue;
        const TokenRange phrase = PhraseAround(context_.text, token);
        if (TellingWords(context_.text, phrase) > own && !IsCovered(phrase)) AddPhrase(phrase, rank++);
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
