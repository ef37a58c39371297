// The features of a claim's two boundaries: the words around, the way from the cue, quotation marks, commas passed, and the
// probability that another cue begins there, which is the strongest sign of an end.
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
  const int limit = SourcePlace(context) == 1 ? std::min(context.source.begin, context.cue.tokens.begin)
                                              : context.cue.tokens.begin;
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

}  // namespace

void AddClaimStartFeatures(const ClaimContext& context, int start, FeatureVector* features) {
  const CueContext cue(context.cue, context.lexicon);
  AddSlots(context.text,
           {context.cue.tokens.begin, start - 3, start - 2, start - 1, start, start + 1, start + 2,
            AttributionEnd(context)},
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
  const AnalyzedText& text = context.text;
  const CueContext cue(context.cue, context.lexicon);
  FeatureVector& out = *features;
  AddSlots(text, {context.cue.tokens.begin, start, end - 2, end - 1, end, end + 1, end + 2, end + 3}, features);
  AddBoundaryFeatures(text, end, 300, cue, features);
  const bool before = start < context.cue.tokens.begin;
  const uint32_t mark = EndMark(text, end) | static_cast<uint32_t>(before) << 8;
  const int opened = QuotationOpenedAt(text, start);
  const bool closes = opened >= 0 && text.text->quotations[opened].content.end <= end + 1 &&
                      text.text->quotations[opened].content.end >= end;
  const bool quotation_inside = end < text.size() && text.text->tokens[end].quotation >= 0 &&
                                text.text->quotations[text.text->tokens[end].quotation].content.Contains(end);
  const Between inside = CountBetween(text, start, end);
  const uint32_t quote = static_cast<uint32_t>(opened >= 0) | static_cast<uint32_t>(closes) << 1 |
                         static_cast<uint32_t>(quotation_inside) << 2;
  const bool sentence_end = end >= text.size() || text.text->tokens[end].sentence != text.text->tokens[end - 1].sentence ||
                            end + 1 >= text.size() ||
                            (text.text->tokens[end].kind == TokenKind::kMark &&
                             text.text->tokens[end + 1].sentence != text.text->tokens[end].sentence);
  const int next = text.text->tokens.size() > static_cast<size_t>(end) && text.text->tokens[end].kind == TokenKind::kMark
                       ? end + 1
                       : end;
  const uint32_t cue_next = ProbabilityBucket(std::max(StartProbability(context, end), StartProbability(context, next)));
  out.Add(1, mark, cue.kind);
  out.Add(2, mark, quote);
  out.Add(3, mark, cue_next);
  out.Add(4, mark, C(text, next), cue.kind);
  out.Add(5, mark, text.At(next).form_hash);
  out.Add(6, mark, C(text, next), C(text, next + 1));
  out.Add(7, quote, cue.kind, sentence_end);
  out.Add(8, quote, DistanceBucket(inside.words), sentence_end);
  out.Add(9, sentence_end, cue.kind, before);
  out.Add(10, sentence_end, cue.identity);
  out.Add(11, sentence_end, DistanceBucket(inside.words), before);
  out.Add(12, DistanceBucket(inside.words), cue.kind, mark);
  out.Add(13, DistanceBucket(inside.words), cue.identity);
  out.Add(14, cue_next, cue.kind, text.At(next).conjunction);
  out.Add(15, cue_next, C(text, next), mark);
  out.Add(16, std::min(inside.commas, 5), mark, sentence_end);
  out.Add(17, text.At(next).form_hash, text.At(next + 1).form_hash);
  out.Add(18, text.At(next).cluster_fine, mark);
  out.Add(19, text.At(next).ending_hash, mark, C(text, next));
  out.Add(20, C(text, start), C(text, end - 1), mark);
  out.Add(21, end == context.cue.tokens.begin, before, C(text, end - 1));
  out.Add(22, text.At(start - 1).form_hash, mark, sentence_end);
  out.Add(23, static_cast<uint32_t>(inside.quotes % 2), quote, mark);
  out.Add(24, text.At(next).conjunction, C(text, next), mark);
  out.Add(25, text.At(next).form_hash, cue_next, cue.kind);
  out.Add(26, SourcePlace(context), sentence_end, cue.identity);
  out.Add(27, text.At(next + 1).form_hash, C(text, next), mark);
  out.Add(28, text.At(next).suffix_hash, mark, cue.kind);
  out.Add(29, QuotationState(text, start), sentence_end, quote);
  // The clause behind: is there a finite verb, a complementizer, a cue before the next mark?
  uint32_t clause = 0;
  int length = 0;
  for (int i = next; i < text.size() && length < 12; ++i, ++length) {
    const CoarseClass coarse = text.At(i).coarse;
    if (i > next && text.text->tokens[i].kind == TokenKind::kMark) break;
    clause |= coarse == CoarseClass::kReportingFinite ? 1u : 0u;
    clause |= coarse == CoarseClass::kImperfectShape || coarse == CoarseClass::kAuxiliary ? 2u : 0u;
    clause |= coarse == CoarseClass::kComplementizer ? 4u : 0u;
    clause |= StartProbability(context, i) > 0.5f ? 8u : 0u;
  }
  out.Add(85, clause, mark, text.At(next).conjunction);
  out.Add(86, clause, mark, C(text, next));
  out.Add(87, DistanceBucket(length), mark, C(text, next));
}

}  // namespace isnad
