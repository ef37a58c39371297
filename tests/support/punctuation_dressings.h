// Marks of one shape for those of another, as keyboards and content systems exchange them, and marks and line ends left
// out, as scrapers leave them. The dressings of letters, blanks and controls, and the list of all, are in
// article_dressings.h. Header only.
#ifndef ISNAD_TESTS_SUPPORT_PUNCTUATION_DRESSINGS_H_
#define ISNAD_TESTS_SUPPORT_PUNCTUATION_DRESSINGS_H_

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

inline std::u32string AsciiPunctuation(const DressingPlace& place, DressingRandom*) {
  if (place.right() >= U'0' && place.right() <= U'9') return Before(place, U"");  // it might become part of a number
  return place.here() == 0x060C   ? U","
         : place.here() == 0x061B ? U";"
         : place.here() == 0x061F ? U"?"
                                  : Before(place, U"");
}

// Lines without the full stop at their end, as scrapers and headlines leave them.
inline std::u32string NoFinalStops(const DressingPlace& place, DressingRandom*) {
  const bool ends_line = place.right() == 0 || place.right() == U'\n' || place.right() == U'\r';
  return place.here() == U'.' && ends_line && place.left() != U'.' ? U"" : Before(place, U"");
}

// The headline on one line with what follows it.
inline std::u32string GluedTitle(const DressingPlace& place, DressingRandom*) {
  if (place.here() != U'\n') return Before(place, U"");
  for (int back = -1; place.At(back) != 0; --back) {
    if (place.At(back) == U'\n' && place.At(back + 1) != U'\n') return U"\n";  // a later line than the first
  }
  return place.right() == U'\n' ? U"" : U" ";
}

}  // namespace isnad

#endif  // ISNAD_TESTS_SUPPORT_PUNCTUATION_DRESSINGS_H_
