// Validation follows Unicode 15, table 3-7, a lead byte at a time; articles are mostly two-byte sequences, which take
// the first branch after ASCII. Tested against a textbook decoder in utf8_test.cc.
#include "service/attribution/text/utf8.h"

#include <bit>
#include <cstring>

static_assert(std::endian::native == std::endian::little, "SkipArabic reads eight bytes as a little-endian number");

namespace isnad {
namespace {

bool IsContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The range of the second byte that is allowed after `lead`; the others are plain continuation bytes.
bool SecondByteAllowed(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xE0:
      return second >= 0xA0 && second <= 0xBF;
    case 0xED:
      return second >= 0x80 && second <= 0x9F;
    case 0xF0:
      return second >= 0x90 && second <= 0xBF;
    case 0xF4:
      return second >= 0x80 && second <= 0x8F;
    default:
      return IsContinuation(second);
  }
}

// The length of a sequence by its lead byte; 0 where none begins so.
size_t SequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Past well-formed pairs whose lead bytes are D8 to DB, the Arabic blocks, eight bytes at a time.
size_t SkipArabic(const unsigned char* bytes, size_t i, size_t size) {
  constexpr uint64_t kMask = 0xC0FCC0FCC0FCC0FC;  // little-endian: lead bytes at even places
  constexpr uint64_t kPairs = 0x80D880D880D880D8;
  uint64_t word = 0;
  for (; i + sizeof(word) <= size; i += sizeof(word)) {
    std::memcpy(&word, bytes + i, sizeof(word));
    if ((word & kMask) != kPairs) break;
  }
  return i;
}

}  // namespace

std::optional<size_t> FirstInvalidUtf8(absl::string_view text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  size_t i = 0;
  while (i < text.size()) {
    i = SkipArabic(bytes, i, text.size());
    if (i == text.size()) break;
    if (bytes[i] < 0x80) {
      ++i;
      continue;
    }
    const size_t length = SequenceLength(bytes[i]);
    if (length == 0 || i + length > text.size() || !SecondByteAllowed(bytes[i], bytes[i + 1])) return i;
    for (size_t k = 2; k < length; ++k) {
      if (!IsContinuation(bytes[i + k])) return i;
    }
    i += length;
  }
  return std::nullopt;
}

char32_t NextCodePoint(absl::string_view text, uint32_t* offset) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + *offset;
  const unsigned char lead = bytes[0];
  if (lead < 0x80) {
    *offset += 1;
    return lead;
  }
  if (lead < 0xE0) {
    *offset += 2;
    return static_cast<char32_t>((lead & 0x1F) << 6 | (bytes[1] & 0x3F));
  }
  if (lead < 0xF0) {
    *offset += 3;
    return static_cast<char32_t>((lead & 0x0F) << 12 | (bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F));
  }
  *offset += 4;
  return static_cast<char32_t>((lead & 0x07) << 18 | (bytes[1] & 0x3F) << 12 | (bytes[2] & 0x3F) << 6 |
                               (bytes[3] & 0x3F));
}

void AppendUtf8(char32_t code_point, std::string* out) {
  if (code_point < 0x80) {
    out->push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    out->push_back(static_cast<char>(0xC0 | code_point >> 6));
    out->push_back(static_cast<char>(0x80 | (code_point & 0x3F)));
  } else if (code_point < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | code_point >> 12));
    out->push_back(static_cast<char>(0x80 | (code_point >> 6 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (code_point & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | code_point >> 18));
    out->push_back(static_cast<char>(0x80 | (code_point >> 12 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (code_point >> 6 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (code_point & 0x3F)));
  }
}

}  // namespace isnad
