// The dresses that an article's words may come in without a change of what it says, each with the share of spans that
// must be found at the same words. Header only: tests of several rooms may use it.
#ifndef ISNAD_TESTS_SUPPORT_ARTICLE_DRESSINGS_H_
#define ISNAD_TESTS_SUPPORT_ARTICLE_DRESSINGS_H_

#include <ostream>
#include <string>

#include "tests/support/dressed_article.h"
#include "tests/support/punctuation_dressings.h"

namespace isnad {

// A vowel, tanween, sukun or shadda with a vowel behind nine letters of ten.
inline std::u32string Vocalised(const DressingPlace& place, DressingRandom* random) {
  if (!IsArabicLetter(place.left()) || random->OneIn(10)) return Before(place, U"");
  const char32_t vowel = random->OneOf(U"\u064B\u064C\u064D\u064E\u064E\u064F\u0650\u0652");
  return Before(place, random->OneIn(6) ? std::u32string{0x0651, vowel} : std::u32string{vowel});
}

// Tatweel behind letters that join the next one; it stands nowhere else.
inline std::u32string Stretched(const DressingPlace& place, DressingRandom* random) {
  const bool joins =
      IsArabicLetter(place.left()) && IsArabicLetter(place.here()) &&
      !IsAnyOf(place.left(), U"\u0621\u0622\u0623\u0624\u0625\u0627\u0629\u062F\u0630\u0631\u0632\u0648\u0649");
  return Before(place, joins && random->OneIn(4) ? std::u32string(1 + random->Below(3), 0x0640) : U"");
}

// The variants that hurried writers do not tell apart: hamza on its carriers, alef maksura, teh marbuta.
inline std::u32string Unhamzated(const DressingPlace& place, DressingRandom*) {
  static constexpr char32_t kVariants[][2] = {{0x0622, 0x0627}, {0x0623, 0x0627}, {0x0625, 0x0627}, {0x0671, 0x0627},
                                              {0x0624, 0x0648}, {0x0626, 0x064A}, {0x0649, 0x064A}};
  for (const auto& variant : kVariants) {
    if (place.here() == variant[0]) return {variant[1]};
  }
  return Before(place, U"");
}
inline std::u32string UndottedTehMarbuta(const DressingPlace& place, DressingRandom*) {
  return place.here() == 0x0629 ? U"\u0647" : Before(place, U"");
}
inline std::u32string SloppyLetters(const DressingPlace& place, DressingRandom* random) {
  return place.here() == 0x0629 ? UndottedTehMarbuta(place, random) : Unhamzated(place, random);
}

// Final yeh without dots, as Egyptian papers write it.
inline std::u32string EgyptianYeh(const DressingPlace& place, DressingRandom*) {
  return place.here() == 0x064A && !IsArabicLetter(place.right()) ? U"\u0649" : Before(place, U"");
}

inline std::u32string CarriageReturns(const DressingPlace& place, DressingRandom*) {
  return Before(place, place.here() == U'\n' && place.left() != U'\r' ? U"\r" : U"");
}

// Joiners, zero-width spaces, byte order marks; embeddings, overrides, isolates and their ends; between and inside
// words.
inline std::u32string InvisibleControls(const DressingPlace& place, DressingRandom* random) {
  if (!random->OneIn(5)) return Before(place, U"");
  static const std::u32string kControls =
      U"\u200B\u200C\u200D\u2060\uFEFF\u200E\u200F\u061C\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";
  return Before(place, std::u32string{random->OneOf(kControls)});
}

inline std::u32string NoBreakSpaces(const DressingPlace& place, DressingRandom*) {
  return place.here() == U' ' ? U"\u00A0" : Before(place, U"");
}
// Blanks doubled, before line ends too, and empty lines between lines.
inline std::u32string WideSpaces(const DressingPlace& place, DressingRandom* random) {
  if (place.here() == U'\n') return random->OneIn(2) ? U" \n" : U"\n\n";
  return Before(place, place.here() == U' ' && random->OneIn(2) ? U" " : U"");
}

inline std::u32string ArabicIndicDigits(const DressingPlace& place, DressingRandom*) {
  if (place.here() < U'0' || place.here() > U'9') return Before(place, U"");
  return {static_cast<char32_t>(0x0660 + (place.here() - U'0'))};
}
inline std::u32string PersianLetters(const DressingPlace& place, DressingRandom*) {
  return place.here() == 0x064A ? U"\u06CC" : place.here() == 0x0643 ? U"\u06A9" : Before(place, U"");
}

struct NamedDressing {
  const char* name;
  Dressing dressing;
  double share_min;  // of the spans that must stay on the same words
};
inline void PrintTo(const NamedDressing& named, std::ostream* out) { *out << named.name; }

inline constexpr NamedDressing kDressings[] = {
    {"Vocalised", Vocalised, 0.99},
    {"Stretched", Stretched, 0.99},
    {"Unhamzated", Unhamzated, 0.99},
    {"UndottedTehMarbuta", UndottedTehMarbuta, 0.99},
    {"SloppyLetters", SloppyLetters, 0.99},
    {"EgyptianYeh", EgyptianYeh, 0.99},
    {"StraightQuotes", StraightQuotes, 0.97},
    {"CurlyQuotes", CurlyQuotes, 0.97},
    {"Guillemets", Guillemets, 0.97},
    {"CarriageReturns", CarriageReturns, 0.99},
    {"InvisibleControls", InvisibleControls, 0.99},
    {"NoBreakSpaces", NoBreakSpaces, 0.99},
    {"WideSpaces", WideSpaces, 0.99},
    {"AsciiPunctuation", AsciiPunctuation, 0.99},
    {"NoFinalStops", NoFinalStops, 0.95},
    {"GluedTitle", GluedTitle, 0.93},
    {"ArabicIndicDigits", ArabicIndicDigits, 0.99},
    {"PersianLetters", PersianLetters, 0.99},
};

}  // namespace isnad

#endif  // ISNAD_TESTS_SUPPORT_ARTICLE_DRESSINGS_H_
