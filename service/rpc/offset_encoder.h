// From bytes of an article to the unit in which a caller counts: bytes, UTF-16 code units or code points. The only
// place that converts offsets. Linear: one pass over the article when built, then at most kBlockBytes bytes for each
// offset, in any order. Holds a view of the article, which must outlive it. Immutable; any thread.
#ifndef ISNAD_SERVICE_RPC_OFFSET_ENCODER_H_
#define ISNAD_SERVICE_RPC_OFFSET_ENCODER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "isnad/v1/attribution.pb.h"
#include "service/attribution/claim/claim.h"

namespace isnad {

class OffsetEncoder {
 public:
  // `article` is valid UTF-8. UNSPECIFIED counts bytes.
  OffsetEncoder(absl::string_view article, v1::OffsetEncoding encoding);

  // The number of units before `byte_offset`, which is at most the article's size and splits no code point.
  int32_t Encode(uint32_t byte_offset) const;

  // Both ends of a range.
  void Encode(ByteRange range, v1::TextSpan* span) const;

 private:
  static constexpr size_t kBlockBytes = 64;

  int32_t CountUnits(size_t begin, size_t end) const;

  absl::string_view article_;
  v1::OffsetEncoding encoding_;
  std::vector<int32_t> units_before_block_;  // [i]: units before byte i * kBlockBytes; empty where units are bytes
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_OFFSET_ENCODER_H_
