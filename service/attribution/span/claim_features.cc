// The features of a claim's two boundaries: the words around, the way from the cue, quotation marks, commas passed, and
// the probability that another cue begins there, which is the strongest sign of an end.
#include <algorithm>

#include "service/attribution/cue/complement.h"
#include "service/attribution/span/boundary_features.h"
#include "service/attribution/span/claim_span.h"

namespace isnad {
namespace {

uint32_t C(const AnalyzedText& text, int token) { return static_cast<uint32_t>(text.At(token).coarse); }

uint32_t ProbabilityBucket(float p) { return p < 0.05f ? 0 : p < 0.3f ? 1 : p < 0.7f ? 2 : p < 0.95f ? 3 : 4; }

float StartProbability(const ClaimContext& context, int token) {
  return token >= 0 && token < static_cast<int>(context.starts.size()) ? context.starts[token] : 0.0f;
}

struct Between {
  int complementizers = 0, commas = 0, colons = 0, quotes = 0, words = 0;
};

Between CountBetween(const AnalyzedText& text, int begin, int end) {
  Between between;
  for (int i = begin; i < end; ++i) {
    const CoarseClass coarse = text.At(i).coarse;
    between.complementizers += coarse == CoarseClass::kComplementizer;
    between.commas += coarse == CoarseClass::kComma;
    between.colons += coarse == CoarseClass::kColon;
    between.quotes += coarse == CoarseClass::kQuoteMark;
    between.words += text.text->tokens[i].kind != TokenKind::kMark;
  }
  return between;
}

uint32_t BetweenBits(const Between& b) {
  const auto few = [](int count) { return static_cast<uint32_t>(std::min(count, 2)); };
  return few(b.complementizers) | few(b.commas) << 2 | few(b.colons) << 4 | few(b.quotes) << 6;
}

// 0: inside no quotation; 1: the boundary's right word opens one's content; 2: deeper inside one.
uint32_t QuotationState(const AnalyzedText& text, int token) {
  if (token < 0 || token >= text.size() || text.text->tokens[token].quotation < 0) return 0;
  return QuotationOpenedAt(text, token) >= 0 ? 1 : 2;
}

// The source's place: 0 none, 1 before the cue, 2 behind it.
uint32_t SourcePlace(const ClaimContext& context) {
  if (context.source.empty()) return 0;
  return context.source.begin < context.cue.tokens.begin ? 1 : 2;
}

int AttributionEnd(const ClaimContext& context) {
  return SourcePlace(context) == 2 ? std::max(context.source.end, context.cue.tokens.end) : context.cue.tokens.end;
}

uint32_t EndMark(const AnalyzedText& text, int end) {
  if (end >= text.size()) return 99;
  const Token& token = text.text->tokens[end];
  return token.kind == TokenKind::kMark ? 1 + static_cast<uint32_t>(token.mark) : token.starts_line ? 98 : 0;
}

void AddStartBefore(const ClaimContext& context, int start, const CueContext& cue, FeatureVector* features) {
  const AnalyzedText& text = context.text;
  FeatureVector& out = *features;
  const int limit =
      SourcePlace(context) == 1 ? std::min(context.source.begin, context.cue.tokens.begin) : context.cue.tokens.begin;
  const Between between = CountBetween(text, start, limit);
  const bool sentence_start = text.text->sentences[text.text->tokens[start].sentence].begin == start;
  const uint32_t bits = static_cast<uint32_t>(sentence_start) | SourcePlace(context) << 1;
  out.Add(30, bits, cue.kind);
  out.Add(31, bits, cue.identity);
  out.Add(32, BetweenBits(between), cue.kind, bits);
  out.Add(33, DistanceBucket(limit - start), cue.kind, bits);
  out.Add(34, QuotationState(text, start), cue.kind, bits);
  out.Add(35, C(text, context.cue.tokens.begin - 1), bits, cue.kind);
  out.Add(36, EndMark(text, context.cue.tokens.end), bits, cue.identity);
  out.Add(37, C(text, AttributionEnd(context)), bits, cue.kind);
  out.Add(38, text.At(context.cue.tokens.begin).conjunction, bits, cue.kind);
  out.Add(39, ProbabilityBucket(StartProbability(context, start)), bits, cue.kind);
  out.Add(40, text.At(start - 1).form_hash, bits, cue.kind);
  out.Add(41, context.cue.tokens.begin == text.text->sentences[text.text->tokens[start].sentence].begin, cue.kind);
  float most = 0;
  for (int i = start; i < limit; ++i) most = std::max(most, StartProbability(context, i));
  out.Add(42, ProbabilityBucket(most), bits, cue.kind);
}

void AddStartBehind(const ClaimContext& context, int start, const CueContext& cue, FeatureVector* features) {
  const AnalyzedText& text = context.text;
  FeatureVector& out = *features;
  const int from = AttributionEnd(context);
  const Between between = CountBetween(text, from, start);
  const uint32_t gap = DistanceBucket(between.words) | (start < from ? 64 : 0);
  const uint32_t place = SourcePlace(context);
  out.Add(50, gap, cue.kind, place);
  out.Add(51, gap, cue.identity);
  out.Add(52, BetweenBits(between), cue.kind, place);
  out.Add(53, BetweenBits(between), gap, C(text, start - 1));
  out.Add(54, BetweenBits(between), C(text, start - 1), cue.identity);
  out.Add(55, QuotationState(text, start), C(text, start - 1), C(text, start - 2));
  out.Add(56, QuotationState(text, start), gap, cue.kind);
  out.Add(57, text.At(start - 1).form_hash, cue.identity, gap == 0);
  out.Add(58, text.At(start - 1).form_hash, gap);
  out.Add(59, C(text, start), gap, cue.kind);
  out.Add(60, cue.frames, C(text, start), gap);
  out.Add(61, cue.frames, text.At(start).preposition, gap);
  out.Add(62, cue.frames, text.At(start - 1).form_hash);
  out.Add(63, text.At(start).preposition, cue.identity, gap == 0);
  const Complement clause = FindComplement(text, from, nullptr);
  const uint32_t toward = clause.token < 0 ? 0 : start <= clause.token ? 1 : start == clause.token + 1 ? 2 : 3;
  out.Add(64, toward, static_cast<uint32_t>(clause.kind), cue.kind);
  out.Add(65, toward, static_cast<uint32_t>(clause.kind), cue.identity);
  out.Add(66, toward, DistanceBucket(clause.distance), gap);
  out.Add(67, toward, text.At(start - 1).form_hash, cue.kind);
  out.Add(68, C(text, from), C(text, start), gap);
  out.Add(69, cue.form, gap, C(text, start));
  out.Add(70, text.At(start).cluster_fine, gap, cue.kind);
  out.Add(71, text.At(start).cluster_coarse, cue.identity, gap);
}

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
        next_(IsMark(end) ? end + 1 : end),
        mark_(EndMark(context.text, end) | static_cast<uint32_t>(before_) << 8),
        sentence_end_(EndsSentence()),
        quote_(QuoteBits()),
        cue_next_(ProbabilityBucket(std::max(StartProbability(context, end), StartProbability(context, next_)))) {}

  void Write() {
    AddMark();
    AddQuotation();
    AddLength();
    AddNext();
    AddClauseBehind();
  }

 private:
  bool IsMark(int token) const { return token < text_.size() && text_.text->tokens[token].kind == TokenKind::kMark; }

  bool EndsSentence() const {
    if (end_ + 1 >= text_.size()) return true;
    const std::vector<Token>& tokens = text_.text->tokens;
    return tokens[end_].sentence != tokens[end_ - 1].sentence ||
           (IsMark(end_) && tokens[end_ + 1].sentence != tokens[end_].sentence);
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
    out_.Add(4, mark_, C(text_, next_), cue_.kind);
    out_.Add(5, mark_, text_.At(next_).form_hash);
    out_.Add(6, mark_, C(text_, next_), C(text_, next_ + 1));
    out_.Add(20, C(text_, start_), C(text_, end_ - 1), mark_);
    out_.Add(21, end_ == context_.cue.tokens.begin, before_, C(text_, end_ - 1));
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
    const uint32_t next_class = C(text_, next_);
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
      if (i > next_ && IsMark(i)) break;
      clause |= coarse == CoarseClass::kReportingFinite ? 1u : 0u;
      clause |= coarse == CoarseClass::kVerbLike || coarse == CoarseClass::kAuxiliary ? 2u : 0u;
      clause |= coarse == CoarseClass::kComplementizer ? 4u : 0u;
      clause |= StartProbability(context_, i) > 0.5f ? 8u : 0u;
    }
    out_.Add(85, clause, mark_, text_.At(next_).conjunction);
    out_.Add(86, clause, mark_, C(text_, next_));
    out_.Add(87, DistanceBucket(length), mark_, C(text_, next_));
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
  const uint32_t cue_next_;
};

}  // namespace

void AddClaimStartFeatures(const ClaimContext& context, int start, FeatureVector* features) {
  const CueContext cue(context.cue, context.lexicon);
  AddSlots(
      context.text,
      {context.cue.tokens.begin, start - 3, start - 2, start - 1, start, start + 1, start + 2, AttributionEnd(context)},
      features);
  AddBoundaryFeatures(context.text, start, start < context.cue.tokens.begin ? 100 : 200, cue, features);
  features->Add(1, start < context.cue.tokens.begin, cue.kind);
  features->Add(2, start < context.cue.tokens.begin, cue.identity, SourcePlace(context));
  const Complement clause = FindComplement(context.text, AttributionEnd(context), nullptr);
  features->Add(3, start < context.cue.tokens.begin, static_cast<uint32_t>(clause.kind), cue.kind);
  features->Add(4, start < context.cue.tokens.begin, EndMark(context.text, AttributionEnd(context)), cue.kind);
  if (start < context.cue.tokens.begin) {
    AddStartBefore(context, start, cue, features);
  } else {
    AddStartBehind(context, start, cue, features);
  }
}

void AddClaimEndFeatures(const ClaimContext& context, int start, int end, FeatureVector* features) {
  const CueContext cue(context.cue, context.lexicon);
  AddSlots(context.text, {context.cue.tokens.begin, start, end - 2, end - 1, end, end + 1, end + 2, end + 3}, features);
  AddBoundaryFeatures(context.text, end, 300, cue, features);
  EndWriter(context, cue, start, end, features).Write();
}

}  // namespace isnad
