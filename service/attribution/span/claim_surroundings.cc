// Covered by claim_surroundings_test.cc.
#include "service/attribution/span/claim_surroundings.h"

#include <algorithm>

namespace isnad {

bool IsMarkAt(const AnalyzedText& text, int token) {
  return token >= 0 && token < text.size() && text.text->tokens[token].kind == TokenKind::kMark;
}

float CueProbability(const ClaimContext& context, int token) {
  return token >= 0 && token < static_cast<int>(context.starts.size()) ? context.starts[token] : 0.0f;
}

float MostCueProbability(const ClaimContext& context, int begin, int end) {
  float most = 0;
  for (int i = begin; i < end; ++i) most = std::max(most, CueProbability(context, i));
  return most;
}

uint32_t ProbabilityBucket(float p) {
  constexpr float kLimits[] = {0.05f, 0.3f, 0.7f, 0.95f, 0.99f};
  uint32_t bucket = 0;
  for (const float limit : kLimits) bucket += p >= limit;
  return bucket;
}

Between CountBetween(const AnalyzedText& text, int begin, int end) {
  Between between;
  for (int i = begin; i < end; ++i) {
    const CoarseClass coarse = text.At(i).coarse;
    const Mark mark = text.text->tokens[i].mark;
    between.complementizers += coarse == CoarseClass::kComplementizer;
    between.commas += coarse == CoarseClass::kComma;
    between.colons += coarse == CoarseClass::kColon;
    between.quotes += coarse == CoarseClass::kQuoteMark;
    between.brackets += (mark == Mark::kOpenBracket) - (mark == Mark::kCloseBracket);
    between.words += text.text->tokens[i].kind != TokenKind::kMark;
  }
  return between;
}

uint32_t BetweenBits(const Between& between) {
  const auto few = [](int count) { return static_cast<uint32_t>(std::min(count, 2)); };
  return few(between.complementizers) | few(between.commas) << 2 | few(between.colons) << 4 | few(between.quotes) << 6;
}

uint32_t BalanceBits(const Between& between) {
  const int depth = std::clamp(between.brackets, -1, 1) + 1;
  return static_cast<uint32_t>(depth) << 1 | static_cast<uint32_t>(between.quotes % 2);
}

uint32_t QuotationState(const AnalyzedText& text, int token) {
  if (token < 0 || token >= text.size() || text.text->tokens[token].quotation < 0) return 0;
  return QuotationOpenedAt(text, token) >= 0 ? 1 : 2;
}

uint32_t SourcePlace(TokenRange source, TokenRange cue) {
  if (source.empty()) return 0;
  return source.begin < cue.begin ? 1 : 2;
}

uint32_t SourcePlace(const ClaimContext& context) { return SourcePlace(context.source, context.cue.tokens); }

int AttributionEnd(const ClaimContext& context) {
  return SourcePlace(context) == 2 ? std::max(context.source.end, context.cue.tokens.end) : context.cue.tokens.end;
}

uint32_t MarkAt(const AnalyzedText& text, int token) {
  if (token >= text.size()) return 99;
  const Token& mark = text.text->tokens[token];
  return mark.kind == TokenKind::kMark ? 1 + static_cast<uint32_t>(mark.mark) : mark.starts_line ? 98 : 0;
}

}  // namespace isnad
