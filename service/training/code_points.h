// Spans counted in code points, as annotations count them, found in the bytes of a text.
#ifndef ISNAD_SERVICE_TRAINING_CODE_POINTS_H_
#define ISNAD_SERVICE_TRAINING_CODE_POINTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/attribution/text/text_range.h"
#include "service/attribution/text/utf8.h"

namespace isnad {

class CodePoints {
 public:
  // `text` is valid UTF-8.
  explicit CodePoints(absl::string_view text) {
    for (uint32_t offset = 0; offset < text.size(); NextCodePoint(text, &offset)) starts_.push_back(offset);
    starts_.push_back(static_cast<uint32_t>(text.size()));
  }

  // The bytes of code points `begin` to `end` - 1; nothing where that is empty or reaches beyond the text.
  std::optional<ByteRange> Bytes(size_t begin, size_t end) const {
    if (begin >= end || end >= starts_.size()) return std::nullopt;
    return ByteRange{starts_[begin], starts_[end]};
  }

 private:
  std::vector<uint32_t> starts_;  // the byte at which each code point begins; last, the text's size
};

}  // namespace isnad

#endif  // ISNAD_SERVICE_TRAINING_CODE_POINTS_H_
