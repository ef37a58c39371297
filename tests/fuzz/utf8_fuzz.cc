// UTF-8 against a decoder that builds every value bit by bit and then asks whether the result is allowed; what is valid
// decodes and encodes to itself.
#include <cstdint>
#include <optional>
#include <string>

#include "service/attribution/text/utf8.h"
#include "tests/fuzz/fuzz_input.h"

namespace isnad {
namespace {

// The bytes of the sequence that begins here; 0: none that is well formed does.
size_t TextbookLength(absl::string_view text, size_t at, uint32_t* value) {
  const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(text[i])); };
  size_t ones = 0;
  while (ones < 8 && (byte(at) >> (7 - ones) & 1) != 0) ++ones;
  *value = byte(at);
  if (ones == 0) return 1;
  if (ones == 1 || ones > 4 || at + ones > text.size()) return 0;
  *value &= (1u << (7 - ones)) - 1;
  for (size_t k = 1; k < ones; ++k) {
    if (byte(at + k) >> 6 != 2) return 0;
    *value = *value << 6 | (byte(at + k) & 63);
  }
  const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = *value >= 0xD800 && *value < 0xE000;
  return *value < least[ones] || *value > 0x10FFFF || surrogate ? 0 : ones;
}

void CheckUtf8(absl::string_view text) {
  std::string encoded;
  size_t at = 0, length = 0;
  uint32_t value = 0;
  for (; at < text.size() && (length = TextbookLength(text, at, &value)) != 0; at += length) {
    uint32_t offset = static_cast<uint32_t>(at);
    Require(NextCodePoint(text, &offset) == value, "code points are the textbook's");
    Require(offset == at + length, "lengths are the textbook's");
    AppendUtf8(value, &encoded);
  }
  const std::optional<size_t> bad = FirstInvalidUtf8(text);
  Require(bad.has_value() == (at < text.size()), "valid is what the textbook finds valid");
  Require(bad.value_or(text.size()) == at, "the first bad byte is the textbook's");
  Require(encoded == text.substr(0, at), "what is valid encodes to itself");
}

}  // namespace
}  // namespace isnad

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  isnad::CheckUtf8({reinterpret_cast<const char*>(data), size});
  return 0;
}
