// The features of a claim's beginning: the words around, the way from the cue and what stands on it, and the frames of
// its lemma. Covered by claim_span_test.cc.
#include <algorithm>

#include "service/attribution/cue/complement.h"
#include "service/attribution/span/boundary_features.h"
#include "service/attribution/span/claim_neighbours.h"
#include "service/attribution/span/claim_span.h"
#include "service/attribution/span/claim_surroundings.h"

namespace isnad {
namespace {

// The features of a beginning that are not the boundary's own.
class StartWriter {
 public:
  StartWriter(const ClaimContext& context, const CueContext& cue, int start, FeatureVector* out)
      : context_(context),
        text_(context.text),
        cue_(cue),
        start_(start),
        out_(*out),
        place_(SourcePlace(context)),
        from_(AttributionEnd(context)),
        object_(static_cast<uint32_t>(text_.At(context.cue.tokens.begin).enclitic)),
        before_cue_(ClassAt(text_, context.cue.tokens.begin - 1)),
        clause_(FindComplement(text_, from_, nullptr)),
        clause_kind_(static_cast<uint32_t>(clause_.kind)) {}

  void Write() {
    const bool before = start_ < context_.cue.tokens.begin;
    out_.Add(1, before, cue_.kind);
    out_.Add(2, before, cue_.identity, place_);
    out_.Add(3, before, clause_kind_, cue_.kind);
    out_.Add(4, before, MarkAt(text_, from_), cue_.kind);
    AddNeighboursOfStart(context_, start_, cue_, &out_);
    if (before) {
      AddBefore();
      return;
    }
    AddWay();
    AddFrames();
    AddClause();
    AddOtherCues();
    AddFirstWords();
  }

 private:
  void AddBefore() {
    const int cue = context_.cue.tokens.begin;
    const int limit = place_ == 1 ? std::min(context_.source.begin, cue) : cue;
    const int sentence_begin = text_.text->sentences[text_.text->tokens[start_].sentence].begin;
    const uint32_t bits = static_cast<uint32_t>(sentence_begin == start_) | place_ << 1;
    out_.Add(30, bits, cue_.kind);
    out_.Add(31, bits, cue_.identity);
    out_.Add(32, BetweenBits(CountBetween(text_, start_, limit)), cue_.kind, bits);
    out_.Add(33, DistanceBucket(limit - start_), cue_.kind, bits);
    out_.Add(34, QuotationState(text_, start_), cue_.kind, bits);
    out_.Add(35, before_cue_, bits, cue_.kind);
    out_.Add(36, MarkAt(text_, context_.cue.tokens.end), bits, cue_.identity);
    out_.Add(37, ClassAt(text_, from_), bits, cue_.kind);
    out_.Add(38, text_.At(cue).conjunction, bits, cue_.kind);
    out_.Add(39, ProbabilityBucket(CueProbability(context_, start_)), bits, cue_.kind);
    out_.Add(40, text_.At(start_ - 1).form_hash, bits, cue_.kind);
    out_.Add(41, cue == sentence_begin, cue_.kind);
    out_.Add(42, ProbabilityBucket(MostCueProbability(context_, start_, limit)), bits, cue_.kind);
    // "the charges that the minister denied them": a relative clause whose pronoun stands for the claim.
    out_.Add(43, object_, before_cue_, cue_.kind);
    out_.Add(44, object_, cue_.identity, before_cue_);
    out_.Add(45, object_, ClassAt(text_, from_), MarkAt(text_, from_));
  }

  // The way from the attribution.
  void AddWay() {
    const Between between = CountBetween(text_, from_, start_);
    gap_ = DistanceBucket(between.words) | (start_ < from_ ? 64 : 0);
    const uint32_t bits = BetweenBits(between);
    const uint32_t last = ClassAt(text_, start_ - 1);
    const uint32_t quotation = QuotationState(text_, start_);
    out_.Add(50, gap_, cue_.kind, place_);
    out_.Add(51, gap_, cue_.identity);
    out_.Add(52, bits, cue_.kind, place_);
    out_.Add(53, bits, gap_, last);
    out_.Add(54, bits, last, cue_.identity);
    out_.Add(55, quotation, last, ClassAt(text_, start_ - 2));
    out_.Add(56, quotation, gap_, cue_.kind);
    out_.Add(57, text_.At(start_ - 1).form_hash, cue_.identity, gap_ == 0);
    out_.Add(58, text_.At(start_ - 1).form_hash, gap_);
    out_.Add(75, BalanceBits(between), last, cue_.kind);
    out_.Add(76, BalanceBits(between), quotation, gap_);
  }

  // What the cue's lemma and form ask for, and the first word.
  void AddFrames() {
    const Word& word = text_.At(start_);
    const uint32_t first = ClassAt(text_, start_);
    out_.Add(59, first, gap_, cue_.kind);
    out_.Add(60, cue_.frames, first, gap_);
    out_.Add(61, cue_.frames, word.preposition, gap_);
    out_.Add(62, cue_.frames, text_.At(start_ - 1).form_hash);
    out_.Add(63, word.preposition, cue_.identity, gap_ == 0);
    out_.Add(68, ClassAt(text_, from_), first, gap_);
    out_.Add(69, cue_.form, gap_, first);
    out_.Add(70, word.cluster_fine, gap_, cue_.kind);
    out_.Add(71, word.cluster_coarse, cue_.identity, gap_);
    out_.Add(77, object_, word.preposition, gap_);
    out_.Add(78, object_, first, cue_.identity);
    out_.Add(79, object_, before_cue_, gap_);
  }

  void AddClause() {
    toward_ = clause_.token < 0 ? 0 : start_ <= clause_.token ? 1 : start_ == clause_.token + 1 ? 2 : 3;
    out_.Add(64, toward_, clause_kind_, cue_.kind);
    out_.Add(65, toward_, clause_kind_, cue_.identity);
    out_.Add(66, toward_, DistanceBucket(clause_.distance), gap_);
    out_.Add(67, toward_, text_.At(start_ - 1).form_hash, cue_.kind);
  }

  // A cue on the way begins a claim of its own.
  void AddOtherCues() {
    const uint32_t cues = ProbabilityBucket(MostCueProbability(context_, from_, start_));
    out_.Add(72, cues, cue_.kind, place_);
    out_.Add(73, cues, ProbabilityBucket(CueProbability(context_, start_)), cue_.kind);
    out_.Add(74, cues, toward_, clause_kind_);
  }

  // The few words between the attribution and the claim, as a sequence, and a quotation's opening behind them.
  void AddFirstWords() {
    constexpr int kWordsMax = 4;
    const uint32_t quotation = QuotationState(text_, start_);
    const uint32_t last = ClassAt(text_, start_ - 1);
    out_.Add(83, quotation, cue_.identity, ClassAt(text_, start_ - 2) << 8 | last);
    out_.Add(84, quotation, ClassAt(text_, from_), gap_);
    out_.Add(85, quotation, text_.At(start_ - 2).form_hash, last);
    out_.Add(86, clause_kind_, quotation, cue_.frames);
    if (start_ < from_ || start_ - from_ > kWordsMax) return;
    uint32_t sequence = 0;
    for (int i = from_; i < start_; ++i) sequence = MixHash(sequence, 1 + ClassAt(text_, i));
    out_.Add(80, sequence, ClassAt(text_, start_), cue_.kind);
    out_.Add(81, sequence, cue_.identity);
    out_.Add(82, sequence, cue_.frames, quotation);
  }

  const ClaimContext& context_;
  const AnalyzedText& text_;
  const CueContext& cue_;
  const int start_;
  FeatureVector& out_;
  const uint32_t place_;
  const int from_;         // the attribution's end
  const uint32_t object_;  // the cue's object pronoun
  const uint32_t before_cue_;
  const Complement clause_;
  const uint32_t clause_kind_;
  uint32_t gap_ = 0;     // words from the attribution
  uint32_t toward_ = 0;  // before, at or behind the complement
};

}  // namespace

void AddClaimStartFeatures(const ClaimContext& context, int start, FeatureVector* features) {
  const CueContext cue(context.cue, context.lexicon);
  const int cue_token = context.cue.tokens.begin;
  AddSlots(context.text,
           {cue_token, start - 3, start - 2, start - 1, start, start + 1, start + 2, AttributionEnd(context)},
           features);
  AddBoundaryFeatures(context.text, start, start < cue_token ? 100 : 200, cue, features);
  StartWriter(context, cue, start, features).Write();
}

}  // namespace isnad
