// The grammatical features of one inflected form. A value of eight bytes; freely copied.
#ifndef ISNAD_SERVICE_ATTRIBUTION_LEXICON_VERB_FORM_H_
#define ISNAD_SERVICE_ATTRIBUTION_LEXICON_VERB_FORM_H_

#include <cstdint>
#include <string>

namespace isnad {

enum class FormKind : uint8_t {
  kPerfect,
  kImperfect,
  kImperative,
  kActiveParticiple,
  kPassiveParticiple,
  kMasdar,
  kNoun
};
enum class Person : uint8_t { kNone, kFirst, kSecond, kThird };
enum class Gender : uint8_t { kNone, kMasculine, kFeminine };
enum class Number : uint8_t { kNone, kSingular, kDual, kPlural };
enum class Voice : uint8_t { kActive, kPassive };
// Imperfect: indicative or the shortened subjunctive/jussive form. Nouns: nominative or accusative/genitive.
enum class Ending : uint8_t { kNone, kIndicative, kShortened, kNominative, kOblique };

struct VerbFormFeatures {
  FormKind kind = FormKind::kPerfect;
  Person person = Person::kNone;
  Gender gender = Gender::kNone;
  Number number = Number::kNone;
  Voice voice = Voice::kActive;
  Ending ending = Ending::kNone;

  friend bool operator==(const VerbFormFeatures&, const VerbFormFeatures&) = default;
};

// Stable text form, such as "perfect.3.f.s.active"; in `isnad lexicon --forms`.
std::string FeatureString(const VerbFormFeatures& features);

}  // namespace isnad

#endif  // ISNAD_SERVICE_ATTRIBUTION_LEXICON_VERB_FORM_H_
