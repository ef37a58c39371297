// What all fuzz targets share: the input as text, and the way to say that a rule is broken. A target holds as long as
// it returns for any bytes; fuzzer and replay (replay_main.cc) both end with the first one that does not.
#ifndef ISNAD_TESTS_FUZZ_FUZZ_INPUT_H_
#define ISNAD_TESTS_FUZZ_FUZZ_INPUT_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "absl/strings/string_view.h"

namespace isnad {

// Ends the program where the rule does not hold.
inline void Require(bool holds, const char* rule) {
  if (holds) return;
  std::fprintf(stderr, "broken rule: %s\n", rule);
  std::abort();
}

// The first byte, which chooses among what a target does, and the rest.
struct ChosenInput {
  unsigned choice = 0;
  absl::string_view rest;
};
inline ChosenInput Choose(absl::string_view input, unsigned choices) {
  if (input.empty()) return {};
  return {static_cast<unsigned char>(input[0]) % choices, input.substr(1)};
}

// A refusal as an operator reads it: one problem a line, each from `place` on, nothing that a terminal obeys, not
// longer than somebody reads.
inline void RequireReadableRefusal(absl::string_view message, absl::string_view place, size_t bytes_max) {
  Require(!message.empty() && message.size() <= bytes_max, "a refusal has a message of bounded length");
  Require(message.substr(0, place.size()) == place, "a refusal names its place");
  for (const unsigned char c : message) {
    Require((c >= 0x20 && c != 0x7F) || c == '\n', "a refusal has no control characters");
  }
}

}  // namespace isnad

// Each target defines it; libFuzzer and the replay call it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

#endif  // ISNAD_TESTS_FUZZ_FUZZ_INPUT_H_
