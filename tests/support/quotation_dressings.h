// Quotation marks of one shape for those of another, as keyboards and content systems exchange them. The dressings of
// letters, blanks and controls, and the list of all, are in article_dressings.h. Header only.
#ifndef ISNAD_TESTS_SUPPORT_QUOTATION_DRESSINGS_H_
#define ISNAD_TESTS_SUPPORT_QUOTATION_DRESSINGS_H_

#include <string>

#include "tests/support/dressed_article.h"

namespace isnad {

inline bool IsBlank(char32_t c) { return c == 0 || c == U' ' || c == U'\n' || c == U'\r' || c == U'\t' || c == 0x00A0; }

// Whether an editor that knows pairs would open a quotation with the mark at the place: by the blank beside it, else by
// its shape, else by what the paragraph has open.
inline bool Opens(const DressingPlace& place) {
  const bool before = IsBlank(place.left()) || IsAnyOf(place.left(), U"([:");
  const bool after = IsBlank(place.right()) || IsAnyOf(place.right(), U".,\u060C\u061B:)]!?\u061F\u2026");
  if (before != after) return before;
  if (place.here() == U'"') {
    size_t marks = 0;
    for (int back = -1; place.At(back) != 0 && place.At(back) != U'\n'; --back) marks += place.At(back) == U'"';
    return marks % 2 == 0;
  }
  return IsAnyOf(place.here(), U"\u00AB\u201C");
}
inline bool IsDoubleQuote(char32_t c) { return IsAnyOf(c, U"\"\u00AB\u00BB\u201C\u201D\u201E"); }
inline std::u32string StraightQuotes(const DressingPlace& place, DressingRandom*) {
  return IsDoubleQuote(place.here()) ? U"\"" : Before(place, U"");
}
inline std::u32string CurlyQuotes(const DressingPlace& place, DressingRandom*) {
  if (!IsDoubleQuote(place.here())) return Before(place, U"");
  return Opens(place) ? U"\u201C" : U"\u201D";
}
inline std::u32string Guillemets(const DressingPlace& place, DressingRandom*) {
  if (!IsDoubleQuote(place.here())) return Before(place, U"");
  return Opens(place) ? U"\u00AB" : U"\u00BB";
}

}  // namespace isnad

#endif  // ISNAD_TESTS_SUPPORT_QUOTATION_DRESSINGS_H_
