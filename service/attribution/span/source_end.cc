// Candidates are all tokens behind the first in its sentence, on the cue's one side. The features are the boundary's
// own, what the phrase holds so far (a closed idafa, agreement, open brackets and marks), what the verb still owes,
// what stands between the phrase and its verb or complement, and how the words go on elsewhere in the article. Covered
// by source_span_test.cc.
#include <algorithm>

#include "service/attribution/cue/complement.h"
#include "service/attribution/cue/cue_context.h"
#include "service/attribution/span/aside.h"
#include "service/attribution/span/boundary_features.h"
#include "service/attribution/span/passed_tokens.h"
#include "service/attribution/span/phrase_state.h"
#include "service/attribution/span/source_span.h"

namespace isnad {
namespace {

// A complement farther away is none of this verb.
constexpr int kGapTokensMax = 31;

// The features of one last word.
class EndWriter {
 public:
  EndWriter(const SourceContext& source, TokenRange phrase, FeatureVector* out)
      : source_(source),
        text_(source.text),
        cue_(source.cue),
        context_(source.cue, source.lexicon),
        phrase_(phrase),
        end_(phrase.end),
        before_(phrase.begin < source.cue.tokens.begin),
        single_(phrase.size() == 1),
        bucket_(DistanceBucket(phrase.size())),
        head_(text_.At(phrase.begin)),
        last_(text_.At(phrase.end - 1)),
        next_(text_.At(phrase.end)),
        clause_(FindComplement(text_, end_, nullptr)),
        out_(*out) {}

  void Write() {
    AddBoundaryFeatures(text_, end_, 200, context_, &out_);
    AddInside();
    AddHead();
    AddCueSide();
    AddCues();
    AddElsewhere();
    AddOwed();
    AddAsides();
    AddState();
    AddGap();
    for (int i = phrase_.begin + 1; i < end_; ++i) AddStep(i);
  }

 private:
  static uint32_t C(const Word& word) { return static_cast<uint32_t>(word.coarse); }
  uint32_t C(int token) const { return C(text_.At(token)); }

  void AddInside() {
    const PassedTokens inside = CountPassed(text_, phrase_);
    out_.Add(62, inside.Bits(), before_);
    out_.Add(63, inside.Bits(), C(next_));
    out_.Add(74, inside.quotes % 2, C(next_), last_.coarse == CoarseClass::kQuoteMark);
    out_.Add(75, inside.brackets % 2, C(next_));
    out_.Add(76, inside.commas, C(next_), C(last_));
  }

  void AddHead() {
    out_.Add(60, bucket_, context_.kind);
    out_.Add(61, bucket_, C(head_));
    out_.Add(64, C(head_), C(last_), C(next_));
    out_.Add(65, head_.form_hash, C(last_), C(next_));
    out_.Add(66, head_.form_hash, bucket_);
    out_.Add(67, head_.cluster_fine, bucket_);
    out_.Add(68, head_.cluster_fine, C(last_), C(next_));
    out_.Add(71, AgreementBits(head_), AgreementBits(last_), AgreementBits(next_));
    out_.Add(77, C(head_), C(phrase_.begin + 1), bucket_);
    out_.Add(79, single_, C(head_), next_.form_hash);
    out_.Add(80, single_, head_.form_hash);
  }

  void AddCueSide() {
    out_.Add(69, before_, end_ == cue_.tokens.begin, C(next_));
    out_.Add(70, before_, DistanceBucket(cue_.tokens.begin - end_), C(next_));
    out_.Add(72, AgreementBits(last_), AgreementBits(next_), context_.frames);
    out_.Add(73, context_.identity, C(last_), C(next_));
    out_.Add(78, context_.frames, C(next_), single_);
    out_.Add(81, last_.cluster_fine, next_.cluster_coarse, before_);
    out_.Add(82, static_cast<uint32_t>(clause_.kind), DistanceBucket(clause_.distance), before_);
    out_.Add(83, static_cast<uint32_t>(clause_.kind), DistanceBucket(clause_.distance), context_.identity);
  }

  void AddCues() {
    out_.Add(300, source_.CueStep(end_), before_);
    out_.Add(301, source_.CueStep(end_), C(next_));
    out_.Add(302, source_.CueStep(end_ + 1), C(next_));
    out_.Add(303, source_.HighestCueStep({phrase_.begin + 1, end_}), before_);
  }

  void AddElsewhere() {
    const Recurrence& recurrence = source_.recurrence;
    const OtherPlaces &last = recurrence.At(end_ - 1), &next = recurrence.At(end_);
    const uint32_t share = Share(last.same_behind, last.count) << 2 | Share(next.same_before, next.count);
    out_.Add(310, share);
    out_.Add(311, share, C(last_), C(next_));
    out_.Add(312, share, C(next_));
    out_.Add(313, share, C(last_));
    out_.Add(314, Share(last.before_verb, last.count), single_);
    const int places = recurrence.Places(phrase_);
    const int longer = places == 0 ? 0 : recurrence.Places({phrase_.begin, end_ + 1});
    const int shorter = recurrence.Places({phrase_.begin, std::max(end_ - 1, phrase_.begin + 1)});
    const uint32_t phrase = Few(places) << 4 | Share(longer, places) << 2 | Share(places, shorter);
    out_.Add(320, phrase, single_);
    out_.Add(321, phrase, C(next_));
    out_.Add(322, phrase, C(last_));
    out_.Add(323, phrase, bucket_);
  }

  // "ittahama al-huthiyyun | al-tahaluf": the verb owes a person, who does not belong to its subject.
  void AddOwed() {
    const uint32_t owed = source_.OwedBits();
    const Complement preposition = FindGovernedPreposition(text_, end_, source_.lemma());
    const uint32_t kind = static_cast<uint32_t>(preposition.kind);
    const uint32_t fused = static_cast<uint32_t>(next_.preposition) << 1 | (preposition.distance == 0 ? 1 : 0);
    out_.Add(330, kind, DistanceBucket(preposition.distance), before_);
    out_.Add(331, kind, DistanceBucket(preposition.distance), C(next_));
    out_.Add(332, owed, C(next_), C(last_));
    out_.Add(333, owed, AgreementBits(last_), AgreementBits(next_));
    out_.Add(334, owed, C(next_), single_);
    out_.Add(335, static_cast<uint32_t>(clause_.kind) << 4 | kind, C(next_), owed);
    out_.Add(336, fused, C(end_ + 1), C(next_));
  }

  void AddAsides() {
    const int behind = BehindClosing(text_, end_);
    const uint32_t skipped = Few(behind - end_);
    const Word& word = text_.At(behind);
    out_.Add(340, skipped, C(word), C(last_));
    out_.Add(341, skipped, C(word), AgreementBits(word));
    out_.Add(342, skipped, word.form_hash);
    out_.Add(343, skipped, AgreementBits(head_), AgreementBits(word));
    out_.Add(344, skipped, word.cluster_fine);
    out_.Add(345, skipped, AgreementWith(word, head_, last_), C(word));
    out_.Add(346, skipped, clause_.token == behind, static_cast<uint32_t>(clause_.kind));
    out_.Add(347, skipped, static_cast<uint32_t>(word.preposition), C(head_));
    out_.Add(348, skipped, AgreementWith(word, head_, last_), C(head_));
    AddAside();
  }

  // An apposition between commas is closed where the verb or its complement follows.
  void AddAside() {
    const Aside aside = AsideAt(text_, end_);
    const uint32_t behind_aside = aside.behind < 0 ? kCoarseClassCount : C(aside.behind);
    out_.Add(350, aside.shape, C(next_));
    out_.Add(351, aside.shape, behind_aside, C(next_));
    out_.Add(352, behind_aside, C(next_), C(last_));
    out_.Add(353, behind_aside, C(next_), C(end_ + 1));
    out_.Add(354, behind_aside, C(head_), C(end_ + 1));
    if (aside.shape == 0) return;
    const Word& inside = text_.At(end_ + 1);
    const bool before_clause = aside.behind >= 0 && aside.behind == clause_.token;
    const uint32_t closed = static_cast<uint32_t>(before_clause) << 1 | (aside.behind == cue_.tokens.begin ? 1 : 0);
    const uint32_t articles = static_cast<uint32_t>(inside.article) << 1 | static_cast<uint32_t>(head_.article);
    out_.Add(355, C(next_), inside.cluster_fine);
    out_.Add(356, C(next_), closed, C(inside));
    out_.Add(357, aside.shape, closed);
    out_.Add(358, C(next_), articles, C(inside));
    out_.Add(359, C(next_), source_.CueStep(aside.behind), C(inside));
  }

  void AddState() {
    const uint32_t state = StateOf(text_, phrase_).Bits();
    const uint32_t agreement = AgreementWith(next_, head_, last_);
    out_.Add(360, state, C(next_));
    out_.Add(361, state, C(next_), C(last_));
    out_.Add(362, state, agreement, C(next_));
    out_.Add(363, state, agreement, source_.OwedBits());
    out_.Add(364, state, next_.cluster_coarse);
    out_.Add(365, state, C(next_), C(end_ + 1));
    out_.Add(366, state << 8 | C(last_), next_.cluster_fine);
    out_.Add(367, head_.article, agreement, C(next_));
  }

  // What is left between the phrase and its verb, or the complement.
  void AddGap() {
    int size = kGapTokensMax;
    if (before_) {
      size = cue_.tokens.begin - end_;
    } else if (clause_.kind != ComplementKind::kNone) {
      size = clause_.distance;
    }
    const TokenRange gap = {end_, end_ + size};
    const uint32_t bucket = DistanceBucket(size) << 1 | (before_ ? 1 : 0);
    out_.Add(370, bucket, C(next_), static_cast<uint32_t>(clause_.kind));
    out_.Add(371, bucket, C(next_), C(gap.end - 1));
    out_.Add(372, bucket, next_.form_hash);
    out_.Add(373, bucket, next_.cluster_coarse);
    out_.Add(374, CountPassed(text_, gap).Bits(), C(next_), before_);
  }

  // A step from word to word inside the phrase: each says whether a source goes on there, so that a long phrase is the
  // sum of its steps and not only its last word.
  void AddStep(int token) {
    const Word &before = text_.At(token - 1), &word = text_.At(token);
    out_.Add(391, C(word), AgreementBits(before), AgreementBits(word));
    out_.Add(392, word.form_hash);
    out_.Add(393, word.cluster_fine);
    out_.Add(399, before.cluster_coarse, word.cluster_coarse);
    if (word.preposition != 0) out_.Add(397, static_cast<uint32_t>(word.preposition), word.cluster_fine);
    if (word.preposition != 0 || word.coarse == CoarseClass::kPreposition) {
      out_.Add(396, word.form_hash, text_.At(token + 1).cluster_fine);
    }
  }

  const SourceContext& source_;
  const AnalyzedText& text_;
  const Cue& cue_;
  const CueContext context_;
  const TokenRange phrase_;
  const int end_;
  const bool before_;
  const bool single_;
  const uint32_t bucket_;
  const Word& head_;
  const Word& last_;
  const Word& next_;
  const Complement clause_;
  FeatureVector& out_;
};

}  // namespace

std::vector<int> SourceEndCandidates(const AnalyzedText& text, const Cue& cue, int start) {
  std::vector<int> ends;
  const TokenRange sentence = text.text->sentences[text.text->tokens[start].sentence];
  int to = std::min(sentence.end, start + kSourceTokensMax);
  if (start < cue.tokens.begin) to = std::min(to, cue.tokens.begin);
  for (int end = start + 1; end <= to; ++end) {
    if (text.text->tokens[end - 1].kind != TokenKind::kMark) ends.push_back(end);
  }
  return ends;
}

void AddSourceEndFeatures(const SourceContext& context, int start, int end, FeatureVector* features) {
  AddSlots(context.text, {context.cue.tokens.begin, start, end - 2, end - 1, end, end + 1, end + 2, end - 3}, features);
  EndWriter(context, {start, end}, features).Write();
}

}  // namespace isnad
