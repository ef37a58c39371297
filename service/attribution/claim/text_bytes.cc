// Covered by text_bytes_test.cc.
#include "service/attribution/claim/text_bytes.h"

#include <algorithm>

namespace isnad {
namespace {

// Whether the marks of the quotation around or at `token` both touch `range` extended by one token to either side.
TokenRange WithPartners(const TokenizedText& text, TokenRange range) {
  TokenRange wide = range;
  if (range.end < text.size() && text.tokens[range.end].mark == Mark::kQuote) {
    const int quotation = text.tokens[range.end].quotation;
    if (quotation >= 0 && text.quotations[quotation].close_mark == range.end &&
        text.quotations[quotation].open_mark >= range.begin) {
      ++wide.end;
    }
  }
  if (range.begin > 0 && text.tokens[range.begin - 1].mark == Mark::kQuote) {
    const int quotation = text.tokens[range.begin - 1].quotation;
    if (quotation >= 0 && text.quotations[quotation].open_mark == range.begin - 1 &&
        text.quotations[quotation].close_mark < wide.end) {
      --wide.begin;
    }
  }
  const bool bracket_open = range.end < text.size() && text.tokens[range.end].mark == Mark::kCloseBracket;
  if (bracket_open && wide.end == range.end) {
    int open = 0;
    for (int i = range.begin; i < range.end; ++i) {
      open += text.tokens[i].mark == Mark::kOpenBracket;
      open -= text.tokens[i].mark == Mark::kCloseBracket;
    }
    if (open > 0) ++wide.end;
  }
  return wide;
}

}  // namespace

ByteRange ContentBytes(const AnalyzedText& text, TokenRange piece) {
  return text.text->Bytes(WithPartners(*text.text, piece));
}

ByteRange MentionBytes(const AnalyzedText& text, TokenRange mention) {
  ByteRange bytes = text.text->Bytes(WithPartners(*text.text, mention));
  const Word& first = text.words[mention.begin];
  const bool starts_with_word = bytes.begin == text.text->tokens[mention.begin].range.begin;
  if (starts_with_word && first.preposition != 0 && !first.article && first.conjunction == 0 &&
      first.stem.size() >= 4) {
    bytes.begin = text.text->tokens[mention.begin].second_letter;
  }
  return bytes;
}

}  // namespace isnad
