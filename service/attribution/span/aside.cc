// Covered by aside_test.cc.
#include "service/attribution/span/aside.h"

#include <algorithm>

#include "service/attribution/span/boundary_features.h"

namespace isnad {
namespace {

constexpr int kBracketTokensMax = 12;
constexpr int kCommaTokensMax = 20;

// Shapes begin here; a length adds its bucket.
constexpr uint32_t kQuotedShape = 1;
constexpr uint32_t kBetweenMarksShape = 32;
constexpr uint32_t kOpenShape = 64;
constexpr uint32_t kBracketShape = 80;

// The token behind the bracket that closes the one at `token`; -1: none near by.
int BehindBrackets(const AnalyzedText& text, int token) {
  const int limit = std::min(text.size(), token + kBracketTokensMax);
  for (int i = token + 1; i < limit; ++i) {
    if (text.text->IsMark(i, Mark::kCloseBracket)) return i + 1;
  }
  return -1;
}

// Between two commas, or two dashes, of one sentence.
Aside BetweenMarks(const AnalyzedText& text, int token) {
  const CoarseClass mark = text.At(token).coarse;
  const int limit = std::min(text.size(), token + kCommaTokensMax);
  for (int i = token + 1; i < limit && text.At(i).coarse != CoarseClass::kStop; ++i) {
    if (text.At(i).coarse == mark) return {kBetweenMarksShape + DistanceBucket(i - token - 1), i + 1};
  }
  return {kOpenShape, -1};
}

}  // namespace

bool OpensQuotation(const TokenizedText& text, int token) {
  if (token < 0 || token >= text.size()) return false;
  const int quotation = text.tokens[token].quotation;
  return quotation >= 0 && text.quotations[quotation].open_mark == token;
}

Aside AsideAt(const AnalyzedText& text, int token) {
  const CoarseClass coarse = text.At(token).coarse;
  if (OpensQuotation(*text.text, token)) {
    const Quotation& quotation = text.text->quotations[text.text->tokens[token].quotation];
    return {kQuotedShape + DistanceBucket(quotation.content.size()), quotation.close_mark + 1};
  }
  if (coarse == CoarseClass::kComma || coarse == CoarseClass::kDash) return BetweenMarks(text, token);
  if (!text.text->IsMark(token, Mark::kOpenBracket)) return {};
  const int behind = BehindBrackets(text, token);
  return behind < 0 ? Aside() : Aside{kBracketShape + DistanceBucket(behind - token - 2), behind};
}

int BehindClosing(const AnalyzedText& text, int token) {
  if (text.At(token).coarse == CoarseClass::kQuoteMark && !OpensQuotation(*text.text, token)) ++token;
  const int behind = text.text->IsMark(token, Mark::kOpenBracket) ? BehindBrackets(text, token) : -1;
  return behind < 0 ? token : behind;
}

}  // namespace isnad
