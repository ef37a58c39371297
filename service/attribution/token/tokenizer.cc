// A token is a maximal run of letters and digits, or one mark. Separators inside a number stay with it (3.5, 1,200),
// and runs of dots are one ellipsis. Covered by tokenizer_test.cc.
#include "service/attribution/token/tokenizer.h"

#include "service/attribution/text/arabic.h"
#include "service/attribution/text/utf8.h"
#include "service/attribution/token/quotation_pairer.h"
#include "service/attribution/token/sentence_splitter.h"

namespace isnad {
namespace {

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }

bool IsSpace(char32_t c) { return c <= ' ' || c == 0x7F || c == 0x85; }

bool IsLineBreak(char32_t c) { return c == '\n' || c == '\r'; }

// Letters of other scripts; general punctuation, symbols and pictographs are marks.
bool IsOtherLetter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || c == '_';
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  if (c < 0x0600) return true;
  if (c < 0x0700 || c == 0xFD3E || c == 0xFD3F) return false;  // ORNATE LEFT PARENTHESIS and its partner
  return c < 0x2000 || (c >= 0x2C00 && c < 0x2E00) || (c >= 0x3040 && c < 0xE000) || (c >= 0xF900 && c < 0xFE00) ||
         (c >= 0x20000 && c < 0x30000);
}

bool IsWordChar(char32_t c) { return arabic::IsLetter(c) || IsDigit(c) || IsOtherLetter(c); }

struct MarkRow {
  char32_t code_point;
  Mark mark;
};
constexpr MarkRow kMarks[] = {{',', Mark::kComma},          {0x060C, Mark::kComma},       {0x3001, Mark::kComma},
                              {';', Mark::kSemicolon},      {0x061B, Mark::kSemicolon},   {'.', Mark::kStop},
                              {0x06D4, Mark::kStop},        {0x3002, Mark::kStop},        {0x2026, Mark::kEllipsis},
                              {'?', Mark::kQuestion},       {0x061F, Mark::kQuestion},    {'!', Mark::kExclamation},
                              {':', Mark::kColon},          {0xFE55, Mark::kColon},       {'-', Mark::kDash},
                              {0x2010, Mark::kDash},        {0x2011, Mark::kDash},        {0x2012, Mark::kDash},
                              {0x2013, Mark::kDash},        {0x2014, Mark::kDash},        {0x2015, Mark::kDash},
                              {'/', Mark::kSlash},          {'(', Mark::kOpenBracket},    {'[', Mark::kOpenBracket},
                              {'{', Mark::kOpenBracket},    {')', Mark::kCloseBracket},   {']', Mark::kCloseBracket},
                              {'}', Mark::kCloseBracket},   {'"', Mark::kQuote},          {0x00AB, Mark::kQuote},
                              {0x00BB, Mark::kQuote},       {0x2018, Mark::kQuote},       {0x2019, Mark::kQuote},
                              {0x201A, Mark::kQuote},       {0x201C, Mark::kQuote},       {0x201D, Mark::kQuote},
                              {0x201E, Mark::kQuote},       {0x201F, Mark::kQuote},       {0x2033, Mark::kQuote},
                              {0x2039, Mark::kQuote},       {0x203A, Mark::kQuote},       {'\'', Mark::kQuote},
                              {0xFD3E, Mark::kOpenBracket}, {0xFD3F, Mark::kCloseBracket}};

Mark MarkOf(char32_t c) {
  for (const MarkRow& row : kMarks) {
    if (row.code_point == c) return row.mark;
  }
  return Mark::kOther;
}

// What a mark is spelled as: one code point for all that do the same, so that the stages behind this room see the same
// whatever the keyboard had. Not for an ellipsis, which keeps its dots. The pairer goes by the shape in `first_letter`.
char32_t MarkSpelling(Mark mark, char32_t c) {
  switch (mark) {
    case Mark::kComma:
      return arabic::kComma;
    case Mark::kSemicolon:
      return arabic::kSemicolon;
    case Mark::kStop:
      return '.';
    case Mark::kQuestion:
      return arabic::kQuestionMark;
    case Mark::kColon:
      return ':';
    case Mark::kDash:
      return '-';
    case Mark::kQuote:
      return IsSingleQuotationMark(c) ? '\'' : '"';
    default:
      return c;
  }
}

class Cutter {
 public:
  Cutter(const std::vector<FoldedChar>& chars, Cancellation* stop) : chars_(chars), stop_(stop) {}

  TokenizedText Cut() {
    text_.folded.reserve(chars_.size() * 2);
    text_.tokens.reserve(chars_.size() / 4 + 1);
    while (at_ < chars_.size() && !Stops(stop_, kTokenSteps)) {
      const char32_t c = chars_[at_].letter;
      if (IsSpace(c)) {
        SkipSpace(c);
      } else {
        Append(IsWordChar(c) ? WordEnd() : MarkEnd());
      }
    }
    if (!text_.tokens.empty()) text_.tokens.back().space_after = true;
    return std::move(text_);
  }

 private:
  void SkipSpace(char32_t c) {
    if (IsLineBreak(c) && !line_start_) {
      line_start_ = true;
      ++paragraph_;
    }
    if (!text_.tokens.empty()) text_.tokens.back().space_after = true;
    space_before_ = true;
    ++at_;
  }

  // The index behind the run of letters and digits that begins here, with separators between digits.
  size_t WordEnd() const {
    size_t end = at_ + 1;
    while (end < chars_.size()) {
      const char32_t c = chars_[end].letter;
      const bool separator = (c == '.' || c == ',') && end + 1 < chars_.size() && IsDigit(chars_[end - 1].letter) &&
                             IsDigit(chars_[end + 1].letter);
      if (!separator && !IsWordChar(c)) break;
      ++end;
    }
    return end;
  }

  size_t MarkEnd() const {
    size_t end = at_ + 1;
    if (chars_[at_].letter != '.') return end;
    while (end < chars_.size() && chars_[end].letter == '.') ++end;
    return end;
  }

  void Append(size_t end) {
    Token token;
    token.range = {chars_[at_].origin.begin, chars_[end - 1].origin.end};
    token.folded_begin = static_cast<uint32_t>(text_.folded.size());
    token.first_letter = chars_[at_].letter;
    IsWordChar(token.first_letter) ? ReadWord(end, &token) : ReadMark(end, &token);
    token.folded_end = static_cast<uint32_t>(text_.folded.size());
    token.second_letter = end > at_ + 1 ? chars_[at_ + 1].origin.begin : token.range.end;
    token.space_before = space_before_;
    token.starts_line = line_start_;
    token.paragraph = paragraph_;
    text_.tokens.push_back(token);
    space_before_ = line_start_ = false;
    at_ = end;
  }

  void ReadWord(size_t end, Token* token) {
    bool arabic_letter = false, other_letter = false;
    for (size_t i = at_; i < end; ++i) {
      AppendUtf8(chars_[i].letter, &text_.folded);
      arabic_letter |= arabic::IsLetter(chars_[i].letter);
      other_letter |= IsOtherLetter(chars_[i].letter);
    }
    token->kind = arabic_letter ? TokenKind::kWord : other_letter ? TokenKind::kLatin : TokenKind::kNumber;
    token->teh_marbuta = arabic_letter && chars_[end - 1].teh_marbuta;
  }

  void ReadMark(size_t end, Token* token) {
    token->kind = TokenKind::kMark;
    token->mark = end > at_ + 1 ? Mark::kEllipsis : MarkOf(token->first_letter);
    if (token->mark == Mark::kEllipsis) {
      for (size_t i = at_; i < end; ++i) AppendUtf8(chars_[i].letter, &text_.folded);
    } else {
      AppendUtf8(MarkSpelling(token->mark, token->first_letter), &text_.folded);
    }
  }

  static constexpr int kTokenSteps = 4;

  const std::vector<FoldedChar>& chars_;
  Cancellation* const stop_;
  TokenizedText text_;
  size_t at_ = 0;
  int paragraph_ = 0;
  bool space_before_ = true;
  bool line_start_ = true;
};

}  // namespace

TokenizedText Tokenize(const std::vector<FoldedChar>& chars, Cancellation* stop) {
  TokenizedText text = Cutter(chars, stop).Cut();
  SplitSentences(&text, stop);
  PairQuotations(&text, stop);
  return text;
}

}  // namespace isnad
