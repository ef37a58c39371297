// A code point is counted at its first byte: every byte that is no continuation byte (10xxxxxx) begins one, and one
// that begins with 11110 stands for two UTF-16 code units. So a block may begin inside a code point and the sums still
// hold. Covered by tests/rpc/offset_encoder_test.cc with random strings of all planes against a textbook decoder.
#include "service/rpc/offset_encoder.h"

#include <algorithm>

namespace isnad {

OffsetEncoder::OffsetEncoder(absl::string_view article, v1::OffsetEncoding encoding)
    : article_(article), encoding_(encoding) {
  if (encoding != v1::OFFSET_ENCODING_UTF16 && encoding != v1::OFFSET_ENCODING_UTF32) return;
  units_before_block_.reserve(article.size() / kBlockBytes + 1);
  int32_t units = 0;
  for (size_t begin = 0; begin <= article.size(); begin += kBlockBytes) {
    units_before_block_.push_back(units);
    units += CountUnits(begin, std::min(begin + kBlockBytes, article.size()));
  }
}

int32_t OffsetEncoder::Encode(uint32_t byte_offset) const {
  if (units_before_block_.empty()) return static_cast<int32_t>(byte_offset);
  const size_t block = byte_offset / kBlockBytes;
  return units_before_block_[block] + CountUnits(block * kBlockBytes, byte_offset);
}

void OffsetEncoder::Encode(ByteRange range, v1::TextSpan* span) const {
  span->set_begin(Encode(range.begin));
  span->set_end(Encode(range.end));
}

int32_t OffsetEncoder::CountUnits(size_t begin, size_t end) const {
  const int units_of_supplementary = encoding_ == v1::OFFSET_ENCODING_UTF16 ? 1 : 0;
  int32_t units = 0;
  for (size_t i = begin; i < end; ++i) {
    const auto byte = static_cast<unsigned char>(article_[i]);
    units += (byte & 0xC0) != 0x80;
    units += (byte >= 0xF0) & units_of_supplementary;
  }
  return units;
}

}  // namespace isnad
