// The features of a claim's end: the words around, quotation marks, the probability that another cue begins there,
// which is the strongest sign of an end, and each place before it where the claim could have ended. Covered by
// claim_span_test.cc.
#include <algorithm>

#include "service/attribution/span/boundary_features.h"
#include "service/attribution/span/claim_neighbours.h"
#include "service/attribution/span/claim_span.h"
#include "service/attribution/span/claim_surroundings.h"

namespace isnad {
namespace {

// The features of an end that are not the boundary's own.
class EndWriter {
 public:
  EndWriter(const ClaimContext& context, const CueContext& cue, int start, int end, FeatureVector* out)
      : context_(context),
        text_(context.text),
        cue_(cue),
        start_(start),
        end_(end),
        out_(*out),
        before_(start < context.cue.tokens.begin),
        inside_(CountBetween(context.text, start, end)),
        next_(IsMarkAt(text_, end) ? end + 1 : end),
        mark_(MarkAt(context.text, end) | static_cast<uint32_t>(before_) << 8),
        sentence_end_(EndsSentence()),
        quote_(QuoteBits()),
        type_(Type()),
        cue_next_(ProbabilityBucket(std::max(CueProbability(context, end), CueProbability(context, next_)))) {}

  void Write() {
    AddMark();
    AddQuotation();
    AddLength();
    AddNext();
    AddClauseBehind();
    AddPassed();
    AddType();
    AddNeighboursOfEnd(context_, start_, {end_, mark_, sentence_end_}, cue_, &out_);
  }

 private:
  bool EndsSentence() const {
    if (end_ + 1 >= text_.size()) return true;
    const std::vector<Token>& tokens = text_.text->tokens;
    return tokens[end_].sentence != tokens[end_ - 1].sentence ||
           (IsMarkAt(text_, end_) && tokens[end_ + 1].sentence != tokens[end_].sentence);
  }

  // Whether a quotation opens the claim, closes here, or goes on.
  uint32_t QuoteBits() const {
    const int opened = QuotationOpenedAt(text_, start_);
    const int close = opened >= 0 ? text_.text->quotations[opened].content.end : -1;
    const int here = end_ < text_.size() ? text_.text->tokens[end_].quotation : -1;
    const bool goes_on = here >= 0 && text_.text->quotations[here].content.Contains(end_);
    return static_cast<uint32_t>(opened >= 0) | static_cast<uint32_t>(close >= end_ && close <= end_ + 1) << 1 |
           static_cast<uint32_t>(goes_on) << 2;
  }

  void AddMark() {
    out_.Add(1, mark_, cue_.kind);
    out_.Add(2, mark_, quote_);
    out_.Add(3, mark_, cue_next_);
    out_.Add(4, mark_, ClassAt(text_, next_), cue_.kind);
    out_.Add(5, mark_, text_.At(next_).form_hash);
    out_.Add(6, mark_, ClassAt(text_, next_), ClassAt(text_, next_ + 1));
    out_.Add(20, ClassAt(text_, start_), ClassAt(text_, end_ - 1), mark_);
    out_.Add(21, end_ == context_.cue.tokens.begin, before_, ClassAt(text_, end_ - 1));
    out_.Add(22, text_.At(start_ - 1).form_hash, mark_, sentence_end_);
  }

  void AddQuotation() {
    out_.Add(7, quote_, cue_.kind, sentence_end_);
    out_.Add(8, quote_, DistanceBucket(inside_.words), sentence_end_);
    out_.Add(23, static_cast<uint32_t>(inside_.quotes % 2), quote_, mark_);
    out_.Add(29, QuotationState(text_, start_), sentence_end_, quote_);
  }

  void AddLength() {
    out_.Add(9, sentence_end_, cue_.kind, before_);
    out_.Add(10, sentence_end_, cue_.identity);
    out_.Add(11, sentence_end_, DistanceBucket(inside_.words), before_);
    out_.Add(12, DistanceBucket(inside_.words), cue_.kind, mark_);
    out_.Add(13, DistanceBucket(inside_.words), cue_.identity);
    out_.Add(16, std::min(inside_.commas, 5), mark_, sentence_end_);
    out_.Add(26, SourcePlace(context_), sentence_end_, cue_.identity);
  }

  void AddNext() {
    const Word& next = text_.At(next_);
    const uint32_t next_class = ClassAt(text_, next_);
    out_.Add(14, cue_next_, cue_.kind, next.conjunction);
    out_.Add(15, cue_next_, next_class, mark_);
    out_.Add(17, next.form_hash, text_.At(next_ + 1).form_hash);
    out_.Add(18, next.cluster_fine, mark_);
    out_.Add(19, next.ending_hash, mark_, next_class);
    out_.Add(24, next.conjunction, next_class, mark_);
    out_.Add(25, next.form_hash, cue_next_, cue_.kind);
    out_.Add(27, text_.At(next_ + 1).form_hash, next_class, mark_);
    out_.Add(28, next.suffix_hash, mark_, cue_.kind);
  }

  // The clause behind: is there a finite verb, a complementizer, a cue before the next mark?
  void AddClauseBehind() {
    constexpr int kTokensMax = 12;
    uint32_t clause = 0;
    int length = 0;
    for (int i = next_; i < text_.size() && length < kTokensMax; ++i, ++length) {
      const CoarseClass coarse = text_.At(i).coarse;
      if (i > next_ && IsMarkAt(text_, i)) break;
      clause |= coarse == CoarseClass::kReportingFinite ? 1u : 0u;
      clause |= coarse == CoarseClass::kVerbLike || coarse == CoarseClass::kAuxiliary ? 2u : 0u;
      clause |= coarse == CoarseClass::kComplementizer ? 4u : 0u;
      clause |= CueProbability(context_, i) > 0.5f ? 8u : 0u;
    }
    out_.Add(85, clause, mark_, text_.At(next_).conjunction);
    out_.Add(86, clause, mark_, ClassAt(text_, next_));
    out_.Add(87, DistanceBucket(length), mark_, ClassAt(text_, next_));
  }

  // The claim's own kind, by its first words, and whether it ends with the quotation that its cue stands in.
  void AddType() {
    const uint32_t joint = JointQuotation();
    out_.Add(60, type_, mark_, ClassAt(text_, next_));
    out_.Add(61, type_, sentence_end_, std::min(inside_.commas, 4));
    out_.Add(62, type_, cue_next_, mark_);
    out_.Add(63, type_, text_.At(next_).form_hash, mark_);
    out_.Add(64, type_, DistanceBucket(inside_.words), sentence_end_);
    out_.Add(65, joint, mark_, cue_.kind);
    out_.Add(66, joint, sentence_end_, type_);
    out_.Add(67, BalanceBits(inside_), mark_, quote_);
    out_.Add(68, BalanceBits(inside_), type_, joint);
    out_.Add(69, cue_next_, JoinedClass(next_), static_cast<uint32_t>(QuotationState(text_, next_) != 0));
  }

  uint32_t Type() const {
    if (QuotationOpenedAt(text_, start_) >= 0) return 1;
    const CoarseClass last = text_.At(start_ - 1).coarse;
    if (last == CoarseClass::kComplementizer) return 2;
    if (text_.At(start_).coarse == CoarseClass::kComplementizer) return 3;
    if (last == CoarseClass::kColon) return 4;
    if (text_.At(start_).preposition != 0) return 5;
    if (last == CoarseClass::kPreposition) return 6;
    return start_ == AttributionEnd(context_) ? 7 : 8;
  }

  // 0: the cue stands in no quotation; 1: the claim ends with it; 2: within it; 3: elsewhere.
  uint32_t JointQuotation() const {
    const int of_cue = text_.text->tokens[context_.cue.tokens.begin].quotation;
    if (of_cue < 0) return 0;
    if (end_ >= text_.size() || text_.text->tokens[end_].quotation != of_cue) return 3;
    return text_.text->quotations[of_cue].content.end == end_ ? 1 : 2;
  }

  uint32_t JoinedClass(int token) const {
    return ClassAt(text_, token) << 8 | static_cast<uint32_t>(text_.At(token).conjunction);
  }

  // Each place within where the claim could have ended and went on: behind a mark, or before a probable cue.
  void AddPassed() {
    constexpr float kProbableCue = 0.3f;
    float most = 0;
    for (int i = start_ + 1; i < end_; ++i) {
      const bool behind_mark = IsMarkAt(text_, i - 1);
      const float p = CueProbability(context_, i);
      if (IsMarkAt(text_, i) || (!behind_mark && p < kProbableCue)) continue;
      most = std::max(most, p);
      const uint32_t mark = behind_mark ? MarkAt(text_, i - 1) : 0;
      const uint32_t quoted = QuotationState(text_, i) != 0;
      out_.Add(91, mark, text_.At(i).form_hash, quoted);
      out_.Add(93, ProbabilityBucket(p), cue_.kind, quoted);
      out_.Add(98, text_.At(i).conjunction, text_.At(i + 1).form_hash, ClassAt(text_, i));
      out_.Add(99, type_, mark, ClassAt(text_, i));
      out_.Add(94, mark, ClassAt(text_, i), ClassAt(text_, i + 1));
      out_.Add(97, ProbabilityBucket(p), JoinedClass(i), quoted << 1 | static_cast<uint32_t>(behind_mark));
    }
    out_.Add(95, ProbabilityBucket(most), cue_.kind);
    out_.Add(96, ProbabilityBucket(most), sentence_end_, cue_next_);
  }

  const ClaimContext& context_;
  const AnalyzedText& text_;
  const CueContext& cue_;
  const int start_;
  const int end_;
  FeatureVector& out_;
  const bool before_;
  const Between inside_;
  const int next_;  // the first word behind a mark at the end
  const uint32_t mark_;
  const bool sentence_end_;
  const uint32_t quote_;
  const uint32_t type_;
  const uint32_t cue_next_;
};

}  // namespace

void AddClaimEndFeatures(const ClaimContext& context, int start, int end, FeatureVector* features) {
  const CueContext cue(context.cue, context.lexicon);
  AddSlots(context.text, {context.cue.tokens.begin, start, end - 2, end - 1, end, end + 1, end + 2, end + 3}, features);
  AddBoundaryFeatures(context.text, end, 300, cue, features);
  EndWriter(context, cue, start, end, features).Write();
}

}  // namespace isnad
