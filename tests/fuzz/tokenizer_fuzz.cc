// The tokenizer over any text: tokens stand in order, inside the article, on code points, and hold all of it but white
// space; words are spelt as folded; sentences cut them without a
// gap; quotations lie between their marks.
#include <cstdint>
#include <string>
#include <vector>

#include "service/attribution/text/normalizer.h"
#include "service/attribution/text/utf8.h"
#include "service/attribution/token/tokenizer.h"
#include "tests/fuzz/fuzz_input.h"

namespace isnad {
namespace {

void CheckTokens(absl::string_view article, const TokenizedText& text) {
  for (int i = 0; i < text.size(); ++i) {
    const Token& token = text.tokens[i];
    Require(!token.range.empty() && token.range.end <= article.size(), "tokens lie inside the article");
    Require(i == 0 || text.tokens[i - 1].range.end <= token.range.begin, "tokens stand in order");
    Require(!FirstInvalidUtf8(article.substr(token.range.begin, token.range.size())).has_value(),
            "tokens split no code point");
    Require(token.folded_begin < token.folded_end && token.folded_end <= text.folded.size(), "tokens have a spelling");
    Require(token.second_letter >= token.range.begin && token.second_letter <= token.range.end,
            "the second letter lies inside the token or at its end");
  }
}

bool IsSpace(char32_t c) { return c <= ' ' || c == 0x7F || c == 0x85; }

// The letters are those of the article; each belongs to the token that it lies in.
void CheckNothingIsLost(const std::vector<FoldedChar>& chars, const TokenizedText& text) {
  size_t at = 0;
  for (const Token& token : text.tokens) {
    for (; at < chars.size() && IsSpace(chars[at].letter); ++at) {
      Require(chars[at].origin.end <= token.range.begin, "white space lies between tokens");
    }
    std::string letters;
    for (; at < chars.size() && chars[at].origin.begin < token.range.end; ++at) {
      Require(token.range.begin <= chars[at].origin.begin && chars[at].origin.end <= token.range.end,
              "a letter lies inside one token");
      Require(!IsSpace(chars[at].letter), "no token holds white space");
      AppendUtf8(chars[at].letter, &letters);
    }
    const auto spelling =
        absl::string_view(text.folded).substr(token.folded_begin, token.folded_end - token.folded_begin);
    Require(token.kind == TokenKind::kMark || spelling == letters, "a word is spelt with its letters");
  }
  while (at < chars.size() && IsSpace(chars[at].letter)) ++at;
  Require(at == chars.size(), "each letter has a token");
}

void CheckSentences(const TokenizedText& text) {
  int end = 0;
  for (size_t s = 0; s < text.sentences.size(); ++s) {
    const TokenRange sentence = text.sentences[s];
    Require(sentence.begin == end && !sentence.empty(), "sentences follow each other without a gap");
    end = sentence.end;
    for (int i = sentence.begin; i < sentence.end; ++i) {
      Require(text.tokens[i].sentence == static_cast<int>(s), "tokens know their sentence");
    }
  }
  Require(end == text.size(), "each token has a sentence");
}

void CheckQuotations(const TokenizedText& text) {
  for (const Quotation& quotation : text.quotations) {
    Require(quotation.open_mark + 1 == quotation.content.begin, "content begins behind its mark");
    Require(quotation.content.end <= quotation.close_mark + 1, "content ends before its mark or with its paragraph");
    Require(!quotation.content.empty() && quotation.close_mark < text.size(), "quotations have content");
  }
  for (const Token& token : text.tokens) {
    Require(token.quotation < static_cast<int>(text.quotations.size()), "tokens know their quotation");
  }
}

void CheckText(absl::string_view article) {
  if (FirstInvalidUtf8(article).has_value()) return;
  const std::vector<FoldedChar> chars = Normalize(article);
  const TokenizedText text = Tokenize(chars);
  CheckTokens(article, text);
  CheckNothingIsLost(chars, text);
  CheckSentences(text);
  CheckQuotations(text);
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  isnad::CheckText({reinterpret_cast<const char*>(data), size});
  return 0;
}
