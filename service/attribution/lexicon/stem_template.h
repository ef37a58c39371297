// The table of stems: for each pattern and each shape of root, how its stems are vowelled. In a template the digits
// stand for the radicals, 8 for the t that pattern VIII inserts behind the first radical (it assimilates), and for
// pattern I
//   W  the perfect's second vowel      V  the imperfect's      L  the imperfect's, long
//   R  the vowel that a hollow perfect keeps before a consonant      P  the long vowel of a hollow passive participle
// All other characters are sounds (lexicon/transcription.h). Constant; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_STEM_TEMPLATE_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_STEM_TEMPLATE_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace isnad {

enum class RootShape : uint8_t {
  kPlain,    // sound, and every root whose weak radicals only matter at its ends
  kHollow,   // second radical w or y, last one sound: qwl
  kDoubled,  // second and third radical equal: rdd
  kSeeing,   // r'y "see", which drops its hamza: yarA
};

// A tense's stem before a vowel and before a consonant; one template serves both where `reduced` is empty.
struct TenseTemplate {
  absl::string_view full;
  absl::string_view reduced;
};

struct StemTemplate {
  int pattern;
  RootShape shape;
  TenseTemplate perfect[2];  // by Voice
  TenseTemplate imperfect[2];
  absl::string_view active_participle;
  absl::string_view passive_participle;
  absl::string_view masdar;
};

// The row for `pattern` and `shape`, the plain row where the shape makes no difference; nullptr where there is no such
// pattern.
const StemTemplate* FindStemTemplate(int pattern, RootShape shape);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_STEM_TEMPLATE_H_
