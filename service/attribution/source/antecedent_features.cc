// Recency, place, and agreement in gender and number; what a mention shares with a candidate is in mention_features.cc.
#include <algorithm>

#include "service/attribution/source/antecedent.h"
#include "service/attribution/source/mention_features.h"
#include "service/attribution/span/boundary_features.h"

namespace isnad {
namespace {

uint32_t TenthOf(float probability) { return std::min(static_cast<uint32_t>(probability * 10), 9u); }

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
        kind_(static_cast<uint32_t>(candidate.kind)),
        own_(AgreementOf(context.text, context.span().cue)) {}

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
    if (mode_ == 1) {
      out_.Add(110, kind_, TenthOf(span_.source_probability));
      AddMentionFeatures(context_, candidate_, sort, &out_);
    }
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
    if (mode_ == 0) AddGap(sort);
  }

  // A verb with a subject of its own between the last attribution and the cue may bring the next speaker.
  void AddGap(uint32_t sort) {
    const int cue = span_.cue.tokens.begin;
    const SpeechGap& gap = context_.gap;
    out_.Add(135, sort, gap.verb, DistanceBucket(cue - gap.begin));
    out_.Add(136, sort, gap.verb, own_);
    out_.Add(137, sort, gap.verb, cue_.kind);
    if (candidate_.kind != AntecedentKind::kPhrase) return;
    const int at = candidate_.phrase.begin;
    const uint32_t place = HeldBefore(at) << 1 | static_cast<uint32_t>(at >= gap.begin && at < cue);
    out_.Add(138, place, cue_.kind);
    out_.Add(139, place, RoleOf(text_, candidate_.phrase));
  }

  // Whether the content of one of the last attributions holds the token: 0 none, 1 one that ends before the cue, 2 one
  // that holds the cue too.
  uint32_t HeldBefore(int token) const {
    constexpr int kAttributionsMax = 8;
    for (int i = context_.index - 1; i >= std::max(0, context_.index - kAttributionsMax); --i) {
      for (const TokenRange piece : context_.spans[i].content) {
        if (piece.Contains(token)) return piece.Contains(span_.cue.tokens.begin) ? 2 : 1;
      }
    }
    return 0;
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
      const uint32_t role = RoleOf(text_, candidate_.phrase);
      out_.Add(130, role, place, mode_);
      out_.Add(131, role, own_, place);
      out_.Add(132, role, cue_.kind, place);
      out_.Add(24, kind_, ClassAt(text_, candidate_.phrase.begin - 1), place);
      out_.Add(25, kind_, ClassAt(text_, candidate_.phrase.end), place);
      out_.Add(26, kind_, text_.At(candidate_.phrase.begin - 1).cluster_fine, place);
      out_.Add(27, kind_, text_.At(candidate_.phrase.begin).preposition, place);
      out_.Add(28, kind_, cue_.kind, ClassAt(text_, candidate_.phrase.begin - 1));
    }
    out_.Add(29, kind_, at.paragraph == 0, mode_);
    if (!candidate_.later) return;
    out_.Add(122, std::min(candidate_.rank, 2), cue_.kind, cue.paragraph == at.paragraph);
    out_.Add(123, context_.speakers.empty(), cue_.identity);
  }

  void AddShape(uint32_t sort) {
    const TokenRange phrase = candidate_.phrase;
    const Word& head = text_.At(phrase.begin);
    const uint32_t agreement = AgreementOf(text_, phrase) << 2 | own_;
    out_.Add(30, kind_, ClassAt(text_, phrase.begin), mode_);
    out_.Add(31, kind_, head.cluster_fine, mode_);
    out_.Add(32, kind_, head.stem_hash, mode_);
    out_.Add(33, kind_, std::min(phrase.size(), 6), mode_);
    out_.Add(34, agreement, kind_, mode_);
    out_.Add(35, agreement, sort, mode_);
    out_.Add(36, agreement, ClassAt(text_, phrase.begin), mode_);
    out_.Add(37, kind_, head.article, ClassAt(text_, phrase.begin));
    out_.Add(38, cue_.identity, ClassAt(text_, phrase.begin), mode_);
    out_.Add(39, HasName(text_, phrase), kind_, mode_);
    out_.Add(40, cue_.kind, ClassAt(text_, phrase.begin), kind_);
  }

  // Whether the verb's gender is that of the verbs the speaker was the subject of: 0 unknown, 1 equal, 2 not.
  uint32_t GenderMatch(const Speaker& speaker) const {
    if (speaker.gender == Gender::kNone || own_ == 0 || own_ == 3) return 0;
    return (own_ == 2) == (speaker.gender == Gender::kFeminine) ? 1 : 2;
  }

  void AddSpeaker(uint32_t sort) {
    const Speaker& speaker = context_.speakers[candidate_.speaker];
    out_.Add(75, GenderMatch(speaker), mode_, cue_.kind);
    out_.Add(111, TenthOf(speaker.trust), mode_);
    out_.Add(112, TenthOf(speaker.trust), sort, mode_);
    out_.Add(76, GenderMatch(speaker), sort, mode_);
    out_.Add(124, candidate_.holds, static_cast<uint32_t>(span_.cue.features.person), mode_);
    out_.Add(125, candidate_.holds, sort, span_.parent >= 0);
    out_.Add(126, candidate_.holds, cue_.kind, mode_);
    out_.Add(77, GenderMatch(speaker), ClassAt(text_, candidate_.phrase.begin), mode_);
    out_.Add(80, sort, std::min(speaker.times(), 4), mode_);
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
    const uint32_t role = RoleOf(text_, nearest);
    out_.Add(133, place, role, mode_);
    out_.Add(134, place, role, own_);
    out_.Add(103, place, text.sentences[text.tokens[nearest.begin].sentence].begin == nearest.begin, mode_);
    out_.Add(104, place, std::min(speaker.times(), 3), mode_);
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
  const uint32_t own_;  // agreement that the cue asks for
};

}  // namespace

void AddAntecedentFeatures(const AntecedentContext& context, const Antecedent& candidate, FeatureVector* features) {
  Writer(context, candidate, features).Write();
}

}  // namespace isnad
