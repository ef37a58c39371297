// Folds Arabic spelling so that variants of one word compare equal, and keeps the way home to the original bytes.
//
// Folding drops diacritics, tatweel, zero-width and bidirectional controls; turns alef with hamza, madda or wasla into
// bare alef, alef maksura into yeh, teh marbuta into heh, hamza on waw or yeh into its carrier, Persian kaf and yeh and
// all presentation forms into the ordinary letters, Arabic and Persian digits and full-width ASCII into ASCII, and
// ASCII letters into lower case. Everything else stays as it is. Input must be valid UTF-8 (see utf8.h); pure
// functions.
#ifndef ISNAD_SERVICE_ATTRIBUTION_TEXT_NORMALIZER_H_
#define ISNAD_SERVICE_ATTRIBUTION_TEXT_NORMALIZER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/attribution/text/cancellation.h"
#include "service/attribution/text/text_range.h"

namespace isnad {

// One folded code point. `origin` covers the code point it came from and the dropped marks that belong to it
// (diacritics and tatweel after it), in bytes of the original text.
struct FoldedChar {
  char32_t letter = 0;
  ByteRange origin;
  bool teh_marbuta = false;  // The original letter was teh marbuta; folding hides it, agreement needs it.
};

// A step for each character.
std::vector<FoldedChar> Normalize(absl::string_view text, Cancellation* stop = nullptr);

// The folded spelling of a word or phrase, as UTF-8. Language data and article text meet in this form.
std::string FoldedSpelling(absl::string_view text);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_TEXT_NORMALIZER_H_
