// Half-open ranges, one type for each unit, so that bytes and tokens cannot be mixed up. Values; freely copied.
#ifndef ISNAD_SERVICE_ATTRIBUTION_TEXT_TEXT_RANGE_H_
#define ISNAD_SERVICE_ATTRIBUTION_TEXT_TEXT_RANGE_H_

#include <cstdint>

namespace isnad {

// [begin, end) in bytes of the article exactly as it was received. Never splits a code point.
struct ByteRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  bool empty() const { return begin >= end; }
  uint32_t size() const { return empty() ? 0 : end - begin; }
  bool Contains(ByteRange other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(ByteRange other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(ByteRange, ByteRange) = default;
};

// [begin, end) in indexes into TokenizedText::tokens.
struct TokenRange {
  int begin = 0;
  int end = 0;

  bool empty() const { return begin >= end; }
  int size() const { return empty() ? 0 : end - begin; }
  bool Contains(int token) const { return begin <= token && token < end; }
  bool Contains(TokenRange other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(TokenRange other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(TokenRange, TokenRange) = default;
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_TEXT_TEXT_RANGE_H_
