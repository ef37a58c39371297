// Covered by tests/telemetry/json_line_test.cc.
#include "service/telemetry/json_line.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"

namespace isnad {
namespace {

constexpr absl::string_view kTruncatedEnd = ",\"truncated\":true}\n";
constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";
// The longest number and the longest literal: "-1.7976931348623157e+308", 24 bytes.
constexpr size_t kNumberBytesMax = 32;
// A text field that has no room for this many bytes of text is left out.
constexpr size_t kTextBytesWorthIt = 16;

struct CodePoint {
  uint32_t value = 0;
  size_t bytes = 0;  // 0: malformed
};

// The code point at the head of a text that is not empty (RFC 3629: no overlong forms, surrogates, or above U+10FFFF).
CodePoint FirstCodePoint(absl::string_view text) {
  const auto byte = [text](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  uint32_t value = lead & (0xFFu >> (bytes + 1));
  for (size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    value = value << 6 | (byte(i) & 0x3Fu);
  }
  const uint32_t least = bytes == 4 ? 0x10000 : bytes == 3 ? 0x800 : 0x80;
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return value < least || surrogate || value > 0x10FFFF ? CodePoint{} : CodePoint{value, bytes};
}

// Controls, U+2028 and U+2029, and the directional controls, all in the Basic Multilingual Plane.
bool MustBeEscaped(uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// How many bytes at the head are written as they are, one by one: nearly all of a log.
size_t PlainBytes(absl::string_view text) {
  size_t bytes = 0;
  while (bytes < text.size() && text[bytes] >= ' ' && text[bytes] <= '~' && text[bytes] != '"' && text[bytes] != '\\') {
    ++bytes;
  }
  return bytes;
}

std::string Escaped(uint32_t c) {
  if (c == '\n') return "\\n";
  if (c == '\t') return "\\t";
  return absl::StrCat("\\u", absl::Hex(c, absl::kZeroPad4));
}

}  // namespace

JsonLine::JsonLine() {
  line_.reserve(256);
  line_ = "{";
}

bool JsonLine::Fits(size_t bytes) const { return line_.size() + bytes + kTruncatedEnd.size() <= kLogLineBytesMax; }

void JsonLine::Add(const LogField& field) {
  const size_t begin = line_.size();
  if (!Fits(1)) {
    truncated_ = true;
    return;
  }
  if (begin > 1) line_ += ',';
  const bool named = AddText(field.name, kLogFieldBytesMax) && Fits(1 + kNumberBytesMax + kTextBytesWorthIt);
  if (!named) {
    line_.resize(begin);
    truncated_ = true;
    return;
  }
  line_ += ':';
  AddValue(field.value);
}

// Between quotation marks; false where not all of the text found room.
bool JsonLine::AddText(absl::string_view text, size_t text_bytes_max) {
  if (!Fits(2)) return false;
  line_ += '"';
  size_t at = 0;
  while (at < text.size()) {
    const size_t plain = PlainBytes(text.substr(at));
    if (plain > 0 && at + plain <= text_bytes_max && Fits(plain + 1)) {
      line_.append(text.data() + at, plain);
      at += plain;
      continue;
    }
    const CodePoint code_point = FirstCodePoint(text.substr(at));
    const size_t bytes = code_point.bytes == 0 ? 1 : code_point.bytes;
    std::string escaped;
    absl::string_view written = text.substr(at, bytes);
    if (code_point.bytes == 0) {
      written = kReplacement;
    } else if (code_point.value == '"' || code_point.value == '\\') {
      written = escaped = absl::StrCat("\\", written);
    } else if (MustBeEscaped(code_point.value)) {
      written = escaped = Escaped(code_point.value);
    }
    if (at + bytes > text_bytes_max || !Fits(written.size() + 1)) break;
    absl::StrAppend(&line_, written);
    at += bytes;
  }
  line_ += '"';
  return at == text.size();
}

void JsonLine::AddValue(const LogField::Value& value) {
  if (const auto* text = std::get_if<absl::string_view>(&value)) {
    truncated_ |= !AddText(*text, kLogFieldBytesMax);
  } else if (const auto* flag = std::get_if<bool>(&value)) {
    line_ += *flag ? "true" : "false";
  } else if (const auto* integer = std::get_if<int64_t>(&value)) {
    absl::StrAppend(&line_, *integer);
  } else if (const auto* natural = std::get_if<uint64_t>(&value)) {
    absl::StrAppend(&line_, *natural);
  } else {
    AddNumber(std::get<double>(value));
  }
}

// The shortest digits that are read as the same number.
void JsonLine::AddNumber(double value) {
  if (!std::isfinite(value)) {
    line_ += "null";
    return;
  }
  char digits[kNumberBytesMax];
  const std::to_chars_result end = std::to_chars(digits, digits + sizeof(digits), value);
  line_.append(digits, end.ptr);
}

std::string JsonLine::Finish() {
  absl::StrAppend(&line_, truncated_ ? kTruncatedEnd : absl::string_view("}\n"));
  return std::move(line_);
}

}  // namespace isnad
