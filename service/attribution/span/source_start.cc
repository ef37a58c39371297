// Candidates are all tokens near the cue in its sentence, and none of them. The features are the boundary's own, what
// lies between the cue and the boundary, what the verb owes and agrees with, and where else the first word stands.
// Covered by source_span_test.cc.
#include <algorithm>

#include "service/attribution/cue/complement.h"
#include "service/attribution/cue/cue_context.h"
#include "service/attribution/span/aside.h"
#include "service/attribution/span/boundary_features.h"
#include "service/attribution/span/passed_tokens.h"
#include "service/attribution/span/source_span.h"

namespace isnad {
namespace {

bool BeginsSentence(const AnalyzedText& text, int token) {
  return text.text->sentences[text.text->tokens[token].sentence].begin == token;
}

// A fused li- tells who is spoken to ("qala li-sahifa"), but behind a phrase ("wifqan li-") or a noun ("da'wa li-") the
// source bears it.
bool MayBeginSource(const AnalyzedText& text, int token, CueKind kind) {
  if (text.text->tokens[token].kind == TokenKind::kMark) return false;
  const Word& word = text.words[token];
  if (word.preposition == 'l' && kind != CueKind::kPhrase && kind != CueKind::kNominal) return false;
  return !IsComplementizer(word) && word.coarse != CoarseClass::kNegation;
}

void AddNoSource(const AnalyzedText& text, const Cue& cue, const CueContext& context, FeatureVector* features) {
  FeatureVector& out = *features;
  const int behind = cue.tokens.end, first = cue.tokens.begin;
  out.Add(1, context.kind);
  out.Add(2, context.identity);
  out.Add(3, context.form);
  out.Add(4, context.identity, context.form);
  out.Add(5, ClassAt(text, behind), context.kind);
  out.Add(6, ClassAt(text, behind), ClassAt(text, behind + 1), context.kind);
  out.Add(7, ClassAt(text, behind), context.form);
  out.Add(8, ClassAt(text, behind), context.identity);
  out.Add(9, text.At(behind).form_hash, context.kind);
  out.Add(10, text.At(behind).form_hash, context.identity);
  out.Add(11, text.At(behind).cluster_fine, context.kind);
  out.Add(12, ClassAt(text, first - 1), context.kind);
  out.Add(13, ClassAt(text, first - 1), ClassAt(text, behind), context.kind);
  out.Add(14, ClassAt(text, first - 1), ClassAt(text, first - 2), context.form);
  out.Add(15, text.At(first - 1).form_hash, context.kind);
  out.Add(16, text.At(first).conjunction, context.kind, ClassAt(text, behind));
  out.Add(17, static_cast<uint32_t>(text.At(first).enclitic), context.kind);
  out.Add(18, static_cast<uint32_t>(text.At(first).enclitic), context.identity);
  out.Add(19, text.At(cue.tokens.end - 1).ending_hash, context.kind);
  const bool starts = BeginsSentence(text, first);
  out.Add(20, starts, context.kind, ClassAt(text, behind));
  out.Add(21, starts, context.form);
  out.Add(22, text.At(behind).cluster_coarse, ClassAt(text, behind + 1), context.kind);
  out.Add(23, text.At(behind).preposition, text.At(behind).article, context.identity);
  const Complement clause = FindComplement(text, behind, nullptr);
  out.Add(24, static_cast<uint32_t>(clause.kind), DistanceBucket(clause.distance), context.kind);
  out.Add(25, static_cast<uint32_t>(clause.kind), DistanceBucket(clause.distance), context.form);
}

// Tokens before the nearer of two complements: 0 to 5, or 15 where there is none.
uint32_t RoomBefore(const Complement& clause, const Complement& preposition) {
  constexpr int kMany = 5;
  constexpr uint32_t kNoComplement = 15;
  const bool has_clause = clause.kind != ComplementKind::kNone;
  if (preposition.kind == ComplementKind::kNone) {
    return has_clause ? static_cast<uint32_t>(std::min(clause.distance, kMany)) : kNoComplement;
  }
  const int nearer = has_clause ? std::min(clause.distance, preposition.distance) : preposition.distance;
  return static_cast<uint32_t>(std::min(nearer, kMany));
}

// The features of one first word.
class StartWriter {
 public:
  StartWriter(const SourceContext& source, int start, FeatureVector* out)
      : source_(source),
        text_(source.text),
        cue_(source.cue),
        context_(source.cue, source.lexicon),
        start_(start),
        word_(source.text.At(start)),
        before_(start < source.cue.tokens.begin),
        between_(before_ ? TokenRange{start + 1, cue_.tokens.begin} : TokenRange{cue_.tokens.end, start}),
        passed_(CountPassed(text_, between_)),
        out_(*out) {
    const int distance = before_ ? start - cue_.tokens.begin : start - cue_.tokens.end;
    bucket_ = before_ ? DistanceBucket(distance) : DistanceBucket(distance) + 64;
  }

  void Write() {
    AddBoundaryFeatures(text_, start_, 100, context_, &out_);
    AddPlace();
    AddCueSide();
    AddElsewhere();
    AddOwed();
    AddCueWord();
    AddCuesBetween();
    AddAgreement();
    AddBetween();
    for (int i = between_.begin; i < between_.end; ++i) AddStep(i);
  }

 private:
  void AddPlace() {
    const uint32_t bits = passed_.Bits() | static_cast<uint32_t>(before_) << 20;
    out_.Add(30, bucket_, context_.kind);
    out_.Add(31, bucket_, context_.identity);
    out_.Add(32, bucket_, ClassAt(text_, start_), context_.kind);
    out_.Add(33, bits, context_.kind);
    out_.Add(34, bits, bucket_);
    out_.Add(35, before_, ClassAt(text_, start_), ClassAt(text_, start_ - 1));
    out_.Add(36, before_, word_.form_hash);
    out_.Add(37, before_, text_.At(start_ - 1).form_hash, context_.kind);
    out_.Add(38, ClassAt(text_, cue_.tokens.end), bucket_, context_.kind);
    out_.Add(39, AgreementBits(word_), context_.form, before_);
    out_.Add(40, context_.form, bucket_);
    out_.Add(41, before_, context_.identity, ClassAt(text_, start_ - 1));
    out_.Add(42, ClassAt(text_, start_), ClassAt(text_, start_ + 1), before_);
    out_.Add(43, word_.cluster_fine, before_, context_.kind);
    out_.Add(44, word_.cluster_coarse, bucket_);
    out_.Add(45, word_.cluster_fine, context_.form);
    out_.Add(46, BeginsSentence(text_, start_), before_, context_.kind);
    out_.Add(47, passed_.complementizers > 0, before_, context_.kind);
    out_.Add(48, passed_.times, bucket_);
  }

  void AddCueSide() {
    const int first = cue_.tokens.begin;
    if (before_) {
      out_.Add(49, ClassAt(text_, first - 1), ClassAt(text_, start_), bucket_);
      out_.Add(50, text_.At(first - 1).form_hash, bucket_);
      out_.Add(51, ClassAt(text_, first - 1), BeginsSentence(text_, start_), passed_.commas > 0);
    } else {
      out_.Add(52, ClassAt(text_, first - 1), bucket_, context_.kind);
      out_.Add(53, text_.At(first).conjunction, bucket_, context_.kind);
    }
  }

  // A speaker's name stands beside verbs of saying elsewhere, too.
  void AddElsewhere() {
    const OtherPlaces &places = source_.recurrence.At(start_), &last = source_.recurrence.At(start_ - 1);
    const uint32_t share = Share(places.same_before, places.count) << 2 | Share(last.same_behind, last.count);
    out_.Add(60, Share(places.behind_verb, places.count), bucket_);
    out_.Add(61, Share(places.behind_verb, places.count), ClassAt(text_, start_), bucket_);
    out_.Add(62, Share(places.before_verb, places.count), bucket_);
    out_.Add(63, Few(places.count), bucket_, ClassAt(text_, start_));
    out_.Add(64, share, ClassAt(text_, start_ - 1), ClassAt(text_, start_));
    out_.Add(65, share, bucket_);
  }

  // Where the verb owes a person or an act, what stands behind it may be that.
  void AddOwed() {
    const Lemma* lemma = source_.lemma();
    const uint32_t owed = source_.OwedBits();
    const Complement clause = FindComplement(text_, start_ + 1, nullptr);
    const Complement preposition = FindGovernedPreposition(text_, start_ + 1, lemma);
    const uint32_t found = owed << 4 | static_cast<uint32_t>(clause.kind) << 1 |
                           static_cast<uint32_t>(preposition.kind != ComplementKind::kNone);
    out_.Add(66, owed, bucket_, ClassAt(text_, start_));
    out_.Add(67, owed << 6 | AgreementBits(word_), bucket_);
    out_.Add(68, found, bucket_, DistanceBucket(clause.distance));
    out_.Add(69, static_cast<uint32_t>(preposition.kind), DistanceBucket(preposition.distance), bucket_);
    out_.Add(70, found, bucket_, ClassAt(text_, start_));
    // With no word left before the complement there is none for an object.
    const bool pronoun = text_.At(cue_.tokens.begin).enclitic != Enclitic::kNone;
    const uint32_t object = owed << 1 | static_cast<uint32_t>(pronoun);
    const uint32_t room = RoomBefore(clause, preposition);
    out_.Add(90, object, room, bucket_);
    out_.Add(91, context_.identity, room, bucket_);
    out_.Add(92, object << 8 | bucket_, room, AgreementBits(word_));
  }

  // A relative clause or a pronoun at the verb ("alladhi tattahimuhu X") tells on which side the subject is.
  void AddCueWord() {
    const int first = cue_.tokens.begin, behind = cue_.tokens.end;
    const uint32_t before_cue = static_cast<uint32_t>(text_.At(first).enclitic) << 6 | ClassAt(text_, first - 1);
    const uint32_t behind_cue = static_cast<uint32_t>(text_.At(behind).enclitic) << 6 | ClassAt(text_, behind);
    out_.Add(71, before_cue, bucket_);
    out_.Add(72, before_cue, bucket_, ClassAt(text_, start_));
    out_.Add(73, behind_cue, bucket_);
    out_.Add(74, static_cast<uint32_t>(text_.At(first).enclitic), context_.form, bucket_);
    out_.Add(75, text_.At(first - 1).form_hash, bucket_);
  }

  void AddCuesBetween() {
    const uint32_t highest = std::max(source_.HighestCueStep(between_), before_ ? source_.CueStep(start_) : 0);
    out_.Add(76, highest, before_);
    out_.Add(77, highest, bucket_);
    out_.Add(78, source_.CueStep(start_), ClassAt(text_, start_), before_);
    out_.Add(79, source_.CueStep(start_ - 1), before_);
  }

  void AddAgreement() {
    const uint32_t verb = static_cast<uint32_t>(cue_.features.gender) |
                          static_cast<uint32_t>(cue_.features.number) << 2 |
                          static_cast<uint32_t>(cue_.features.kind) << 4;
    const uint32_t noun = AgreementBits(word_) & ~1u;  // all but the article
    out_.Add(80, verb, noun, before_);
    out_.Add(81, verb, noun, bucket_);
    out_.Add(82, verb, word_.cluster_fine, before_);
    out_.Add(83, verb, word_.stem_hash, before_);
    out_.Add(84, verb, ClassAt(text_, start_) << 1 | static_cast<uint32_t>(word_.feminine), before_);
  }

  void AddBetween() {
    const uint32_t passed = Few(passed_.commas) | Few(passed_.relatives) << 2 | Few(passed_.prepositions) << 4;
    out_.Add(85, ClassAt(text_, between_.begin), ClassAt(text_, between_.end - 1), bucket_);
    out_.Add(86, passed, ClassAt(text_, cue_.tokens.begin - 1), before_);
    out_.Add(87, OpensQuotation(*text_.text, start_ - 1), bucket_);
    const Aside aside = AsideAt(text_, start_ - 1);
    out_.Add(88, aside.shape, bucket_);
    out_.Add(89, aside.shape, aside.behind == cue_.tokens.begin ? 99 : ClassAt(text_, aside.behind), before_);
  }

  // What is stepped over on the way from the cue, word by word.
  void AddStep(int token) {
    const Word &before = text_.At(token - 1), &word = text_.At(token);
    const uint32_t agreement = static_cast<uint32_t>(before_) << 12 | AgreementBits(before);
    out_.Add(93, ClassAt(text_, token), agreement, AgreementBits(word));
    out_.Add(94, word.form_hash, before_);
    out_.Add(95, word.cluster_fine, before_);
    out_.Add(96, source_.CueStep(token), ClassAt(text_, token), before_);
  }

  const SourceContext& source_;
  const AnalyzedText& text_;
  const Cue& cue_;
  const CueContext context_;
  const int start_;
  const Word& word_;
  const bool before_;
  const TokenRange between_;
  const PassedTokens passed_;
  uint32_t bucket_ = 0;
  FeatureVector& out_;
};

}  // namespace

std::vector<int> SourceStartCandidates(const AnalyzedText& text, const Cue& cue) {
  std::vector<int> starts = {-1};
  const TokenRange sentence = text.text->sentences[text.text->tokens[cue.tokens.begin].sentence];
  const int from = std::max(sentence.begin, cue.tokens.begin - kSourceStartBefore);
  const int to = std::min(sentence.end, cue.tokens.end + kSourceStartBehind);
  for (int i = from; i < to; ++i) {
    if (!cue.tokens.Contains(i) && MayBeginSource(text, i, cue.kind)) starts.push_back(i);
  }
  return starts;
}

void AddSourceStartFeatures(const SourceContext& context, int start, FeatureVector* features) {
  const AnalyzedText& text = context.text;
  const int first = context.cue.tokens.begin, behind = context.cue.tokens.end;
  if (start < 0) {
    AddNoSource(text, context.cue, CueContext(context.cue, context.lexicon), features);
    AddSlots(text, {first, -1, -1, first - 1, behind, behind + 1, behind + 2, -1}, features);
    return;
  }
  AddSlots(text, {first, start - 2, start - 1, start, start + 1, start + 2, behind, first - 1}, features);
  StartWriter(context, start, features).Write();
}

}  // namespace isnad
