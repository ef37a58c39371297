// UTF-8: validation and code point iteration. Offsets are bytes. Pure functions; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_TEXT_UTF8_H_
#define ISNAD_SERVICE_ATTRIBUTION_TEXT_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace isnad {

// The offset of the first byte that does not begin or continue a well-formed sequence (Unicode 15, table 3-7: no
// overlong forms, no surrogates, nothing above U+10FFFF); for a sequence cut short, the offset of its first byte.
// nullopt where all of `text` is well formed.
std::optional<size_t> FirstInvalidUtf8(absl::string_view text);

// Decodes the code point that begins at `*offset` in valid UTF-8 and moves `*offset` behind it.
char32_t NextCodePoint(absl::string_view text, uint32_t* offset);

void AppendUtf8(char32_t code_point, std::string* out);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_TEXT_UTF8_H_
