// Offsets in every unit, over any text, against counting from the article's beginning.
#include <cstdint>
#include <string>

#include "service/attribution/text/utf8.h"
#include "service/rpc/offset_encoder.h"
#include "tests/fuzz/fuzz_input.h"

namespace isnad {
namespace {

// Units of one code point.
int32_t UnitsOf(char32_t code_point, uint32_t bytes, v1::OffsetEncoding encoding) {
  switch (encoding) {
    case v1::OFFSET_ENCODING_UTF16:
      return code_point > 0xFFFF ? 2 : 1;
    case v1::OFFSET_ENCODING_UTF32:
      return 1;
    default:
      return static_cast<int32_t>(bytes);
  }
}

int32_t AllUnits(absl::string_view article, v1::OffsetEncoding encoding) {
  int32_t units = 0;
  for (uint32_t offset = 0; offset < article.size();) {
    const uint32_t begin = offset;
    const char32_t code_point = NextCodePoint(article, &offset);
    units += UnitsOf(code_point, offset - begin, encoding);
  }
  return units;
}

void CheckOffsets(absl::string_view article, v1::OffsetEncoding encoding) {
  const OffsetEncoder encoder(article, encoding);
  const int32_t all = AllUnits(article, encoding);
  int32_t units = 0;
  uint32_t offset = 0;
  Require(encoder.Encode(0) == 0, "an article begins at 0");
  while (offset < article.size()) {
    const ByteRange range{offset, static_cast<uint32_t>(article.size())};
    const char32_t code_point = NextCodePoint(article, &offset);
    v1::TextSpan span;
    encoder.Encode(range, &span);
    Require(span.begin() == units && span.end() == all, "a span begins and ends where counting says");
    units += UnitsOf(code_point, offset - range.begin, encoding);
    Require(encoder.Encode(offset) == units, "offsets are those of counting");
    encoder.Encode({0, offset}, &span);
    Require(span.begin() == 0 && span.end() == units, "a span ends where counting says");
  }
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view article(reinterpret_cast<const char*>(data), size);
  if (isnad::FirstInvalidUtf8(article).has_value()) return 0;
  for (const auto encoding : {isnad::v1::OFFSET_ENCODING_UNSPECIFIED, isnad::v1::OFFSET_ENCODING_UTF8,
                              isnad::v1::OFFSET_ENCODING_UTF16, isnad::v1::OFFSET_ENCODING_UTF32}) {
    isnad::CheckOffsets(article, encoding);
  }
  return 0;
}
