// Reading UTF-8 code point by code point: what the file check and the terminal's column count share.
#ifndef ISNAD_CLIENT_UTF8_H_
#define ISNAD_CLIENT_UTF8_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace isnad {

struct CodePoint {
  char32_t value = 0;
  size_t bytes = 0;  // 0: the bytes are not UTF-8 (truncated, overlong, a surrogate, above U+10FFFF)
};

// The code point that begins at text[begin]; begin must be below text.size().
CodePoint CodePointAt(absl::string_view text, size_t begin);

// The offset of the first byte that is not UTF-8; npos where all is well.
size_t FirstBadByte(absl::string_view text);

// InvalidArgument, with the offset, where there is one.
absl::Status CheckUtf8(absl::string_view text);

}  // namespace isnad

#endif  // ISNAD_CLIENT_UTF8_H_
