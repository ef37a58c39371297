// One pass over the code points. A dropped mark that belongs to a letter (diacritic, tatweel) lengthens that letter's
// origin, so that a span that ends with the letter covers its vowel signs, also where a control stands between them; a
// dropped control alone belongs to nobody.
// Covered by normalizer_test.cc.
#include "service/attribution/text/normalizer.h"

#include "service/attribution/text/arabic.h"
#include "service/attribution/text/utf8.h"

namespace isnad {
namespace {

bool IsTehMarbuta(char32_t code_point) {
  return code_point == arabic::kTehMarbuta || code_point == 0xFE93 || code_point == 0xFE94;
}

void AppendFolded(char32_t code_point, ByteRange origin, std::vector<FoldedChar>* chars) {
  const arabic::Folded folded = arabic::Fold(code_point);
  chars->push_back({folded.first, origin, IsTehMarbuta(code_point)});
  if (folded.second != 0) chars->push_back({folded.second, origin, false});
}

}  // namespace

std::vector<FoldedChar> Normalize(absl::string_view text, Cancellation* stop) {
  std::vector<FoldedChar> chars;
  chars.reserve(text.size() * 5 / 8);
  uint32_t offset = 0;
  bool after_letter = false;  // nothing but marks and controls stands since the last letter
  while (offset < text.size() && !Stops(stop, 1)) {
    ByteRange origin{offset, offset};
    const char32_t code_point = NextCodePoint(text, &offset);
    origin.end = offset;
    if (code_point >= 0xAD && arabic::IsInvisibleControl(code_point)) continue;
    if (code_point >= 0x0610 && (code_point == arabic::kTatweel || arabic::IsDiacritic(code_point))) {
      if (after_letter) chars.back().origin.end = origin.end;
      continue;
    }
    AppendFolded(code_point, origin, &chars);
    after_letter = arabic::IsLetter(chars.back().letter);
  }
  return chars;
}

std::string FoldedSpelling(absl::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (const FoldedChar& c : Normalize(text)) AppendUtf8(c.letter, &folded);
  return folded;
}

}  // namespace isnad
