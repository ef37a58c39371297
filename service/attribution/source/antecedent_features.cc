// Recency, place, agreement in gender and number, and the words that a mention shares with a candidate.
#include <algorithm>

#include "service/attribution/source/antecedent.h"
#include "service/attribution/source/person_name.h"
#include "service/attribution/span/boundary_features.h"

namespace isnad {
namespace {

// 0 unknown, 1 masculine, 2 feminine, 3 plural: what a verb of this subject would show.
uint32_t AgreementOf(const AnalyzedText& text, TokenRange phrase) {
  if (phrase.empty()) return 0;
  const Word& head = text.At(phrase.begin);
  if (head.coarse == CoarseClass::kGroupNoun) return 3;
  if (head.feminine) return 2;
  return head.plural ? 3 : 1;
}

// The cue verb's agreement in the same terms; participles by their ending.
uint32_t AgreementOf(const Cue& cue, const Word& word) {
  if (cue.features.number == Number::kPlural) return 3;
  if (cue.features.gender == Gender::kFeminine) return 2;
  if (cue.features.gender == Gender::kMasculine) return 1;
  switch (word.enclitic) {
    case Enclitic::kHer:
      return 2;
    case Enclitic::kHim:
      return 1;
    case Enclitic::kThem:
      return 3;
    default:
      return 0;
  }
}

bool HasShiftMarker(const AnalyzedText& text, const Cue& cue) {
  const int sentence = text.text->tokens[cue.tokens.begin].sentence;
  for (int i = std::max(0, cue.tokens.begin - 8); i < std::min(text.size(), cue.tokens.end + 10); ++i) {
    if (text.text->tokens[i].sentence == sentence && text.words[i].Is(WordClass::kShiftMarker)) return true;
  }
  return false;
}

class Writer {
 public:
  Writer(const AntecedentContext& context, const Antecedent& candidate, FeatureVector* out)
      : context_(context),
        text_(context.text),
        span_(context.span()),
        candidate_(candidate),
        out_(*out),
        cue_(span_.cue, context.lexicon),
        mode_(span_.source.empty() ? 0 : 1),
        kind_(static_cast<uint32_t>(candidate.kind)) {}

  void Write() {
    const TokenRange phrase = candidate_.phrase, mention = span_.source;
    const int head = phrase.empty() ? -1 : phrase.begin, last = phrase.empty() ? -1 : phrase.end - 1;
    AddSlots(text_,
             {span_.cue.tokens.begin, head, head < 0 ? -1 : head + 1, last, head - 1,
              mention.empty() ? -1 : mention.begin, mention.empty() ? -1 : mention.end - 1, span_.cue.tokens.end},
             &out_);
    const uint32_t sort = kind_ << 4 | static_cast<uint32_t>(std::min(candidate_.rank, 4));
    out_.Add(1, sort, mode_);
    out_.Add(2, sort, cue_.kind, mode_);
    out_.Add(3, sort, cue_.identity, mode_);
    out_.Add(4, sort, cue_.form, mode_);
    AddCue(sort);
    if (candidate_.kind == AntecedentKind::kImpersonal) return;
    AddPlace(sort);
    AddShape(sort);
    if (mode_ == 1) AddMention(sort);
    if (candidate_.kind == AntecedentKind::kSpeaker) AddSpeaker(sort);
  }

 private:
  void AddCue(uint32_t sort) {
    const int first = span_.cue.tokens.begin;
    const Word& word = text_.At(first);
    const bool starts = text_.text->sentences[text_.text->tokens[first].sentence].begin == first;
    out_.Add(5, sort, word.conjunction, starts);
    out_.Add(6, sort, span_.parent >= 0, mode_);
    out_.Add(7, sort, static_cast<uint32_t>(word.enclitic), cue_.kind);
    out_.Add(8, sort, ClassAt(text_, first - 1), mode_);
    out_.Add(9, sort, HasShiftMarker(text_, span_.cue), mode_);
    out_.Add(10, sort, text_.text->tokens[first].quotation >= 0, static_cast<uint32_t>(span_.cue.features.person));
  }

  void AddPlace(uint32_t sort) {
    const TokenizedText& text = *text_.text;
    const Token& at = text.tokens[candidate_.phrase.begin];
    const Token& cue = text.tokens[span_.cue.tokens.begin];
    const int sentences = cue.sentence - at.sentence;
    const uint32_t place = sentences == 0 ? 0 : sentences < 0 ? 1 : sentences == 1 ? 2 : sentences < 4 ? 3 : 4;
    out_.Add(20, kind_, place, mode_);
    out_.Add(21, sort, place, cue_.kind);
    out_.Add(22, kind_, DistanceBucket(cue.paragraph - at.paragraph), mode_);
    out_.Add(23, kind_, text.sentences[at.sentence].begin == candidate_.phrase.begin, place);
    if (candidate_.kind != AntecedentKind::kSpeaker) {
      out_.Add(24, kind_, ClassAt(text_, candidate_.phrase.begin - 1), place);
      out_.Add(25, kind_, ClassAt(text_, candidate_.phrase.end), place);
      out_.Add(26, kind_, text_.At(candidate_.phrase.begin - 1).cluster_fine, place);
      out_.Add(27, kind_, text_.At(candidate_.phrase.begin).preposition, place);
      out_.Add(28, kind_, cue_.kind, ClassAt(text_, candidate_.phrase.begin - 1));
    }
    out_.Add(29, kind_, at.paragraph == 0, mode_);
  }

  void AddShape(uint32_t sort) {
    const TokenRange phrase = candidate_.phrase;
    const Word& head = text_.At(phrase.begin);
    const uint32_t agreement =
        AgreementOf(text_, phrase) << 2 | AgreementOf(span_.cue, text_.At(span_.cue.tokens.begin));
    out_.Add(30, kind_, ClassAt(text_, phrase.begin), mode_);
    out_.Add(31, kind_, head.cluster_fine, mode_);
    out_.Add(32, kind_, head.stem_hash, mode_);
    out_.Add(33, kind_, std::min(phrase.size(), 6), mode_);
    out_.Add(34, agreement, kind_, mode_);
    out_.Add(35, agreement, sort, mode_);
    out_.Add(36, agreement, ClassAt(text_, phrase.begin), mode_);
    out_.Add(37, kind_, head.article, ClassAt(text_, phrase.begin));
    out_.Add(38, cue_.identity, ClassAt(text_, phrase.begin), mode_);
    out_.Add(39, HasName(phrase), kind_, mode_);
    out_.Add(40, cue_.kind, ClassAt(text_, phrase.begin), kind_);
  }

  bool HasName(TokenRange phrase) const {
    for (int i = phrase.begin; i < phrase.end; ++i) {
      if (text_.At(i).coarse == CoarseClass::kGivenName) return true;
    }
    return false;
  }

  void AddMention(uint32_t sort) {
    const TokenRange mention = span_.source, other = candidate_.phrase;
    const Word &head = text_.At(mention.begin), &other_head = text_.At(other.begin);
    const uint32_t length = std::min(mention.size(), 4);
    const bool self = candidate_.kind == AntecedentKind::kSelf;
    const TokenRange name = PersonName(text_, mention);
    const uint32_t person = name.empty() ? 0 : name.begin == mention.begin ? 1 : 2;
    if (self) {
      out_.Add(50, length, ClassAt(text_, mention.begin), head.article);
      out_.Add(51, length, HasName(mention));
      out_.Add(52, head.stem_hash, length);
      out_.Add(53, text_.At(mention.end - 1).stem_hash, length);
      out_.Add(54, head.cluster_fine, length);
      out_.Add(55, ClassAt(text_, mention.begin), ClassAt(text_, mention.end - 1), length);
      out_.Add(94, std::min(candidate_.named, 4), length);
      out_.Add(95, std::min(candidate_.named, 4), ClassAt(text_, mention.begin), head.article);
      out_.Add(96, person, length, std::min(candidate_.named, 2));
      out_.Add(56, RepeatedElsewhere(mention), length);
      return;
    }
    const int shared = std::min(SharedWords(text_, mention, other), 3);
    const bool same_last = text_.At(mention.end - 1).stem_hash == text_.At(other.end - 1).stem_hash;
    const bool same_head = head.stem_hash == other_head.stem_hash;
    const uint32_t match = static_cast<uint32_t>(shared) | static_cast<uint32_t>(same_last) << 2 |
                           static_cast<uint32_t>(same_head) << 3 | length << 4;
    const uint32_t longer = other.size() > mention.size() ? 2 : other.size() == mention.size() ? 1 : 0;
    out_.Add(60, match, kind_);
    out_.Add(61, match, kind_, longer);
    out_.Add(62, match, ClassAt(text_, mention.begin), head.article);
    out_.Add(63, match, ClassAt(text_, mention.begin), ClassAt(text_, other.begin));
    const bool holds_all = SharedWords(text_, mention, other) == TellingWords(text_, mention) && shared > 0;
    const bool same_start = same_head && text_.At(mention.begin + 1).stem_hash == text_.At(other.begin + 1).stem_hash;
    out_.Add(64, holds_all, longer, length << 4 | kind_);
    out_.Add(72, holds_all << 1 | same_start, longer, ClassAt(text_, mention.begin) << 4 | kind_);
    out_.Add(73, holds_all << 2 | same_start << 1 | same_last, longer, std::min(candidate_.rank, 3) << 4 | kind_);
    out_.Add(74, holds_all, DistanceBucket(other.size() - mention.size()), kind_);
    out_.Add(65, ClassAt(text_, mention.begin) << 8 | ClassAt(text_, other.begin), head.article, kind_);
    out_.Add(66, head.stem_hash, ClassAt(text_, other.begin), kind_);
    out_.Add(67, head.stem_hash, other_head.stem_hash);
    out_.Add(68, head.cluster_fine, other_head.cluster_fine, length);
    out_.Add(69, match, sort, other.begin > mention.begin);
    out_.Add(70, shared > 0, HasName(other) << 1 | HasName(mention), length);
    const uint32_t alike =
        static_cast<uint32_t>(head.prefix_hash == other_head.prefix_hash) |
        static_cast<uint32_t>(text_.At(mention.end - 1).prefix_hash == text_.At(other.end - 1).prefix_hash) << 1;
    out_.Add(92, candidate_.same_name, sort, length);
    out_.Add(93, candidate_.same_name, match, kind_);
    out_.Add(97, person, kind_ << 1 | candidate_.same_name, length);
    out_.Add(98, person, match, kind_);
    out_.Add(78, alike, length, kind_);
    out_.Add(79, alike, longer, ClassAt(text_, mention.begin) << 8 | ClassAt(text_, other.begin));
    if (same_head) out_.Add(90, head.article, FirstOfItsHead() << 4 | length, sort);
    out_.Add(91, IsName(mention), same_last << 1 | HasName(other), longer << 4 | kind_);
    out_.Add(107, head.Is(WordClass::kGenericModifier) || text_.At(mention.begin + 1).Is(WordClass::kGenericModifier),
             sort);
    out_.Add(71, text_.At(mention.end - 1).Is(WordClass::kGenericModifier), sort, shared > 0);
  }

  // Whether no speaker that spoke later has the same head.
  bool FirstOfItsHead() const {
    if (candidate_.kind != AntecedentKind::kSpeaker) return false;
    const uint32_t head = text_.At(candidate_.phrase.begin).stem_hash;
    const int last = context_.speakers[candidate_.speaker].last_attribution;
    const int count = static_cast<int>(context_.speakers.size());
    for (int i = std::max(0, count - 50); i < count; ++i) {
      const Speaker& other = context_.speakers[i];
      if (other.last_attribution > last && text_.At(other.fullest.begin).stem_hash == head) return false;
    }
    return true;
  }

  // A short mention without an article or any known noun: most probably a proper name.
  bool IsName(TokenRange mention) const {
    const Word& head = text_.At(mention.begin);
    return mention.size() <= 2 && !head.article && (head.classes.empty() || head.Is(WordClass::kFirstName));
  }

  // Whether a telling word of the mention stands anywhere else.
  bool RepeatedElsewhere(TokenRange mention) const {
    const auto it = context_.stems.find(text_.At(mention.end - 1).stem_hash);
    return it != context_.stems.end() && it->second.size() > 1;
  }

  // Whether the verb's gender is that of the verbs the speaker was the subject of: 0 unknown, 1 equal, 2 not.
  uint32_t GenderMatch(const Speaker& speaker) const {
    const uint32_t own = AgreementOf(span_.cue, text_.At(span_.cue.tokens.begin));
    if (speaker.gender == Gender::kNone || own == 0 || own == 3) return 0;
    return (own == 2) == (speaker.gender == Gender::kFeminine) ? 1 : 2;
  }

  void AddSpeaker(uint32_t sort) {
    const Speaker& speaker = context_.speakers[candidate_.speaker];
    out_.Add(75, GenderMatch(speaker), mode_, cue_.kind);
    out_.Add(76, GenderMatch(speaker), sort, mode_);
    out_.Add(77, GenderMatch(speaker), ClassAt(text_, candidate_.phrase.begin), mode_);
    out_.Add(80, sort, std::min(speaker.times, 4), mode_);
    AddNearestMention(speaker, sort);
    const int back = context_.index - speaker.last_attribution;
    out_.Add(81, sort, std::min(back, 4), mode_);
    if (speaker.last_attribution < 0) return;
    const AttributionSpan& last = context_.spans[speaker.last_attribution];
    const TokenizedText& text = *text_.text;
    const Token &cue = text.tokens[span_.cue.tokens.begin], &last_cue = text.tokens[last.cue.tokens.begin];
    const uint32_t near = cue.sentence == last_cue.sentence ? 0 : cue.paragraph == last_cue.paragraph ? 1 : 2;
    out_.Add(82, sort, near, cue_.kind);
    out_.Add(83, sort, near, static_cast<uint32_t>(last.cue.kind) << 4 | mode_);
    out_.Add(84, near, last.parent >= 0, span_.parent >= 0);
    out_.Add(85, span_.parent == speaker.last_attribution, static_cast<uint32_t>(span_.cue.features.person), mode_);
    out_.Add(86, last.parent == span_.parent, sort, mode_);
    out_.Add(87, span_.parent == speaker.last_attribution, cue_.kind, mode_ << 1 | (cue.quotation >= 0));
    out_.Add(88, last.source.empty(), sort, near);
    out_.Add(89, LastSourceBehind(last), sort, near);
  }

  // Where the speaker was last named before the cue, by whomever.
  void AddNearestMention(const Speaker& speaker, uint32_t sort) {
    const TokenizedText& text = *text_.text;
    const int cue = span_.cue.tokens.begin;
    TokenRange nearest;
    for (const TokenRange mention : speaker.mentions) {
      if (mention.begin < cue && (nearest.empty() || mention.begin > nearest.begin)) nearest = mention;
    }
    const int sentences = nearest.empty() ? 9 : text.tokens[cue].sentence - text.tokens[nearest.begin].sentence;
    const uint32_t place = std::min(sentences, 3);
    out_.Add(100, place, sort, mode_);
    out_.Add(101, place, cue_.kind, mode_);
    if (nearest.empty()) return;
    out_.Add(102, place, ClassAt(text_, nearest.begin - 1), mode_);
    out_.Add(103, place, text.sentences[text.tokens[nearest.begin].sentence].begin == nearest.begin, mode_);
    out_.Add(104, place, std::min(speaker.times, 3), mode_);
  }

  // Whether the speaker was named after its cue there; a phrase before its verb starts a topic more often.
  static bool LastSourceBehind(const AttributionSpan& last) { return last.source.begin > last.cue.tokens.begin; }

  const AntecedentContext& context_;
  const AnalyzedText& text_;
  const AttributionSpan& span_;
  const Antecedent& candidate_;
  FeatureVector& out_;
  const CueContext cue_;
  const uint32_t mode_;
  const uint32_t kind_;
};

}  // namespace

void AddAntecedentFeatures(const AntecedentContext& context, const Antecedent& candidate, FeatureVector* features) {
  Writer(context, candidate, features).Write();
}

}  // namespace isnad
