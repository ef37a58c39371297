// A vocalised transcription of Arabic in which verbs are built, and its way into ordinary spelling. One ASCII character
// a sound: consonants  ' b t v j H x d * r z s $ S D T Z E g f q k l m n h w y  (hamza first, Buckwalter's letters),
// short vowels a i u, long vowels A I U, and
//   Y  a final long a that is written as alef maksura (as alef after y)
//   {  the joining alef that opens a word before a cluster; its vowel follows
//   p  teh marbuta; before an ending it is written as teh
//   F  the alef of the indefinite accusative, after its vowel a
//   #  the silent alef after the plural's long u
// A doubled consonant stands twice. Pure functions; any thread.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_TRANSCRIPTION_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_TRANSCRIPTION_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace isnad {

// The radicals of a root in ordinary letters that are separated by spaces: "qwl", "'kd". nullopt where something else
// than single consonants stands there.
std::optional<std::string> TranscribeRoot(absl::string_view root);

bool IsShortVowel(char sound);
bool IsVowel(char sound);
bool IsConsonant(char sound);

// Ordinary spelling without vowel signs and shadda, hamza on its seat.
std::string Spell(absl::string_view sounds);

// The other spelling of the press, where it has one: a hamza before the plural's long u keeps the seat that it has at
// the singular's end (on alef, or on none behind a long a), where the school puts it on waw. Equal to Spell()
// elsewhere.
std::string SpellAsPress(absl::string_view sounds);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_TRANSCRIPTION_H_
