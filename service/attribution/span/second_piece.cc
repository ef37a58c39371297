// A claim before its cue goes on behind it where a new quotation opens right there (a quotation interrupted by "said
// the minister"). Other continuations are as often the writer's own, so they are left alone. Covered by
// second_piece_test.cc.
#include "service/attribution/span/second_piece.h"

#include <algorithm>

namespace isnad {
namespace {

// Marks between the interrupting attribution and the quotation that goes on.
constexpr int kGapTokensMax = 2;

}  // namespace

TokenRange FindSecondPiece(const ClaimContext& context, TokenRange first) {
  const AnalyzedText& text = context.text;
  if (first.begin >= context.cue.tokens.begin || QuotationOpenedAt(text, first.begin) < 0) return {};
  int behind = context.cue.tokens.end;
  if (!context.source.empty()) behind = std::max(behind, context.source.end);
  for (int i = behind; i <= behind + kGapTokensMax && i + 1 < text.size(); ++i) {
    if (text.text->tokens[i].starts_line || text.text->tokens[i].kind != TokenKind::kMark) return {};
    const int quotation = QuotationOpenedAt(text, i + 1);
    if (text.text->tokens[i].mark == Mark::kQuote && quotation >= 0) return text.text->quotations[quotation].content;
  }
  return {};
}

}  // namespace isnad
