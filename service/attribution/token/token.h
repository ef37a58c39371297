// An article as tokens, sentences, paragraphs and quotations: what every later stage reads. Nothing here is changed by
// a later stage, and nobody behind this room sees a folded offset: a token's range is in bytes of the article as
// received.
#ifndef ISNAD_SERVICE_ATTRIBUTION_TOKEN_TOKEN_H_
#define ISNAD_SERVICE_ATTRIBUTION_TOKEN_TOKEN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

enum class TokenKind : uint8_t {
  kWord,    // has an Arabic letter
  kNumber,  // digits, with inner separators
  kLatin,   // letters of any other script
  kMark,    // one punctuation character or symbol; an ellipsis of dots is one
};

enum class Mark : uint8_t {
  kNone,
  kComma,
  kSemicolon,
  kStop,
  kEllipsis,
  kQuestion,
  kExclamation,
  kColon,
  kDash,
  kSlash,
  kOpenBracket,
  kCloseBracket,
  kQuote,
  kOther
};

struct Token {
  ByteRange range;             // bytes of the article, diacritics of its letters included
  uint32_t second_letter = 0;  // byte where its second letter begins; the end where it has one letter
  uint32_t folded_begin = 0;   // its folded spelling in TokenizedText::folded, marks that do the same alike
  uint32_t folded_end = 0;
  TokenKind kind = TokenKind::kWord;
  Mark mark = Mark::kNone;
  bool space_before = false;  // white space, a line break or the text's edge stands before it
  bool space_after = false;
  bool starts_line = false;   // first token of a line
  bool teh_marbuta = false;   // a word that ends in teh marbuta
  char32_t first_letter = 0;  // folded
  int sentence = 0;           // index into TokenizedText::sentences
  int paragraph = 0;          // 0 is the first line, as a rule the headline
  int quotation = -1;         // innermost quotation whose content holds the token, or whose mark it is; -1: none
};

// A pair of quotation marks. Marks without a partner open no quotation: damage stays local.
struct Quotation {
  TokenRange content;  // without the marks
  int open_mark = 0;   // token indexes
  int close_mark = 0;
  bool continued = false;  // closed by the end of a paragraph whose successor opens again
};

struct TokenizedText {
  std::string folded;  // folded spellings of all tokens, one after the other
  std::vector<Token> tokens;
  std::vector<TokenRange> sentences;
  std::vector<Quotation> quotations;  // in order of their opening marks

  absl::string_view Text(int token) const {
    const Token& t = tokens[token];
    return absl::string_view(folded).substr(t.folded_begin, t.folded_end - t.folded_begin);
  }
  int size() const { return static_cast<int>(tokens.size()); }
  bool IsMark(int token, Mark mark) const { return token >= 0 && token < size() && tokens[token].mark == mark; }
  // The bytes from the first to the last token of `range`, which must not be empty.
  ByteRange Bytes(TokenRange range) const { return {tokens[range.begin].range.begin, tokens[range.end - 1].range.end}; }
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_TOKEN_TOKEN_H_
