// The normaliser over any text: letters stand in order and each covers code points of the text; each code point but
// marks and controls begins a letter or two; what is folded folds to itself; and told to stop, it stops with what it
// had.
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "service/attribution/text/arabic.h"
#include "service/attribution/text/cancellation.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/text/utf8.h"
#include "tests/fuzz/fuzz_input.h"

namespace isnad {
namespace {

void CheckNothingIsLost(absl::string_view text, const std::vector<FoldedChar>& chars) {
  size_t at = 0;
  for (uint32_t offset = 0; offset < text.size();) {
    const uint32_t begin = offset;
    const char32_t c = NextCodePoint(text, &offset);
    const bool dropped = arabic::IsInvisibleControl(c) || arabic::IsDiacritic(c) || c == arabic::kTatweel;
    const size_t first = at;
    while (at < chars.size() && chars[at].origin.begin == begin) ++at;
    Require((at == first) == dropped, "marks and controls are dropped, and nothing else");
  }
  Require(at == chars.size(), "letters begin where a code point does");
}

void CheckText(absl::string_view text) {
  if (FirstInvalidUtf8(text).has_value()) return;
  const std::vector<FoldedChar> chars = Normalize(text);
  Require(chars.size() <= 2 * text.size(), "a code point folds to two letters at most");
  for (size_t i = 0; i < chars.size(); ++i) {
    const ByteRange origin = chars[i].origin;
    Require(!origin.empty() && origin.end <= text.size(), "letters come from inside the text");
    Require(!FirstInvalidUtf8(text.substr(origin.begin, origin.size())).has_value(), "origins split no code point");
    if (i == 0) continue;
    const ByteRange last = chars[i - 1].origin;
    // Marks behind a ligature lengthen its second letter alone.
    const bool ligature = last.begin == origin.begin && last.end <= origin.end;
    Require(ligature || last.end <= origin.begin, "letters stand in the order of the text");
  }
  CheckNothingIsLost(text, chars);
  const std::string folded = FoldedSpelling(text);
  Require(!FirstInvalidUtf8(folded).has_value(), "a folded spelling is UTF-8");
  Require(FoldedSpelling(folded) == folded, "what is folded folds to itself");
  const std::function<bool()> at_once = [] { return true; };
  Cancellation stop(at_once);
  Require(Normalize(text, &stop).empty(), "cancelled at once, nothing is read");
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  isnad::CheckText({reinterpret_cast<const char*>(data), size});
  return 0;
}
