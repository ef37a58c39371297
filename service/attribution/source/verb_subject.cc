// Covered by verb_subject_test.cc.
#include "service/attribution/source/verb_subject.h"

#include <algorithm>

#include "service/attribution/source/noun_phrase.h"

namespace isnad {
namespace {

// Folded Arabic letters are two bytes each, as UTF-8 writes U+0600 to U+06FF.
constexpr size_t kLetterBytes = 2;
constexpr absl::string_view kTeh = "\xD8\xAA";
constexpr absl::string_view kYeh = "\xD9\x8A";

constexpr int kGapTokensMax = 40;

uint32_t AgreementOf(Enclitic enclitic) {
  switch (enclitic) {
    case Enclitic::kHer:
      return 2;
    case Enclitic::kHim:
      return 1;
    case Enclitic::kThem:
      return 3;
    default:
      return 0;
  }
}

}  // namespace

uint32_t AgreementOf(const AnalyzedText& text, TokenRange phrase) {
  if (phrase.empty()) return 0;
  const Word& head = text.At(phrase.begin);
  if (head.coarse == CoarseClass::kGroupNoun) return 3;
  if (head.feminine) return 2;
  return head.plural ? 3 : 1;
}

uint32_t AgreementOf(const AnalyzedText& text, const Cue& cue) {
  if (cue.features.number == Number::kPlural) return 3;
  if (cue.features.gender == Gender::kFeminine) return 2;
  if (cue.features.gender == Gender::kMasculine) return 1;
  const Enclitic last = text.At(cue.tokens.end - 1).enclitic;
  return AgreementOf(last != Enclitic::kNone ? last : text.At(cue.tokens.begin).enclitic);
}

uint32_t VerbShape(const Word& word) {
  const bool verb = word.verb_class || word.coarse == CoarseClass::kVerbLike ||
                    word.coarse == CoarseClass::kReportingFinite || word.coarse == CoarseClass::kAuxiliary;
  if (!verb || word.article || word.stem.size() < 2 * kLetterBytes) return 0;
  const absl::string_view first = word.stem.substr(0, kLetterBytes);
  const absl::string_view last = word.stem.substr(word.stem.size() - kLetterBytes);
  if (first == kYeh) return 1;
  return first == kTeh || last == kTeh ? 2 : 3;
}

uint32_t RoleOf(const AnalyzedText& text, TokenRange phrase) {
  constexpr uint32_t kFirst = 4, kBehindComplementizer = 5;
  const int begin = text.text->sentences[text.text->tokens[phrase.begin].sentence].begin;
  const int before = phrase.begin - begin;
  const uint32_t place = before <= 1 ? 0 : before <= 3 ? 1 : 2;
  uint32_t role = VerbShape(text.At(phrase.begin - 1));
  if (before == 0) {
    role = kFirst;
  } else if (role == 0 && text.At(phrase.begin - 1).coarse == CoarseClass::kComplementizer) {
    role = kBehindComplementizer;
  }
  return role << 2 | place;
}

SpeechGap FindSpeechGap(const AnalyzedText& text, const std::vector<AttributionSpan>& spans, int index) {
  const int cue = spans[index].cue.tokens.begin;
  SpeechGap gap;
  gap.begin = std::max(text.text->sentences[text.text->tokens[cue].sentence].begin, cue - kGapTokensMax);
  if (index > 0) {
    const AttributionSpan& last = spans[index - 1];
    gap.begin = std::max({gap.begin, last.cue.tokens.end, last.source.end});
    for (const TokenRange piece : last.content) {
      if (piece.end <= cue) gap.begin = std::max(gap.begin, piece.end);
    }
  }
  for (int i = gap.begin; i + 1 < cue && gap.verb == 0; ++i) {
    const uint32_t shape = VerbShape(text.At(i));
    if (shape != 0 && !NounPhraseAt(text, i + 1).empty()) gap.verb = shape;
  }
  return gap;
}

}  // namespace isnad
