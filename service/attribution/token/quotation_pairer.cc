// The direction of a mark comes from the white space around it first (a mark with space before and none after opens),
// from its shape second, because shapes are reversed in a third of the texts with curly marks; where both are silent,
// it closes what is open. An opener while one is open discards the earlier one, unless both begin paragraphs: then the
// earlier quotation goes on over the break. Covered by quotation_pairer_test.cc.
#include "service/attribution/token/quotation_pairer.h"

namespace isnad {
namespace {

// A quotation that is not closed within so many paragraphs never was one.
constexpr int kQuotationParagraphsMax = 4;
constexpr int kQuotationTokensMax = 800;

enum class Direction { kOpens, kCloses, kUnknown };

Direction ShapeDirection(char32_t c) {
  switch (c) {
    case 0x00AB:  // LEFT-POINTING DOUBLE ANGLE QUOTATION MARK
    case 0x2039:
    case 0x201E:
      return Direction::kOpens;
    case 0x00BB:  // RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK
    case 0x203A:
      return Direction::kCloses;
    default:
      return Direction::kUnknown;
  }
}

bool IsClosingNeighbour(Mark mark) {
  return mark == Mark::kStop || mark == Mark::kComma || mark == Mark::kSemicolon || mark == Mark::kColon ||
         mark == Mark::kCloseBracket || mark == Mark::kQuestion || mark == Mark::kExclamation ||
         mark == Mark::kEllipsis;
}

Direction SpaceDirection(const TokenizedText& text, int token) {
  const Token& t = text.tokens[token];
  const bool after_opener =
      token > 0 && (text.tokens[token - 1].mark == Mark::kOpenBracket || text.tokens[token - 1].mark == Mark::kColon);
  const bool before = t.space_before || after_opener;
  const bool after = t.space_after || (token + 1 < text.size() && IsClosingNeighbour(text.tokens[token + 1].mark));
  if (before && !after) return Direction::kOpens;
  if (after && !before) return Direction::kCloses;
  return Direction::kUnknown;
}

class Pairer {
 public:
  Pairer(TokenizedText* text, Cancellation* stop) : text_(*text), stop_(stop) {}

  void Pair() {
    for (int token = 0; token < text_.size() && !Stops(stop_, 1); ++token) {
      if (text_.tokens[token].mark == Mark::kQuote) Visit(token);
    }
    for (int i = 0; i < static_cast<int>(text_.quotations.size()); ++i) {
      const Quotation& quotation = text_.quotations[i];
      if (Stops(stop_, quotation.content.size())) return;
      for (int k = quotation.open_mark; k <= quotation.close_mark && k < text_.size(); ++k) {
        text_.tokens[k].quotation = i;
      }
    }
  }

 private:
  void Visit(int token) {
    const char32_t shape = text_.tokens[token].first_letter;
    if (IsSingleQuotationMark(shape) && SpaceDirection(text_, token) == Direction::kUnknown) return;  // an apostrophe
    if (open_ >= 0 && IsSingleQuotationMark(shape) != IsSingleQuotationMark(text_.tokens[open_].first_letter)) return;
    Direction direction = SpaceDirection(text_, token);
    const Direction by_shape = ShapeDirection(shape);
    if (by_shape != Direction::kUnknown) direction = by_shape;
    if (direction == Direction::kUnknown) direction = open_ >= 0 ? Direction::kCloses : Direction::kOpens;
    if (open_ >= 0 && TooFar(token)) open_ = -1;
    if (direction == Direction::kOpens) {
      Open(token);
    } else if (open_ >= 0) {
      Add(open_, token, token, false);
      open_ = -1;
    }
  }

  bool TooFar(int token) const {
    return text_.tokens[token].paragraph - text_.tokens[open_].paragraph > kQuotationParagraphsMax ||
           token - open_ > kQuotationTokensMax;
  }

  void Open(int token) {
    if (open_ >= 0 && text_.tokens[open_].starts_line && text_.tokens[token].starts_line) {
      Add(open_, token - 1, token, true);
    }
    open_ = token;
  }

  // `close` is the closing mark, or the last token of a paragraph whose quotation goes on.
  void Add(int open, int close, int content_end, bool continued) {
    if (content_end - open < 2) return;
    text_.quotations.push_back({{open + 1, content_end}, open, close, continued});
  }

  TokenizedText& text_;
  Cancellation* const stop_;
  int open_ = -1;
};

}  // namespace

bool IsSingleQuotationMark(char32_t c) { return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x201A; }

void PairQuotations(TokenizedText* text, Cancellation* stop) { Pairer(text, stop).Pair(); }

}  // namespace isnad
