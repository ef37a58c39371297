// Covered by complement_test.cc.
#include "service/attribution/cue/complement.h"

namespace isnad {
namespace {

// Sources of more than twenty tokens before a complementizer are rarer than complementizers of another verb there.
constexpr int kComplementizerTokensMax = 22;
constexpr int kPrepositionTokensMax = 10;

constexpr absl::string_view kIla = "\xD8\xA7\xD9\x84\xD9\x8A";
constexpr absl::string_view kAla = "\xD8\xB9\xD9\x84\xD9\x8A";
constexpr absl::string_view kAn = "\xD8\xB9\xD9\x86";
constexpr absl::string_view kMin = "\xD9\x85\xD9\x86";

bool Governs(const Lemma* lemma, absl::string_view preposition, char fused) {
  if (lemma == nullptr) return false;
  if (preposition == kIla) return lemma->Takes(Frame::kIlaNoun) || lemma->Takes(Frame::kIlaAnna);
  if (preposition == kAla) return lemma->Takes(Frame::kAlaNoun) || lemma->Takes(Frame::kAlaAnna);
  if (preposition == kAn) return lemma->Takes(Frame::kAnNoun);
  if (preposition == kMin) return lemma->Takes(Frame::kMinNoun) || lemma->Takes(Frame::kMinAnna);
  return fused == 'b' && (lemma->Takes(Frame::kBiNoun) || lemma->Takes(Frame::kBiAnna));
}

bool TakesClause(const Lemma* lemma) {
  return lemma != nullptr &&
         (lemma->Takes(Frame::kAnna) || lemma->Takes(Frame::kInna) || lemma->Takes(Frame::kBiAnna) ||
          lemma->Takes(Frame::kIlaAnna) || lemma->Takes(Frame::kAlaAnna) || lemma->Takes(Frame::kMinAnna));
}

Complement Make(ComplementKind kind, int token, int end, uint32_t word_hash, bool governed) {
  return {kind, token, token - end, word_hash, governed};
}

bool OpensQuotation(const TokenizedText& text, int token) {
  const int quotation = text.tokens[token].quotation;
  return quotation >= 0 && text.quotations[quotation].open_mark == token;
}

}  // namespace

bool IsComplementizer(const Word& word) { return word.Is(WordClass::kComplementizer); }

Complement FindComplement(const AnalyzedText& text, int end, const Lemma* lemma) {
  if (end <= 0 || end >= text.size()) return {};
  const int sentence = text.text->tokens[end - 1].sentence;
  for (int i = end; i < text.size() && i < end + kComplementizerTokensMax; ++i) {
    const Token& token = text.text->tokens[i];
    if (token.sentence != sentence) break;
    if (IsComplementizer(text.words[i])) {
      return Make(ComplementKind::kComplementizer, i, end, text.words[i].form_hash, TakesClause(lemma));
    }
    if (token.mark == Mark::kColon)
      return Make(ComplementKind::kColon, i, end, 0, lemma && lemma->Takes(Frame::kQuote));
    if (OpensQuotation(*text.text, i) && text.text->quotations[token.quotation].content.size() > 3) {
      return Make(ComplementKind::kQuotation, i, end, 0, lemma && lemma->Takes(Frame::kQuote));
    }
  }
  return {};
}

Complement FindGovernedPreposition(const AnalyzedText& text, int end, const Lemma* lemma) {
  if (lemma == nullptr || end <= 0 || end >= text.size()) return {};
  const int sentence = text.text->tokens[end - 1].sentence;
  for (int i = end; i < text.size() && i < end + kPrepositionTokensMax; ++i) {
    if (text.text->tokens[i].sentence != sentence) break;
    const Word& word = text.words[i];
    if (Governs(lemma, word.stem, word.preposition)) {
      return Make(ComplementKind::kPreposition, i, end, word.form_hash, true);
    }
  }
  return {};
}

}  // namespace isnad
