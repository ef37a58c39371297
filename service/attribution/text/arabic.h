// The Arabic letters, marks and controls that the engine names, by code point and Unicode name, and what each folds to.
// Constant tables and pure functions; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_TEXT_ARABIC_H_
#define ISNAD_SERVICE_ATTRIBUTION_TEXT_ARABIC_H_

namespace isnad::arabic {

inline constexpr char32_t kHamza = 0x0621;
inline constexpr char32_t kAlef = 0x0627;
inline constexpr char32_t kBeh = 0x0628;
inline constexpr char32_t kTehMarbuta = 0x0629;
inline constexpr char32_t kTeh = 0x062A;
inline constexpr char32_t kSeen = 0x0633;
inline constexpr char32_t kTatweel = 0x0640;
inline constexpr char32_t kFeh = 0x0641;
inline constexpr char32_t kKaf = 0x0643;
inline constexpr char32_t kLam = 0x0644;
inline constexpr char32_t kMeem = 0x0645;
inline constexpr char32_t kNoon = 0x0646;
inline constexpr char32_t kHeh = 0x0647;
inline constexpr char32_t kWaw = 0x0648;
inline constexpr char32_t kYeh = 0x064A;
inline constexpr char32_t kComma = 0x060C;
inline constexpr char32_t kSemicolon = 0x061B;
inline constexpr char32_t kQuestionMark = 0x061F;
inline constexpr char32_t kFullStop = 0x06D4;

// Vowel signs, shadda, sukun, Quranic annotation and superscript alef: part of the word, without weight in matching.
bool IsDiacritic(char32_t code_point);

// Zero-width and bidirectional controls, byte order mark, soft hyphen, variation selectors: no part of any word.
bool IsInvisibleControl(char32_t code_point);

// A letter of the Arabic script after folding.
inline bool IsLetter(char32_t folded) {
  return (folded >= 0x0621 && folded <= 0x064A && folded != kTatweel) ||
         (folded >= 0x066E && folded <= 0x06D5 && folded != kFullStop);
}

// What one code point folds to: one or two letters (the lam-alef ligatures). `second` is 0 where there is one.
struct Folded {
  char32_t first = 0;
  char32_t second = 0;
};
Folded Fold(char32_t code_point);

}  // namespace isnad::arabic

#endif  // ISNAD_SERVICE_ATTRIBUTION_TEXT_ARABIC_H_
