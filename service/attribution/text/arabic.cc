// Closed classes by code point, after the Unicode 15 names list. The presentation forms are folded by runs: each letter
// owns one, two or four consecutive code points in U+FE80..U+FEF4. Covered by arabic_test.cc and normalizer_test.cc.
#include "service/attribution/text/arabic.h"

namespace isnad::arabic {
namespace {

struct Run {
  char32_t first;
  char32_t letter;
};

// Arabic Presentation Forms-B: the first form of each letter, in code point order; a run ends where the next begins.
constexpr Run kFormsB[] = {{0xFE80, 0x0621}, {0xFE81, 0x0627}, {0xFE85, 0x0648}, {0xFE87, 0x0627}, {0xFE89, 0x064A},
                           {0xFE8D, 0x0627}, {0xFE8F, 0x0628}, {0xFE93, 0x0629}, {0xFE95, 0x062A}, {0xFE99, 0x062B},
                           {0xFE9D, 0x062C}, {0xFEA1, 0x062D}, {0xFEA5, 0x062E}, {0xFEA9, 0x062F}, {0xFEAB, 0x0630},
                           {0xFEAD, 0x0631}, {0xFEAF, 0x0632}, {0xFEB1, 0x0633}, {0xFEB5, 0x0634}, {0xFEB9, 0x0635},
                           {0xFEBD, 0x0636}, {0xFEC1, 0x0637}, {0xFEC5, 0x0638}, {0xFEC9, 0x0639}, {0xFECD, 0x063A},
                           {0xFED1, 0x0641}, {0xFED5, 0x0642}, {0xFED9, 0x0643}, {0xFEDD, 0x0644}, {0xFEE1, 0x0645},
                           {0xFEE5, 0x0646}, {0xFEE9, 0x0647}, {0xFEED, 0x0648}, {0xFEEF, 0x064A}, {0xFEF5, 0}};

// Arabic Presentation Forms-A: the Persian letters that news texts contain, and what follows each run.
constexpr Run kFormsA[] = {{0xFB50, 0x0627}, {0xFB52, 0},      {0xFB56, 0x067E}, {0xFB5A, 0},      {0xFB7A, 0x0686},
                           {0xFB7E, 0},      {0xFB8A, 0x0698}, {0xFB8C, 0},      {0xFB8E, 0x0643}, {0xFB92, 0x06AF},
                           {0xFB96, 0},      {0xFBA6, 0x0647}, {0xFBAE, 0},      {0xFBFC, 0x064A}, {0xFC00, 0}};

template <int kCount>
char32_t LookUpRun(const Run (&runs)[kCount], char32_t code_point) {
  for (int i = kCount - 1; i >= 0; --i) {
    if (code_point >= runs[i].first) return runs[i].letter;
  }
  return 0;
}

Folded FoldPresentationForm(char32_t c) {
  if (c >= 0xFEF5 && c <= 0xFEFC) return {kLam, kAlef};
  const char32_t letter = c >= 0xFE80 ? LookUpRun(kFormsB, c) : LookUpRun(kFormsA, c);
  return {letter != 0 ? letter : c, 0};
}

char32_t FoldArabic(char32_t c) {
  switch (c) {
    case 0x0622:  // ALEF WITH MADDA ABOVE
    case 0x0623:  // ALEF WITH HAMZA ABOVE
    case 0x0625:  // ALEF WITH HAMZA BELOW
    case 0x0671:  // ALEF WASLA
      return kAlef;
    case 0x0624:
      return kWaw;  // WAW WITH HAMZA ABOVE
    case 0x0626:    // YEH WITH HAMZA ABOVE
    case 0x0649:    // ALEF MAKSURA
    case 0x06CC:
      return kYeh;  // FARSI YEH
    case kTehMarbuta:
    case 0x06C0:  // HEH WITH YEH ABOVE
    case 0x06C1:  // HEH GOAL
    case 0x06D5:
      return kHeh;  // AE
    case 0x06A9:
      return kKaf;  // KEHEH
    case 0x066B:
      return '.';  // ARABIC DECIMAL SEPARATOR
    case 0x066C:
      return ',';  // ARABIC THOUSANDS SEPARATOR
    case 0x066A:
      return '%';  // ARABIC PERCENT SIGN
    default:
      break;
  }
  if (c >= 0x0660 && c <= 0x0669) return '0' + (c - 0x0660);
  if (c >= 0x06F0 && c <= 0x06F9) return '0' + (c - 0x06F0);
  return c;
}

}  // namespace

bool IsDiacritic(char32_t c) {
  return (c >= 0x064B && c <= 0x065F) || c == 0x0670 || (c >= 0x0610 && c <= 0x061A) || (c >= 0x06D6 && c <= 0x06DC) ||
         (c >= 0x06DF && c <= 0x06E8) || (c >= 0x06EA && c <= 0x06ED) || (c >= 0xFE70 && c <= 0xFE7F);
}

bool IsInvisibleControl(char32_t c) {
  return c == 0x00AD || c == 0x061C || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

Folded Fold(char32_t c) {
  if (c < 0x80) return {c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c, 0};
  if (c >= 0x0600 && c <= 0x06FF) return {FoldArabic(c), 0};
  if (c >= 0xFB50 && c <= 0xFEFC) {
    const Folded form = FoldPresentationForm(c);
    if (form.second != 0) return form;
    return {FoldArabic(form.first), 0};
  }
  if (c >= 0xFF01 && c <= 0xFF5E) return Fold(c - 0xFEE0);  // FULLWIDTH EXCLAMATION MARK and the rest of ASCII
  if (c == 0x00A0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A) || c == 0x3000) return {' ', 0};
  if (c == 0x2028 || c == 0x2029 || c == 0x0085) return {'\n', 0};
  return {c, 0};
}

}  // namespace isnad::arabic
