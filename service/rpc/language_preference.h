// In which language a caller wants to read errors, from the metadata `accept-language` (RFC 9110, section 12.5.4):
// Arabic or, by default, English. Languages are compared by their first subtag, so that "ar-EG" asks for Arabic. Pure;
// any thread.
#ifndef ISNAD_SERVICE_RPC_LANGUAGE_PREFERENCE_H_
#define ISNAD_SERVICE_RPC_LANGUAGE_PREFERENCE_H_

#include "absl/strings/string_view.h"

namespace isnad {

enum class Locale { kEnglish, kArabic };

// Arabic where the header accepts it and gives it a higher quality than English, or the same and names it first.
// English where the header is empty or malformed: what does not follow the grammar states no preference. Several
// headers of this name are one, joined by commas.
Locale PreferredLocale(absl::string_view accept_language);

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_LANGUAGE_PREFERENCE_H_
