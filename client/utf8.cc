// One decoder, by the table of well-formed byte sequences (Unicode standard, table 3-7): the lead byte says how many
// bytes follow, and the smallest value that needs so many refuses overlong forms. Covered by tests/client/utf8_test.cc.
#include "client/utf8.h"

#include <cstdint>

#include "absl/strings/str_cat.h"

namespace isnad {
namespace {

struct Lead {
  size_t bytes;
  char32_t bits;
  char32_t smallest;
};

Lead DecodeLead(uint8_t byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07u, 0x10000};
  return {0, 0, 0};
}

}  // namespace

CodePoint CodePointAt(absl::string_view text, size_t begin) {
  Lead lead = DecodeLead(static_cast<uint8_t>(text[begin]));
  if (lead.bytes == 0 || lead.bytes > text.size() - begin) return {};
  char32_t value = lead.bits;
  for (size_t i = 1; i < lead.bytes; ++i) {
    uint8_t byte = static_cast<uint8_t>(text[begin + i]);
    if ((byte & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte & 0x3F);
  }
  bool surrogate = value >= 0xD800 && value < 0xE000;
  if (value < lead.smallest || surrogate || value > 0x10FFFF) return {};
  return {value, lead.bytes};
}

size_t FirstBadByte(absl::string_view text) {
  for (size_t begin = 0; begin < text.size();) {
    size_t bytes = CodePointAt(text, begin).bytes;
    if (bytes == 0) return begin;
    begin += bytes;
  }
  return absl::string_view::npos;
}

absl::Status CheckUtf8(absl::string_view text) {
  const size_t bad = FirstBadByte(text);
  if (bad == absl::string_view::npos) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("is not UTF-8: first bad byte at offset ", bad));
}

}  // namespace isnad
