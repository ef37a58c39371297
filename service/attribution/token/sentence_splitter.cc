// Covered by sentence_splitter_test.cc. An ellipsis ends a sentence only with its line: Arabic papers use two dots as a
// comma.
#include "service/attribution/token/sentence_splitter.h"

namespace isnad {
namespace {

// A single letter with a stop behind it, as in the abbreviated names of agencies.
bool IsAbbreviation(const TokenizedText& text, int stop) {
  if (stop == 0 || text.tokens[stop].space_before) return false;
  const TokenKind kind = text.tokens[stop - 1].kind;
  return text.Text(stop - 1).size() <= 2 && (kind == TokenKind::kWord || kind == TokenKind::kLatin);
}

// Whether the sentence ends behind `token`, which is not the last one.
bool EndsSentence(const TokenizedText& text, int token) {
  const Token& t = text.tokens[token];
  if (text.tokens[token + 1].starts_line) return true;
  if (t.mark == Mark::kQuestion || t.mark == Mark::kExclamation) {
    const Mark next = text.tokens[token + 1].mark;  // "?!" and a closing quotation mark stay with the sentence.
    return next != Mark::kQuestion && next != Mark::kExclamation && (next != Mark::kQuote || t.space_after);
  }
  if (t.mark != Mark::kStop || IsAbbreviation(text, token)) return false;
  const Token& next = text.tokens[token + 1];
  return next.mark != Mark::kQuote || next.space_before;
}

// A closing mark directly behind a stop ends the sentence with it.
bool ClosesAfterStop(const TokenizedText& text, int token) {
  if (token == 0 || text.tokens[token].mark != Mark::kQuote || text.tokens[token].space_before) return false;
  const Mark before = text.tokens[token - 1].mark;
  return text.tokens[token].space_after &&
         (before == Mark::kStop || before == Mark::kQuestion || before == Mark::kExclamation);
}

}  // namespace

void SplitSentences(TokenizedText* text, Cancellation* stop) {
  int begin = 0;
  for (int token = 0; token < text->size() && !Stops(stop, 1); ++token) {
    text->tokens[token].sentence = static_cast<int>(text->sentences.size());
    const bool last = token + 1 == text->size();
    if (last || EndsSentence(*text, token) || ClosesAfterStop(*text, token)) {
      text->sentences.push_back({begin, token + 1});
      begin = token + 1;
    }
  }
}

}  // namespace isnad
