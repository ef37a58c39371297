// The properties of characters are those few that news articles need, by range; a wrong width costs a ragged margin and
// nothing else. Covered by tests/client/display_text_test.cc.
#include "client/display_text.h"

#include <cstddef>

#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "client/utf8.h"

namespace isnad {
namespace {

bool IsWhiteSpace(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x3000;
}

bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

// Marks (200E, 200F, 061C), embeddings and overrides (202A to 202E), isolates (2066 to 2069).
bool IsDirectional(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

int Columns(char32_t c) {
  bool mark = (c >= 0x0300 && c <= 0x036F) || (c >= 0x0610 && c <= 0x061A) || (c >= 0x064B && c <= 0x065F) ||
              c == 0x0670 || (c >= 0x06D6 && c <= 0x06ED && c != 0x06DD && c != 0x06DE && c != 0x06E9) ||
              (c >= 0x08D3 && c <= 0x08FF) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFE20 && c <= 0xFE2F);
  bool format = (c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || IsDirectional(c);
  if (mark || format) return 0;
  bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
              (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFF60) || (c >= 0x1F300 && c <= 0x1FAFF) ||
              (c >= 0x20000 && c <= 0x3FFFD);
  return wide ? 2 : 1;
}

// As many bytes of `word` as fit into `columns`, at least one code point.
size_t FittingBytes(absl::string_view word, int columns) {
  size_t end = 0;
  while (end < word.size()) {
    CodePoint c = CodePointAt(word, end);
    columns -= Columns(c.value);
    if (columns < 0 && end > 0) break;
    end += c.bytes == 0 ? 1 : c.bytes;
  }
  return end;
}

}  // namespace

std::string DisplayLine(absl::string_view text) {
  std::string line;
  bool space = false;
  for (size_t begin = 0; begin < text.size();) {
    CodePoint c = CodePointAt(text, begin);
    size_t bytes = c.bytes == 0 ? 1 : c.bytes;
    absl::string_view piece = c.bytes == 0 ? "?" : text.substr(begin, bytes);
    begin += bytes;
    if (c.bytes > 0 && IsWhiteSpace(c.value)) {
      space = !line.empty();
    } else if (c.bytes == 0 || (!IsControl(c.value) && !IsDirectional(c.value))) {
      if (space) line += ' ';
      space = false;
      line.append(piece.data(), piece.size());
    }
  }
  return line;
}

std::string DisplayName(absl::string_view name) {
  std::string shown;
  for (size_t begin = 0; begin < name.size();) {
    CodePoint c = CodePointAt(name, begin);
    absl::string_view piece = name.substr(begin, c.bytes == 0 ? 1 : c.bytes);
    begin += piece.size();
    bool separator = c.value == 0x2028 || c.value == 0x2029;
    if (c.bytes > 0 && !IsControl(c.value) && !IsDirectional(c.value) && !separator) {
      shown.append(piece.data(), piece.size());
      continue;
    }
    for (unsigned char byte : piece) absl::StrAppendFormat(&shown, "\\x%02X", byte);
  }
  return shown;
}

int DisplayColumns(absl::string_view line) {
  int columns = 0;
  for (size_t begin = 0; begin < line.size();) {
    CodePoint c = CodePointAt(line, begin);
    columns += Columns(c.value);
    begin += c.bytes == 0 ? 1 : c.bytes;
  }
  return columns;
}

std::vector<std::string> WrapLine(absl::string_view line, int columns) {
  std::vector<std::string> lines(1);
  int used = 0;
  for (absl::string_view word : absl::StrSplit(line, ' ', absl::SkipEmpty())) {
    int wanted = DisplayColumns(word);
    if (used > 0 && used + 1 + wanted > columns) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0) lines.back() += ' ';
    used += (used > 0 ? 1 : 0) + wanted;
    while (used > columns) {  // only a word that is wider than a whole line
      size_t bytes = FittingBytes(word, columns);
      if (bytes == word.size()) break;
      lines.back().append(word.data(), bytes);
      lines.emplace_back();
      word.remove_prefix(bytes);
      used = DisplayColumns(word);
    }
    lines.back().append(word.data(), word.size());
  }
  return lines;
}

bool HasRightToLeft(absl::string_view text) {
  for (size_t begin = 0; begin < text.size();) {
    CodePoint c = CodePointAt(text, begin);
    if ((c.value >= 0x05D0 && c.value <= 0x08FF) || (c.value >= 0xFB1D && c.value <= 0xFEFC)) return true;
    begin += c.bytes == 0 ? 1 : c.bytes;
  }
  return false;
}

}  // namespace isnad
